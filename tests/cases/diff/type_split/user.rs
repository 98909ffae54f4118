use clinic::types::Coat;
use clinic::visit::clinic::Request;

fn read(request: &Request) -> &Option<Coat> {
    &request.coat
}

fn main() {}
