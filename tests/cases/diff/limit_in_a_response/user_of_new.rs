use clinic::types::Answer;

fn read(answer: &Answer) -> &Option<Vec<String>> {
    &answer.tags
}

fn main() {}
