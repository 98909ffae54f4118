//! Prepared requests that are stored and restored.

use antom::create_payment_session::cashier;
use antom::pay::entry_code::Request;
use antom::servers;
use antom::signature::{Gateway, Prepared, RestoreError};

use super::keys::loaded;
use super::messages::{CLIENT, answer, genuine, now, prepared, sandbox, verifier};

#[test]
fn a_restored_request_has_the_same_bytes() {
    let stored = prepared().to_text();
    let restored = Prepared::<Request>::from_text(&stored, &sandbox()).expect("it is restored");
    assert_eq!(restored, prepared());
    let key = loaded().private;
    let sign = |prepared: &Prepared<Request>| {
        let attempt = prepared.attempt(now()).expect("a time");
        let sent = attempt.sign(&key).expect("it can be signed");
        (sent.uri().clone(), sent.headers().clone(), sent.into_body())
    };
    assert_eq!(sign(&restored), sign(&prepared()));
    let body = answer();
    let response = restored.read(&verifier(), 200, genuine(&body), &body);
    assert!(response.is_ok());
}

#[test]
fn another_text_operation_or_gateway_is_refused() {
    let stored = prepared().to_text();
    let restore = Prepared::<Request>::from_text;
    for text in [
        "",
        "{}",
        "[]",
        &stored[1..],
        &stored.replace("\"body\"", "\"bodi\""),
    ] {
        assert_eq!(
            restore(text, &sandbox()),
            Err(RestoreError::Malformed),
            "{text}"
        );
    }
    let other = Prepared::<cashier::Request>::from_text(&stored, &sandbox());
    assert_eq!(other.err(), Some(RestoreError::OtherOperation));
    let gateways = [
        Gateway::new(servers::EUROPE_SANDBOX, CLIENT),
        Gateway::new(servers::ASIA_SANDBOX, "SANDBOX_OTHER"),
    ];
    for gateway in gateways {
        let gateway = gateway.expect("it is a client id");
        assert_eq!(restore(&stored, &gateway), Err(RestoreError::OtherGateway));
    }
}
