use clinic::get_pet::{Error, Request};
use clinic::{Answer, AnswerError, Operation};

fn is_changing(answer: &Answer<'_>) -> bool {
    match Request::read(answer) {
        Err(AnswerError::Failure(Error::Conflict(_))) => true,
        Ok(()) | Err(AnswerError::Failure(_) | AnswerError::Unreadable(_)) => false,
    }
}

fn main() {}
