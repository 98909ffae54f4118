
fn url() -> &'static str {
    clinic::servers::PRODUCTION
}

fn main() {}
