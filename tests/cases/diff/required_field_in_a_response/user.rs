use clinic::types::Answer;

fn read(answer: &Answer) -> &String {
    &answer.name
}

fn main() {}
