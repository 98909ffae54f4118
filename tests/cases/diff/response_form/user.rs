use clinic::get_pet::Response;

fn name(response: &Response) -> &str {
    &response.name
}

fn main() {}
