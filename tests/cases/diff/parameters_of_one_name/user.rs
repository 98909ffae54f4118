use clinic::get_pet::Request;

fn build() -> Request {
    Request::builder().pet_id("rex").id("ann").build().expect("a valid request")
}

fn main() {}
