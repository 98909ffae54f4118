use clinic::visit::clinic::Request;

fn check(request: &Request) -> bool {
    request.validate_at(std::time::SystemTime::UNIX_EPOCH).is_ok()
}

fn main() {}
