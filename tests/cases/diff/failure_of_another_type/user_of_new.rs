use clinic::get_pet::Error;

fn is_changing(error: &Error) -> bool {
    matches!(error, Error::Conflict(_))
}

fn main() {}
