use clinic::get_pet::{Error, Request};
use clinic::{Answer, AnswerError, Operation};

fn is_missing(answer: &Answer<'_>) -> bool {
    match Request::read(answer) {
        Err(AnswerError::Failure(Error::NotFound(_))) => true,
        Ok(()) | Err(AnswerError::Failure(_) | AnswerError::Unreadable(_)) => false,
    }
}

fn main() {}
