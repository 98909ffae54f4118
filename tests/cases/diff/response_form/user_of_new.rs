use clinic::get_pet::Response;

fn is_found(response: &Response) -> bool {
    match response {
        Response::Ok(_) => true,
        _ => false,
    }
}

fn main() {}
