use clinic::add_pet::Request;

fn write() -> serde_json::Result<String> {
    serde_json::to_string(&Request::builder().name("rex").build().expect("a valid request"))
}

fn main() {}
