use clinic::credentials::Credentials;

fn credentials() -> Credentials {
    Credentials::new().key("key")
}

fn main() {}
