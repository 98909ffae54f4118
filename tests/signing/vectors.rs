//! Signatures of OpenSSL over texts in the documented form, with a public key whose
//! private key is not kept.

use std::time::{Duration, UNIX_EPOCH};

use antom::signature::{PublicKey, Verifier, Verify as _};
use antom::webhooks::notify_payment::Notification;
use serde_json::Value;

#[test]
fn the_vectors_are_accepted_and_their_changes_refused() {
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).expect("JSON");
    let key = vectors["publicKey"].as_str().expect("a key");
    let key = PublicKey::from_text(key).expect("it is loaded");
    let cases = vectors["cases"].as_array().expect("a list");
    assert_eq!(cases.len(), 4);
    for case in cases {
        let part = |name: &str| case[name].as_str().expect("a text");
        let text = super::messages::text(
            part("path"),
            part("clientId"),
            part("time"),
            part("body").as_bytes(),
        );
        assert_eq!(text, part("text").as_bytes());
        let signature = decoded(part("header"));
        assert_eq!(super::messages::header(&signature), part("header"));
        assert!(key.verify(&text, &signature), "{}", part("name"));
        for position in 0..text.len() {
            let mut changed = text.clone();
            changed[position] ^= 1;
            assert!(!key.verify(&changed, &signature));
        }
    }
}

/// Returns the headers of a vector as a message of the gateway has them.
fn headers(case: &Value, time: &str) -> [(String, String); 2] {
    let part = |name: &str| case[name].as_str().expect("a text").to_owned();
    [
        ("signature".to_owned(), part("header")),
        (time.to_owned(), part("time")),
    ]
}

#[test]
fn the_vectors_of_the_gateway_are_read() {
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).expect("JSON");
    let key = vectors["publicKey"].as_str().expect("a key");
    let key = PublicKey::from_text(key).expect("it is loaded");
    let case = |at: usize| &vectors["cases"][at];
    let part = |case: &Value, name: &str| case[name].as_str().expect("a text").to_owned();

    let answer = case(1);
    let body = part(answer, "body").into_bytes();
    let verifier = Verifier::new(&part(answer, "clientId"), key.clone());
    let prepared = super::messages::prepared();
    assert_eq!(prepared.path(), part(answer, "path"));
    let at_once = UNIX_EPOCH + Duration::from_secs(1_559_016_734);
    let attempt = prepared.attempt(at_once).expect("a time");
    let read = |headers| attempt.read(&verifier, 200, headers, &body);
    assert!(read(headers(answer, "response-time")).is_ok());
    assert!(read(headers(answer, "request-time")).is_err());

    let notification = case(3);
    let body = part(notification, "body").into_bytes();
    let verifier = Verifier::new(&part(notification, "clientId"), key);
    let path = part(notification, "path");
    let headers = headers(notification, "request-time");
    let received = Notification::receive(headers, &body, &path, &verifier);
    assert!(received.is_ok());
}

#[test]
fn the_text_to_sign_is_that_of_the_vectors() {
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).expect("JSON");
    let case = &vectors["cases"][0];
    let text = case["text"].as_str().expect("a text");
    let prepared = super::messages::prepared();
    let time = case["time"].as_str().and_then(|time| time.parse().ok());
    let now = UNIX_EPOCH + Duration::from_millis(time.expect("milliseconds"));
    let attempt = prepared.attempt(now).expect("a time");
    let body = case["body"].as_str().expect("a text");
    let expected = [
        text.strip_suffix(body).expect("the body").as_bytes(),
        prepared.body(),
    ];
    assert_eq!(attempt.text_to_sign(), expected.concat());
    let signature = decoded(case["header"].as_str().expect("a header"));
    let sent = attempt.signed(&signature).expect("it can be written");
    assert_eq!(
        sent.headers()["signature"],
        case["header"].as_str().expect("a header")
    );
}

/// Decodes the signature in a header without the crate's code.
fn decoded(header: &str) -> Vec<u8> {
    let (_, value) = header.split_once("signature=").expect("a signature");
    let value = value
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in value.bytes().filter(|&byte| byte != b'=') {
        bits = (bits << 6) | u32::from(digit(byte));
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count).to_be_bytes()[3]);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}
