//! Prepared requests that are stored and restored.

use antom::create_payment_session::cashier;
use antom::pay::entry_code::Request;
use antom::servers;
use antom::signature::{Gateway, Prepared, RestoreError};

use super::keys::loaded;
use super::messages::{CLIENT, answer, genuine, now, prepared, request, sandbox, verifier};

#[test]
fn a_restored_request_has_the_same_bytes() {
    let stored = prepared().to_text();
    assert!(!format!("{stored:?}").contains("paymentRequestId"));
    let stored = stored.expose();
    let restored = Prepared::<Request>::from_text(stored, &sandbox()).expect("it is restored");
    assert_eq!(restored, prepared());
    let key = loaded().private;
    let sign = |prepared: &Prepared<Request>| {
        let attempt = prepared.attempt(now()).expect("a time");
        let sent = attempt.sign(&key).expect("it can be signed");
        (sent.uri().clone(), sent.headers().clone(), sent.into_body())
    };
    assert_eq!(sign(&restored), sign(&prepared()));
    let body = answer();
    let attempt = restored.attempt(now()).expect("a time");
    let response = attempt.read(&verifier(), 200, genuine(&body), &body);
    assert!(response.is_ok());
}

#[test]
fn another_text_operation_or_gateway_is_refused() {
    let stored = prepared().to_text();
    let stored = stored.expose();
    let restore = Prepared::<Request>::from_text;
    for text in [
        "",
        "{}",
        "[]",
        &stored[1..],
        &stored.replace("\"body\"", "\"bodi\""),
        &stored.replace("\"ids\"", "\"more\":1,\"ids\""),
        &stored.replace("application/json; charset=UTF-8", "a\\nb"),
        // The path would continue the host.
        &stored.replace("\"path\":\"/ams/sandbox/api", "\"path\":\".evil.example"),
        &stored.replace("/api/v1", "/apix/v1"),
        &stored.replace("/api/v1", "/api/ /v1"),
    ] {
        assert_eq!(
            restore(text, &sandbox()),
            Err(RestoreError::Malformed),
            "{text}"
        );
    }
    let later = stored.replace("\"version\":1", "\"version\":2");
    assert_eq!(restore(&later, &sandbox()), Err(RestoreError::OtherVersion));
    let other = Prepared::<cashier::Request>::from_text(stored, &sandbox());
    assert_eq!(other.err(), Some(RestoreError::OtherOperation));
    let gateways = [
        Gateway::new(servers::EUROPE_SANDBOX, CLIENT),
        Gateway::new(servers::ASIA_SANDBOX, "SANDBOX_OTHER"),
        sandbox().with_agent("merchant-a", "token"),
    ];
    for gateway in gateways {
        let gateway = gateway.expect("it is a client id");
        assert_eq!(restore(stored, &gateway), Err(RestoreError::OtherGateway));
    }
}

#[test]
fn a_request_is_restored_for_the_same_merchant_with_any_token() {
    let of = |merchant: &str, token: &str| sandbox().with_agent(merchant, token).expect("a token");
    let prepared = request().prepare(&of("merchant-a", "first"));
    let stored = prepared.expect("it can be prepared").to_text();
    let stored = stored.expose();
    assert!(!stored.contains("first"));
    let restore = Prepared::<Request>::from_text;
    assert!(restore(stored, &of("merchant-a", "second")).is_ok());
    for gateway in [of("merchant-b", "first"), sandbox()] {
        assert_eq!(restore(stored, &gateway), Err(RestoreError::OtherGateway));
    }
}
