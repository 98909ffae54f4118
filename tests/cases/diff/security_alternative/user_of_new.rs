use clinic::list_pets::Request;

fn build() -> Request {
    Request::default()
}

fn main() {}
