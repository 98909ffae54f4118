use clinic::credentials::Credentials;

fn credentials() -> Credentials {
    Credentials::new().login("user", "password".to_owned())
}

fn main() {}
