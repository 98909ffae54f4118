//! Notifications: what is accepted, and what is refused.

use antom::Webhook as _;
use antom::signature::{HasScheme as _, ReceiveError, Rejection};
use antom::types::Acknowledgement;
use antom::webhooks::notify_payment::{Notification, PaymentState};

use super::keys::{Pair, gateway, merchant};
use super::messages::{CLIENT, Headers, TIME, header, text, verifier};

/// The path and query of the URL for notifications.
const PATH: &str = "/notify?shop=1";

fn headers(key: &Pair, path: &str, client: &str, body: &[u8]) -> Headers {
    let signature = header(&key.sign(&text(path, client, TIME, body)));
    vec![
        ("Signature".to_owned(), signature.into_bytes()),
        ("Request-Time".to_owned(), TIME.as_bytes().to_vec()),
        ("client-id".to_owned(), client.as_bytes().to_vec()),
    ]
}

fn body(notify_type: &str, status: &str) -> Vec<u8> {
    let result = format!(r#"{{"resultStatus":"{status}","resultCode":"X","resultMessage":"m"}}"#);
    format!(r#"{{"notifyType":"{notify_type}","result":{result},"paymentId":"p"}}"#).into_bytes()
}

fn receive(headers: Headers, body: &[u8]) -> Result<Notification, ReceiveError> {
    Notification::receive(headers, body, PATH, &verifier())
}

#[test]
fn a_payment_is_paid_only_by_its_result() {
    let cases = [
        ("PAYMENT_RESULT", "S", PaymentState::Paid),
        ("PAYMENT_RESULT", "F", PaymentState::Failed),
        ("PAYMENT_RESULT", "U", PaymentState::Open),
        ("PAYMENT_PENDING", "S", PaymentState::Open),
        ("CAPTURE_RESULT", "S", PaymentState::Undetermined),
        ("NEW_TYPE", "S", PaymentState::Undetermined),
    ];
    for (notify_type, status, state) in cases {
        let body = body(notify_type, status);
        let headers = headers(gateway(), PATH, CLIENT, &body);
        let notification = receive(headers, &body).expect("it is genuine");
        assert_eq!(
            notification.payment_state(),
            state,
            "{notify_type} {status}"
        );
    }
}

#[test]
fn the_acknowledgement_is_the_body_that_stops_resends() {
    let written = serde_json::to_string(&Acknowledgement::default()).expect("it can be written");
    let expected =
        r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#;
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    assert_eq!(value(&written), value(expected));
}

#[test]
fn a_notification_of_another_sender_or_for_another_is_refused() {
    let body = body("PAYMENT_RESULT", "S");
    let cases = [
        (
            headers(merchant(), PATH, CLIENT, &body),
            Rejection::WrongSignature,
        ),
        (
            headers(gateway(), "/notify", CLIENT, &body),
            Rejection::WrongSignature,
        ),
        (
            headers(gateway(), PATH, "SANDBOX_OTHER", &body),
            Rejection::OtherClient,
        ),
        (Headers::new(), Rejection::Unsigned),
    ];
    for (headers, expected) in cases {
        assert_eq!(
            receive(headers, &body),
            Err(ReceiveError::Unverified(expected))
        );
    }
}

#[test]
fn every_changed_byte_of_a_notification_is_noticed() {
    let body = body("PAYMENT_RESULT", "S");
    let genuine = headers(gateway(), PATH, CLIENT, &body);
    let wrong = Err(ReceiveError::Unverified(Rejection::WrongSignature));
    for position in 0..body.len() {
        let mut changed = body.clone();
        changed[position] ^= 0x20;
        assert_eq!(receive(genuine.clone(), &changed), wrong);
    }
    for position in 1..PATH.len() {
        let mut changed = PATH.as_bytes().to_vec();
        changed[position] ^= 1;
        let changed = String::from_utf8(changed).expect("it is ASCII");
        let received = Notification::receive(genuine.clone(), &body, &changed, &verifier());
        assert_eq!(received, wrong);
    }
}

#[test]
fn headers_of_a_notification_are_needed_once() {
    let body = body("PAYMENT_RESULT", "S");
    let genuine = headers(gateway(), PATH, CLIENT, &body);
    for (index, (name, _)) in genuine.iter().enumerate() {
        let mut repeated = genuine.clone();
        repeated.push(genuine[index].clone());
        let mut without = genuine.clone();
        without.remove(index);
        let refused = |rejection| Err(ReceiveError::Unverified(rejection));
        assert_eq!(receive(repeated, &body), refused(Rejection::RepeatedHeader));
        let received = receive(without, &body);
        if name == "client-id" {
            assert!(received.is_ok());
        } else {
            assert_eq!(received, refused(Rejection::Incomplete));
        }
    }
}

#[test]
fn a_url_in_place_of_the_path_is_told() {
    let body = body("PAYMENT_RESULT", "S");
    for path in ["https://shop.example/notify", "notify", ""] {
        let genuine = headers(gateway(), path, CLIENT, &body);
        let received = Notification::receive(genuine, &body, path, &verifier());
        assert_eq!(received, Err(ReceiveError::Path));
    }
}

#[test]
fn a_notification_without_a_type_can_be_verified() {
    let body = b"{\"notifyType\":\"NEW\"}";
    let (scheme, method) = (Notification::SCHEME, Notification::METHOD);
    let genuine = headers(gateway(), PATH, CLIENT, body);
    let verify =
        |body: &[u8]| verifier().verify_notification(scheme, method, genuine.clone(), body, PATH);
    assert_eq!(verify(body), Ok(()));
    let wrong = Err(ReceiveError::Unverified(Rejection::WrongSignature));
    assert_eq!(verify(b"{}"), wrong);
}

#[test]
fn a_genuine_notification_that_cannot_be_read_is_told_apart() {
    let body = b"{".to_vec();
    let headers = headers(gateway(), PATH, CLIENT, &body);
    assert!(matches!(
        receive(headers, &body),
        Err(ReceiveError::Unreadable(_))
    ));
}
