use clinic::get_pet::{Error, Request};
use clinic::{Answer, AnswerError, Operation};

fn read(answer: &Answer<'_>) -> Result<(), AnswerError<Error>> {
    Request::read(answer)
}

fn main() {}
