use clinic::visit::clinic::Request;

fn tip(request: &Request) -> Option<i64> {
    request.tip
}

fn main() {}
