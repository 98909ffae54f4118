//! Signed requests: their bytes, headers and texts.

use std::time::{Duration, UNIX_EPOCH};

use antom::servers::{self, Server};
use antom::signature::{Gateway, GatewayError, PrepareError, SignError};
use proptest::prelude::*;

use super::keys::{loaded, merchant};
use super::messages::{CLIENT, PATH, header, now, prepared, request, sandbox, text};

#[test]
fn a_signed_request_has_the_documented_headers() {
    let prepared = prepared();
    let attempt = prepared.attempt(now()).expect("the time is after 1970");
    let sent = attempt.sign(&loaded().private).expect("it can be signed");
    assert_eq!(sent.method(), "POST");
    assert_eq!(
        sent.uri().to_string(),
        format!("https://open-sea-global.alipay.com{PATH}")
    );
    let signature = merchant().sign(&text(PATH, CLIENT, "1685599933871", sent.body()));
    let expected = [
        ("client-id", CLIENT.to_owned()),
        ("content-type", "application/json; charset=UTF-8".to_owned()),
        ("request-time", "1685599933871".to_owned()),
        ("signature", header(&signature)),
    ];
    let mut headers: Vec<_> = sent.headers().iter().collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    assert_eq!(headers.len(), expected.len());
    for ((name, value), (expected_name, expected)) in headers.iter().zip(&expected) {
        assert_eq!(
            (name.as_str(), value.as_bytes()),
            (*expected_name, expected.as_bytes())
        );
        assert_eq!(value.is_sensitive(), *expected_name == "signature");
    }
    let written = serde_json::to_vec(&request()).expect("it can be written");
    assert_eq!(*sent.body(), written);
}

#[test]
fn the_judge_accepts_signatures_of_any_body() {
    let runs = std::env::var("SIGNATURES")
        .ok()
        .and_then(|text| text.parse().ok());
    let config = ProptestConfig::with_cases(runs.unwrap_or(200));
    let key = loaded().private;
    proptest!(config, |(bytes: Vec<u8>)| {
        use antom::signature::{Sign as _, Verify as _};
        let signature = key.sign(&bytes).expect("it can be signed");
        prop_assert!(merchant().accepts(&bytes, &signature));
        let judged = merchant().sign(&bytes);
        prop_assert!(merchant().public_key().verify(&bytes, &judged));
        prop_assert_eq!(signature, judged);
    });
}

#[test]
fn each_attempt_has_its_own_time_and_the_same_body() {
    let prepared = prepared();
    let key = loaded().private;
    let [first, second] = [0, 1].map(|second| {
        let attempt = prepared.attempt(now() + Duration::from_secs(second));
        attempt
            .expect("a time")
            .sign(&key)
            .expect("it can be signed")
    });
    assert_eq!(first.body(), second.body());
    assert_ne!(
        first.headers()["request-time"],
        second.headers()["request-time"]
    );
    assert_ne!(first.headers()["signature"], second.headers()["signature"]);
    assert!(
        prepared
            .attempt(UNIX_EPOCH - Duration::from_secs(1))
            .is_err()
    );
}

#[test]
fn a_signature_can_be_made_elsewhere() {
    let prepared = prepared();
    let attempt = prepared.attempt(now()).expect("a time");
    let elsewhere = merchant().sign(attempt.text_to_sign());
    let text = String::from_utf8_lossy(header(&elsewhere).as_bytes()).into_owned();
    for wrong in [&[][..], text.as_bytes(), &elsewhere[1..], &[0; 513]] {
        let error = attempt.signed(wrong).expect_err("it is no signature");
        assert!(std::error::Error::source(&error).is_some());
    }
    let sent = attempt.signed(&elsewhere).expect("it can be written");
    let here = attempt.sign(&loaded().private).expect("it can be signed");
    assert_eq!(sent.headers(), here.headers());
}

#[test]
fn an_agent_token_and_a_key_version_are_sent() {
    let gateway = sandbox().with_key_version(7);
    let gateway = gateway
        .with_agent("merchant-a", "token-1")
        .expect("it is a header");
    let prepared = request().prepare(&gateway).expect("it can be prepared");
    let sent = prepared
        .attempt(now())
        .expect("a time")
        .sign(&loaded().private);
    let sent = sent.expect("it can be signed");
    assert_eq!(sent.headers()["agent-token"], "token-1");
    assert!(sent.headers()["agent-token"].is_sensitive());
    let signature = sent.headers()["signature"].to_str().expect("text");
    assert!(signature.contains(",keyVersion=7,"));
    assert!(!format!("{gateway:?} {prepared:?} {sent:?}").contains("token-1"));
}

#[test]
fn wrong_environments_and_values_are_refused_before_anything_is_sent() {
    let cases = [
        (
            servers::ASIA_PRODUCTION,
            CLIENT,
            GatewayError::SandboxClient,
        ),
        (
            servers::ASIA_SANDBOX,
            "5X00000000000000",
            GatewayError::ProductionClient,
        ),
    ];
    for (server, client, expected) in cases {
        let gateway = Gateway::new(server, client).expect("it is a client id");
        match request().prepare(&gateway) {
            Err(PrepareError::Gateway(found)) => assert_eq!(found, expected),
            other => panic!("{other:?}"),
        }
    }
    for client in ["", "a b", "a\n", "ä"] {
        let error = Gateway::new(servers::ASIA_SANDBOX, client).expect_err("it is refused");
        assert_eq!(error, GatewayError::ClientId);
    }
    for url in [
        "http://open-sea-global.alipay.com/ams/api",
        "http://localhost.example",
    ] {
        let server = Server::new(url).expect("it is a URL");
        assert_eq!(
            Gateway::new(server, CLIENT),
            Err(GatewayError::NotEncrypted),
            "{url}"
        );
    }
    for url in [
        "http://localhost:1/a",
        "http://[::1]:1",
        "http://[::1]",
        "http://127.0.0.2",
    ] {
        let server = Server::new(url).expect("it is a URL");
        assert!(Gateway::new(server, CLIENT).is_ok(), "{url}");
    }
    for token in ["", "a\nb"] {
        let error = sandbox()
            .with_agent("merchant-a", token)
            .expect_err("it is refused");
        assert_eq!(error, GatewayError::AgentToken);
    }
    let mut invalid = request();
    invalid.payment_request_id = "x".repeat(65);
    assert!(matches!(
        invalid.prepare(&sandbox()),
        Err(PrepareError::Invalid(_))
    ));
}

#[test]
fn a_server_of_ones_own_has_any_client() {
    let server = Server::new("http://127.0.0.1:8080/ams/api/").expect("it is a URL");
    let gateway = Gateway::new(server, CLIENT).expect("it is a client id");
    let prepared = request().prepare(&gateway).expect("it can be prepared");
    assert_eq!(prepared.path(), "/ams/api/v1/payments/pay");
    assert_eq!(
        prepared.url(),
        "http://127.0.0.1:8080/ams/api/v1/payments/pay"
    );
    for url in [
        "",
        "ftp://host",
        "https://",
        "https://a@host",
        "https://host/p?q",
        "https://host/ä",
    ] {
        assert!(Server::new(url).is_err(), "{url}");
    }
}

#[test]
fn nothing_shows_the_body_the_text_or_the_signature() {
    let prepared = prepared();
    let attempt = prepared.attempt(now()).expect("a time");
    let sent = attempt.sign(&loaded().private).expect("it can be signed");
    let (parts, _) = sent.into_parts();
    let signature = parts.headers["signature"].to_str().expect("text");
    let shown = format!(
        "{prepared:?} {attempt:?} {parts:?} {:?}",
        SignError::new("why")
    );
    let value = signature.rsplit('=').next().expect("a value");
    assert!(!shown.contains(value));
    let body = request().order.order_description;
    assert!(!shown.contains(&body), "{shown}");
}
