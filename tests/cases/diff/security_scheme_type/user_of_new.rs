use clinic::credentials::Credentials;

fn credentials() -> Credentials {
    Credentials::new().key("user", "password".to_owned())
}

fn main() {}
