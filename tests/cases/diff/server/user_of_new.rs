
fn url() -> String {
    clinic::servers::SANDBOX.url()
}

fn main() {}
