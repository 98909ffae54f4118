use clinic::credentials::Credentials;

fn credentials() -> Credentials {
    Credentials::new().key("token")
}

fn main() {}
