use clinic::types::Answer;

fn empty() -> Answer {
    Answer::default()
}

fn main() {}
