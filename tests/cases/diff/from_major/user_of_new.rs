use clinic::types::Answer;

fn read(answer: &Answer) -> u64 {
    answer.fee
}

fn main() {}
