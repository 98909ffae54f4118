use clinic::get_pet::{Request, RequestBody};

fn build() -> Request {
    let body = RequestBody::builder().name("rex");
    Request::builder().limit(3).body(body).build().expect("a valid request")
}

fn main() {}
