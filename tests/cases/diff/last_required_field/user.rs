use clinic::types::Answer;

fn read(answer: &Answer) -> &String {
    &answer.tip
}

fn main() {}
