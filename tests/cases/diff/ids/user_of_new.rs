use clinic::visit::clinic::Request;

fn build() -> Request {
    Request::builder().visit_id("1").build().expect("a valid request")
}

fn main() {}
