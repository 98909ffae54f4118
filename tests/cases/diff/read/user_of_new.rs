use clinic::types::{Answer, Coat};

fn read(answer: &Answer) -> &Option<Coat> {
    &answer.coat
}

fn main() {}
