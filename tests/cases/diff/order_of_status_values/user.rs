use clinic::visit::clinic::{Outcome, Response};

fn worked(response: &Response) -> bool {
    matches!(response.outcome(), Outcome::Success(_))
}

fn main() {}
