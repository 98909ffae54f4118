use clinic::list_pets::Headers;

fn left(headers: &Headers) -> Option<i64> {
    headers.x_left
}

fn main() {}
