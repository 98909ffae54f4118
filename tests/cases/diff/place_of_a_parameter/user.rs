use clinic::get_pet::Request;

fn build() -> Request {
    Request::builder().pet_id("rex").limit(3).build().expect("a valid request")
}

fn main() {}
