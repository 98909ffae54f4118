use clinic::visit::clinic::Request;

fn build() -> Request {
    Request::builder().note("a").build_unvalidated()
}

fn main() {}
