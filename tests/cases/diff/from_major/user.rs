use clinic::types::Answer;

fn make() -> Option<Answer> {
    Answer::from_major("USD", "1.00").ok()
}

fn main() {}
