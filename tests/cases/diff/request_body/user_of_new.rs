use clinic::get_pet::Request;

fn build() -> Request {
    Request::builder().build().expect("a valid request")
}

fn main() {}
