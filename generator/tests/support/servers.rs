//! Tests servers whose URL has variables, or no host.

use crate::support::{Environment, Server, ServerError};

type Variable<'a> = (&'static str, &'a str, &'static [&'static str]);

fn filled(origin: &str, template: &str, variables: &[Variable<'_>]) -> Result<String, ServerError> {
    let server = Server::filled(origin, template, variables, "Tests", Environment::Sandbox)?;
    assert_eq!(server.description(), "Tests");
    assert_eq!(server.environment(), Environment::Sandbox);
    Ok(server.url())
}

#[test]
fn variables_are_replaced_by_their_values() {
    let template = "https://{region}.pets.example:{port}/{base}";
    let variables: [Variable<'_>; 3] = [
        ("region", "north", &["north", "south"]),
        ("port", "8443", &[]),
        ("base", "a/b", &[]),
    ];
    let url = "https://north.pets.example:8443/a/b";
    assert_eq!(filled("", template, &variables), Ok(url.to_owned()));
}

#[test]
fn a_value_that_is_not_listed_is_an_error() {
    let variables: [Variable<'_>; 1] = [("region", "east", &["north", "south"])];
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
        let variables: [Variable<'_>; 1] = [("region", value, &[])];
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
