use clinic::get_pet::{Request, Response};
use clinic::{Answer, DecodeError, Operation};

fn read(answer: &Answer<'_>) -> Result<Response, DecodeError> {
    Request::read(answer)
}

fn main() {}
