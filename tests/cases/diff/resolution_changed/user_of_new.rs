use clinic::visit::Request;

fn build() -> Request {
    Request::builder().visit_id("1").build().expect("a valid request")
}

fn main() {}
