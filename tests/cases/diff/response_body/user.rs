use clinic::get_pet::Request;
use clinic::{Answer, DecodeError, Operation};

fn read(answer: &Answer<'_>) -> Result<(), DecodeError> {
    Request::read(answer)
}

fn main() {}
