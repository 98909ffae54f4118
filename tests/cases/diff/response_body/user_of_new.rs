use clinic::get_pet::{Error, Request, Response};
use clinic::{Answer, AnswerError, Operation};

fn read(answer: &Answer<'_>) -> Result<Response, AnswerError<Error>> {
    Request::read(answer)
}

fn main() {}
