
fn url() -> String {
    clinic::servers::PRODUCTION.url()
}

fn main() {}
