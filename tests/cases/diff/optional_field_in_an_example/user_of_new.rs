use clinic::visit::clinic::Request;

fn build() -> Request {
    Request::builder().note("a").pet("Rex").build_unvalidated()
}

fn main() {}
