//! Tests servers whose URL has variables, or no host.

use crate::support::{Environment, Server, ServerError, ServerVariable};

fn filled(
    origin: &str,
    template: &str,
    variables: &[ServerVariable<'_>],
) -> Result<String, ServerError> {
    let server = Server::filled(origin, template, variables, "Tests", Environment::Sandbox)?;
    assert_eq!(server.description(), "Tests");
    assert_eq!(server.environment(), Environment::Sandbox);
    Ok(server.url())
}

#[test]
fn variables_are_replaced_by_their_values() {
    let template = "https://{region}.pets.example:{port}/{base}";
    let variables: [ServerVariable<'_>; 3] = [
        ServerVariable::new("region", "north", &["north", "south"]),
        ServerVariable::new("port", "8443", &[]),
        ServerVariable::new("base", "a/b", &[]),
    ];
    let url = "https://north.pets.example:8443/a/b";
    assert_eq!(filled("", template, &variables), Ok(url.to_owned()));
}

#[test]
fn a_value_that_is_not_listed_is_an_error() {
    let variables: [ServerVariable<'_>; 1] =
        [ServerVariable::new("region", "east", &["north", "south"])];
    let error = Err(ServerError::Variable { name: "region" });
    assert_eq!(
        filled("", "https://{region}.pets.example", &variables),
        error
    );
}

#[test]
fn a_value_cannot_name_another_host() {
    for value in [
        "evil.example/",
        "evil.example?",
        "evil.example#",
        "me@evil.example",
    ] {
        let variables: [ServerVariable<'_>; 1] = [ServerVariable::new("region", value, &[])];
        let found = filled("", "https://{region}.pets.example", &variables);
        assert!(found.is_err(), "{value}: {found:?}");
    }
}

#[test]
fn a_path_is_appended_to_the_origin() {
    let found = filled("https://pets.example/", "/v1", &[]);
    assert_eq!(found, Ok("https://pets.example/v1".to_owned()));
    assert_eq!(filled("pets.example", "/v1", &[]), Err(ServerError::Scheme));
}

#[test]
fn a_server_of_ones_own_has_a_host_a_port_and_a_path() {
    for url in [
        "http://127.0.0.1:8080/api/",
        "https://pets.example",
        "https://[::1]:65535/a..b/%2f",
        "https://a_b.example:/v1",
    ] {
        let found = Server::new(url).map(|server| server.url());
        assert_eq!(found, Ok(url.trim_end_matches('/').to_owned()));
    }
    for (url, error) in [
        ("https://pets.example:99999", ServerError::Port),
        ("https://pets.example:+1", ServerError::Port),
        ("https://pets.example:1:2", ServerError::Port),
        ("https://[::1]:x", ServerError::Port),
        ("https://[::1", ServerError::Host),
        ("https://[pets]", ServerError::Host),
        ("https://::1", ServerError::Host),
        ("https://:80", ServerError::Host),
        ("https://pets.example/%zz", ServerError::Path),
        ("https://pets.example/a?b", ServerError::Path),
        ("https://pets.example/a/../b", ServerError::DotSegment),
        ("https://pets.example/..", ServerError::DotSegment),
        ("https://pets.example/%2E./b", ServerError::DotSegment),
        ("https://pets.example/./b", ServerError::DotSegment),
    ] {
        assert_eq!(Server::new(url), Err(error), "{url}");
    }
}

#[test]
fn an_error_shows_its_text_where_main_returns_it() {
    let error = ServerError::Scheme;
    assert_eq!(
        format!("{error:?}"),
        format!("ServerError({:?})", error.to_string())
    );
}

#[test]
fn the_value_of_a_sensitive_variable_is_not_shown() {
    let secret = ServerVariable::sensitive("token", "12:abc", &[]);
    let variables = [secret, ServerVariable::new("version", "v1", &[])];
    let template = "https://bots.example/bot{token}/{version}/";
    let server = Server::filled("", template, &variables, "", Environment::Unspecified)
        .expect("the URL is valid");
    assert_eq!(server.url(), "https://bots.example/bot12:abc/v1");
    assert_eq!(server.to_string(), "https://bots.example/bot[redacted]/v1");
    assert!(!format!("{server:?}").contains("abc"), "{server:?}");
}
