use clinic::types::Answer;

fn read(answer: &Answer) -> &Option<String> {
    &answer.kind
}

fn main() {}
