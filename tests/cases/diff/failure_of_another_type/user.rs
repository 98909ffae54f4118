use clinic::get_pet::Error;

fn reason(error: &Error) -> Option<&String> {
    error.body()
}

fn main() {}
