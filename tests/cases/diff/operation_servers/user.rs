use clinic::Operation;
use clinic::visit::Request;

fn server() -> Option<String> {
    Some(Request::SERVERS.first()?.url())
}

fn main() {}
