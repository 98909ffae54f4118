use clinic::get_pet::Request;

fn build() -> Request {
    let tags = vec!["small".to_owned()];
    Request::builder().pet_id("rex").tags(tags).build().expect("a valid request")
}

fn main() {}
