use clinic::visit::clinic::{Coat, Request};

fn read(request: &Request) -> &Option<Coat> {
    &request.coat
}

fn main() {}
