//! Answers: what is accepted, and what leaves a call in doubt.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use antom::OutcomeKind;
use antom::Response as _;
use antom::pay::entry_code::Response;
use antom::signature::{Doubt, InDoubt, PublicKey, Rejection, Verifier};

use super::keys::{Pair, gateway, loaded, merchant};
use super::messages::{
    CLIENT, Headers, PATH, answer, answer_headers, answer_time, genuine, now, prepared, request,
    verifier,
};

fn read(headers: Headers, body: &[u8]) -> Result<Response, InDoubt> {
    read_at(now(), &verifier(), 200, headers, body)
}

/// Reads the answer to an attempt at a time.
fn read_at<N: AsRef<str>, V: AsRef<[u8]>>(
    time: SystemTime,
    verifier: &Verifier,
    status: u16,
    headers: impl IntoIterator<Item = (N, V)>,
    body: &[u8],
) -> Result<Response, InDoubt> {
    let prepared = prepared();
    let attempt = prepared.attempt(time).expect("a time");
    attempt.read(verifier, status, headers, body)
}

fn rejection(headers: Headers, body: &[u8]) -> Rejection {
    match read(headers, body).expect_err("it is in doubt").doubt() {
        Doubt::Unverified(rejection) => *rejection,
        other => panic!("{other:?}"),
    }
}

/// Returns genuine headers with one value replaced.
fn with(name: &str, change: impl Fn(&str) -> String, body: &[u8]) -> Headers {
    let mut headers = genuine(body);
    for (known, value) in &mut headers {
        if known.eq_ignore_ascii_case(name) {
            *value = change(std::str::from_utf8(value).expect("text")).into_bytes();
        }
    }
    headers
}

#[test]
fn a_genuine_answer_is_read() {
    let body = answer();
    let response = read(genuine(&body), &body).expect("it is genuine");
    assert_eq!(response.outcome_kind(), OutcomeKind::Unknown);
    let mut map = http::HeaderMap::new();
    for (name, value) in genuine(&body) {
        let name: http::HeaderName = name.parse().expect("a name");
        map.insert(
            name,
            http::HeaderValue::from_bytes(&value).expect("a value"),
        );
    }
    assert!(read_at(now(), &verifier(), 200, &map, &body).is_ok());
}

#[test]
fn the_header_of_the_signature_is_read_in_every_form() {
    let body = answer();
    let lower = |text: &str| {
        text.replace("%2B", "%2b")
            .replace("%2F", "%2f")
            .replace("%3D", "%3d")
    };
    let raw = |text: &str| {
        text.replace("%2B", "+")
            .replace("%2F", "/")
            .replace("%3D", "=")
    };
    let spaced = |text: &str| text.replace(',', ", ");
    let reversed = |text: &str| {
        let mut items: Vec<&str> = text.split(',').collect();
        items.reverse();
        items.join(",")
    };
    let without_version = |text: &str| text.replace("keyVersion=1,", "");
    let forms: [&dyn Fn(&str) -> String; 5] = [&lower, &raw, &spaced, &reversed, &without_version];
    for form in forms {
        assert!(read(with("signature", form, &body), &body).is_ok());
    }
}

#[test]
fn a_message_that_is_not_signed_is_never_acted_on() {
    for status in ["S", "F", "U"] {
        let body =
            format!(r#"{{"result":{{"resultStatus":"{status}","resultCode":"ORDER_IS_CLOSED"}}}}"#);
        let doubt = read(Headers::new(), body.as_bytes()).expect_err("it is in doubt");
        let (expected, shown) = match status {
            "S" => (Rejection::UnsignedSuccess, None),
            _ => (
                Rejection::Unsigned,
                Some((Some(status), Some("ORDER_IS_CLOSED"))),
            ),
        };
        assert_eq!(doubt.doubt(), &Doubt::Unverified(expected));
        let result = doubt.reported_result();
        assert_eq!(result.map(|it| (it.status(), it.code())), shown);
        let text = format!("it reports {status} ORDER_IS_CLOSED; check the client id");
        assert_eq!(
            doubt.to_string().contains(&text),
            shown.is_some(),
            "{doubt}"
        );
        let id = request().payment_request_id;
        assert_eq!(
            doubt.ids().collect::<Vec<_>>(),
            [("paymentRequestId", id.as_str())]
        );
        assert!(doubt.to_string().contains(&id));
    }
}

/// A change of the value of a header.
type Change = fn(&str) -> String;

#[test]
fn missing_and_repeated_headers_are_refused() {
    let body = answer();
    let without = |name: &str| {
        let headers = genuine(&body).into_iter();
        headers
            .filter(|(known, _)| !known.eq_ignore_ascii_case(name))
            .collect::<Headers>()
    };
    assert_eq!(
        rejection(without("signature"), &body),
        Rejection::Incomplete
    );
    assert_eq!(
        rejection(without("response-time"), &body),
        Rejection::Incomplete
    );
    assert!(read(without("client-id"), &body).is_ok());
    for name in ["signature", "RESPONSE-TIME", "client-id"] {
        let mut headers = genuine(&body);
        let again = headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        let (_, value) = again.expect("it is there").clone();
        headers.push((name.to_owned(), value));
        assert_eq!(
            rejection(headers, &body),
            Rejection::RepeatedHeader,
            "{name}"
        );
    }
}

#[test]
fn malformed_headers_are_refused() {
    let body = answer();
    let cases: [(&str, Change, Rejection); 10] = [
        (
            "signature",
            |text| format!("{text},x=1,x=2"),
            Rejection::RepeatedItem,
        ),
        ("signature", |_| String::new(), Rejection::MalformedHeader),
        (
            "signature",
            |text| text.replace("RSA256", "RSA512"),
            Rejection::OtherAlgorithm,
        ),
        (
            "signature",
            |text| text.replace("RSA256", "rsa256"),
            Rejection::OtherAlgorithm,
        ),
        (
            "signature",
            |text| text.replace("algorithm=RSA256,", ""),
            Rejection::MalformedHeader,
        ),
        (
            "signature",
            |text| format!("{text},algorithm=RSA256"),
            Rejection::RepeatedItem,
        ),
        (
            "signature",
            |text| format!("{text}!"),
            Rejection::MalformedHeader,
        ),
        ("response-time", |_| String::new(), Rejection::MalformedTime),
        (
            "response-time",
            |text| format!("{text}\u{e9}"),
            Rejection::MalformedTime,
        ),
        (
            "response-time",
            |text| text.repeat(2),
            Rejection::MalformedTime,
        ),
    ];
    for (name, change, expected) in cases {
        assert_eq!(
            rejection(with(name, change, &body), &body),
            expected,
            "{name}"
        );
    }
}

#[test]
fn a_foreign_message_is_refused() {
    let body = answer();
    let other_client = answer_headers(gateway(), PATH, "SANDBOX_OTHER", &body);
    assert_eq!(
        rejection(other_client.clone(), &body),
        Rejection::OtherClient
    );
    let unnamed = other_client
        .into_iter()
        .filter(|(name, _)| name != "client-id");
    assert_eq!(
        rejection(unnamed.collect(), &body),
        Rejection::WrongSignature
    );
    let path = PATH.replace("/pay", "/refund");
    let other_path = answer_headers(gateway(), &path, CLIENT, &body);
    assert_eq!(rejection(other_path, &body), Rejection::WrongSignature);
    let other_key = answer_headers(merchant(), PATH, CLIENT, &body);
    assert_eq!(rejection(other_key, &body), Rejection::WrongSignature);
    let foreign = antom::signature::Verifier::new("SANDBOX_OTHER", loaded().gateway);
    let headers = answer_headers(gateway(), PATH, "SANDBOX_OTHER", &body);
    for headers in [headers, genuine(&body)] {
        let doubt = read_at(now(), &foreign, 200, headers, &body);
        let doubt = doubt.expect_err("it is in doubt");
        assert_eq!(doubt.doubt(), &Doubt::OtherVerifier);
    }
}

#[test]
fn a_repeated_answer_to_an_earlier_request_is_in_doubt() {
    // A failure often has no id, so only its time shows that it is old.
    let result = r#"{"resultStatus":"F","resultCode":"USER_BALANCE_NOT_ENOUGH"}"#;
    let body = format!(r#"{{"result":{result}}}"#).into_bytes();
    let answered = answer_time();
    for (seconds, is_old) in [(0, false), (300, false), (301, true), (86_400, true)] {
        let time = answered + Duration::from_secs(seconds);
        let read = read_at(time, &verifier(), 200, genuine(&body), &body);
        let doubt = read.as_ref().err().map(InDoubt::doubt);
        assert_eq!(doubt, is_old.then_some(&Doubt::Old), "{seconds}");
    }
}

#[test]
fn an_attempt_without_an_answer_is_in_doubt() {
    let doubt = prepared().no_answer();
    assert_eq!(doubt.doubt(), &Doubt::NoAnswer);
    assert_eq!((doubt.status(), doubt.reported_result()), (None, None));
    let id = request().payment_request_id;
    assert!(doubt.to_string().contains(&id), "{doubt}");
}

#[test]
fn one_of_several_keys_verifies() {
    let body = answer();
    let keys = |pairs: [&Pair; 2]| -> Vec<PublicKey> { pairs.map(Pair::public_key).into() };
    let changing = keys([merchant(), gateway()]);
    let verifier = Verifier::new(CLIENT, Arc::new(changing));
    assert!(read_at(now(), &verifier, 200, genuine(&body), &body).is_ok());
    let verifier = Verifier::new(CLIENT, keys([merchant(), merchant()]));
    assert!(read_at(now(), &verifier, 200, genuine(&body), &body).is_err());
}

#[test]
fn an_answer_to_another_request_is_in_doubt() {
    let body = String::from_utf8(answer()).expect("text");
    let body = body
        .replace(&request().payment_request_id, "another-id")
        .into_bytes();
    let doubt = read(genuine(&body), &body).expect_err("it is in doubt");
    assert_eq!(
        doubt.doubt(),
        &Doubt::OtherRequest {
            member: "paymentRequestId"
        }
    );
}

#[test]
fn a_genuine_answer_that_cannot_be_read_is_in_doubt() {
    for (status, body) in [(200, "{"), (200, "<html>"), (502, "{}"), (204, "")] {
        let headers = genuine(body.as_bytes());
        let doubt = read_at(now(), &verifier(), status, headers, body.as_bytes());
        let doubt = doubt.expect_err("it is in doubt");
        assert!(matches!(doubt.doubt(), Doubt::Unreadable(_)), "{doubt}");
        assert_eq!(doubt.status(), Some(status));
    }
}

#[test]
fn every_changed_byte_is_noticed() {
    let body = answer();
    let headers = genuine(&body);
    for position in 0..body.len() {
        let mut changed = body.clone();
        changed[position] ^= 0x20;
        assert_eq!(
            rejection(headers.clone(), &changed),
            Rejection::WrongSignature
        );
    }
    for header in 0..headers.len() {
        for position in 0..headers[header].1.len() {
            let mut changed = headers.clone();
            changed[header].1[position] ^= 1;
            // The version of the key is not part of what is signed.
            let text = String::from_utf8_lossy(&changed[header].1).into_owned();
            let is_version = text.starts_with("algorithm=RSA256,") && {
                let items: Vec<&str> = text.split(',').collect();
                items.len() == 3 && genuine(&body)[0].1.ends_with(items[2].as_bytes())
            };
            assert!(
                is_version || read(changed, &body).is_err(),
                "{header} {position}"
            );
        }
    }
}
