use clinic::list_pets::Headers;

fn page(headers: &Headers) -> Option<i64> {
    headers.x_page
}

fn main() {}
