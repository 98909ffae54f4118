use clinic::visit::clinic::Request;

fn build() -> Request {
    Request::builder().note("Urgent").build().expect("a valid request")
}

fn main() {}
