
fn url() -> &'static str {
    clinic::servers::SANDBOX
}

fn main() {}
