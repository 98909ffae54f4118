use clinic::get_pet::Request;

fn build() -> Request {
    Request::builder().name("rex").build().expect("a valid request")
}

fn main() {}
