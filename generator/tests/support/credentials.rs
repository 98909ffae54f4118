//! Tests the credentials of callers: those that can be sent, and the errors of others.

use crate::support::{CredentialPlace, Secrets, Security, SecurityScheme, Sensitive};

static EITHER: Security = &[&[&LOGIN], &[&TOKEN]];
static BOTH: Security = &[&[&LOGIN, &TOKEN]];
static BESIDE: Security = &[&[&KEY, &TOKEN]];

static LOGIN: SecurityScheme = SecurityScheme {
    name: "login",
    place: CredentialPlace::Basic,
};

static TOKEN: SecurityScheme = SecurityScheme {
    name: "token",
    place: CredentialPlace::Bearer,
};

static KEY: SecurityScheme = SecurityScheme {
    name: "key",
    place: CredentialPlace::Query("key"),
};

fn login(user: &str) -> Secrets {
    Secrets::new().with_login(&LOGIN, user, &Sensitive::new("p:w".to_owned()))
}

fn error(secrets: &Secrets, security: Security) -> String {
    let error = secrets
        .authorize(security)
        .expect_err("they cannot be sent");
    error.to_string()
}

#[test]
fn a_password_may_have_a_colon_and_a_user_may_not() {
    let sent = login("Al").authorize(EITHER).expect("it can be sent");
    assert_eq!(sent.headers[0].1.expose(), "Basic QWw6cDp3");
    let refused = login("A:l");
    assert_eq!(
        error(&refused, EITHER),
        "the user name of `login` has a colon"
    );
    // No other alternative is used in its place.
    let refused = refused.with_token(&TOKEN, "t");
    assert!(refused.authorize(EITHER).is_err());
}

#[test]
fn two_credentials_at_one_place_are_not_sent() {
    let secrets = login("Al").with_token(&TOKEN, "t").with_token(&KEY, "k");
    assert_eq!(
        error(&secrets, BOTH),
        "the credential of `token` has the place of another one that is needed too"
    );
    let sent = secrets.authorize(BESIDE).expect("they can be sent");
    assert_eq!((sent.headers.len(), sent.query.len()), (1, 1));
    let missing = login("Al");
    assert_eq!(
        error(&missing, BOTH),
        "credentials are missing: set `login` and `token`"
    );
}
