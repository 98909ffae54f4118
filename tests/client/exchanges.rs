//! Exchanges with a server that answers in many ways, with both adapters.

use std::process::Command;

use antom::Response as _;
use antom::client::{NotSent, Sent, Timeouts};
use antom::signature::Doubt;

use super::clients::{ADAPTERS, Call, short};
use super::server::{Reply, Server, answer, signed, unreachable};

const PATH: &str = "/ams/sandbox/api/v1/payments/cancel";

/// The largest answer that is read.
const LARGEST: usize = 1024 * 1024;

/// Returns the result of a call in a few words.
pub fn told(call: &Call) -> String {
    match call {
        Ok(Sent::Answer(response)) => {
            let code = response.code().unwrap_or_default();
            format!("{}: {code}", response.outcome_kind())
        }
        Ok(Sent::InDoubt(doubt)) => {
            let ids: Vec<_> = doubt.ids().collect();
            assert_eq!(ids, [("paymentRequestId", "request-1")]);
            assert!(doubt.to_string().contains("inquire"), "{doubt}");
            let status = doubt
                .status()
                .map_or(String::new(), |it| format!(" ({it})"));
            let why = match doubt.doubt() {
                Doubt::Broken { .. } => "Broken".to_owned(),
                Doubt::Unreadable(_) => "Unreadable".to_owned(),
                other => format!("{other:?}"),
            };
            format!("in doubt{status}: {why}")
        }
        Err(error) => {
            let message = error.to_string();
            assert!(message.starts_with("nothing was sent: "), "{message}");
            match error {
                NotSent::NotConnected(_) => "not connected".to_owned(),
                other => panic!("{other}"),
            }
        }
    }
}

fn body(id: &str, status: &str, code: &str) -> Vec<u8> {
    let result = format!(r#"{{"resultStatus":"{status}","resultCode":"{code}"}}"#);
    let ids = format!(r#""paymentRequestId":"{id}","paymentId":"1""#);
    let body = format!(r#"{{"result":{result},{ids},"cancelTime":"2026-11-26T12:00:00Z"}}"#);
    body.into_bytes()
}

/// Returns a success, with spaces up to a length.
fn padded(length: usize) -> Vec<u8> {
    let mut body = body("request-1", "S", "SUCCESS");
    body.resize(length, b' ');
    body
}

/// Returns the first part of an answer.
fn cut(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - 5);
    bytes
}

type Case = (&'static str, fn() -> Reply, &'static str);

const CASES: [Case; 15] = [
    (
        "a success",
        || Some(signed("200 OK", PATH, &body("request-1", "S", "SUCCESS"))),
        "success: SUCCESS",
    ),
    (
        "a verified failure",
        || {
            Some(signed(
                "200 OK",
                PATH,
                &body("request-1", "F", "ORDER_IS_CLOSED"),
            ))
        },
        "failure: ORDER_IS_CLOSED",
    ),
    (
        "an open outcome",
        || {
            Some(signed(
                "200 OK",
                PATH,
                &body("request-1", "U", "UNKNOWN_EXCEPTION"),
            ))
        },
        "unknown: UNKNOWN_EXCEPTION",
    ),
    (
        "an unsigned success",
        || Some(answer("200 OK", &[], &body("request-1", "S", "SUCCESS"))),
        "in doubt (200): Unverified(UnsignedSuccess)",
    ),
    (
        "an unsigned failure",
        || {
            Some(answer(
                "200 OK",
                &[],
                &body("request-1", "F", "INVALID_SIGNATURE"),
            ))
        },
        "in doubt (200): Unverified(Unsigned)",
    ),
    (
        "a signature of another path",
        || {
            Some(signed(
                "200 OK",
                "/refund",
                &body("request-1", "S", "SUCCESS"),
            ))
        },
        "in doubt (200): Unverified(WrongSignature)",
    ),
    (
        "an answer to another request",
        || Some(signed("200 OK", PATH, &body("request-2", "S", "SUCCESS"))),
        "in doubt (200): OtherRequest { member: \"paymentRequestId\" }",
    ),
    (
        "a signed answer that is no JSON",
        || Some(signed("200 OK", PATH, b"<html>")),
        "in doubt (200): Unreadable",
    ),
    (
        "a signed error of HTTP",
        || Some(signed("500 No", PATH, &body("request-1", "S", "SUCCESS"))),
        "in doubt (500): Unreadable",
    ),
    (
        "a redirect",
        || Some(answer("307 Go", &[("location", PATH)], b"")),
        "in doubt (307): Unverified(Unsigned)",
    ),
    (
        "a truncated answer",
        || {
            Some(cut(signed(
                "200 OK",
                PATH,
                &body("request-1", "S", "SUCCESS"),
            )))
        },
        "in doubt (200): Broken",
    ),
    (
        "the largest answer",
        || Some(signed("200 OK", PATH, &padded(LARGEST))),
        "success: SUCCESS",
    ),
    (
        "an answer that is too large",
        || Some(signed("200 OK", PATH, &padded(LARGEST + 1))),
        "in doubt (200): TooLarge",
    ),
    (
        "text that is not HTTP",
        || Some(b"hello\r\n\r\n".to_vec()),
        "in doubt: Broken",
    ),
    ("no answer", || None, "in doubt: TimedOut"),
];

#[test]
fn both_adapters_tell_every_exchange_alike() {
    for (name, reply, expected) in CASES {
        for (adapter, send) in ADAPTERS {
            let server = Server::start(move |_| reply());
            let is_silent = expected.ends_with("TimedOut");
            let timeouts = if is_silent {
                short()
            } else {
                Timeouts::default()
            };
            let call = send(&server.url(), timeouts);
            assert_eq!(told(&call), expected, "{adapter}: {name}: {call:?}");
            let received = server.received();
            assert_eq!(received.len(), 1, "{adapter}: {name}");
            received[0].assert_signed();
            assert_eq!(received[0].path, PATH);
        }
    }
}

#[test]
fn a_body_that_stops_in_the_middle_is_in_doubt_after_the_timeout() {
    for (adapter, send) in ADAPTERS {
        let server = Server::start_stalling(|_| {
            cut(signed("200 OK", PATH, &body("request-1", "S", "SUCCESS")))
        });
        let call = send(&server.url(), short());
        assert_eq!(
            told(&call),
            "in doubt (200): TimedOut",
            "{adapter}: {call:?}"
        );
    }
}

#[test]
fn a_refused_connection_is_not_sent() {
    for (adapter, send) in ADAPTERS {
        let call = send(&unreachable(), Timeouts::default());
        assert_eq!(told(&call), "not connected", "{adapter}: {call:?}");
    }
}

#[test]
fn a_host_that_is_not_found_is_not_sent() {
    for (adapter, send) in ADAPTERS {
        // This name is never found (RFC 6761).
        let call = send("https://gateway.invalid", Timeouts::default());
        assert_eq!(told(&call), "not connected", "{adapter}: {call:?}");
    }
}

#[test]
fn a_handshake_of_tls_without_end_is_not_sent() {
    for (adapter, send) in ADAPTERS {
        let server = Server::start(|_| None);
        let url = server.url().replace("http://", "https://");
        let timeouts = Timeouts::default().with_connect(short().total);
        let call = send(&url, timeouts);
        assert_eq!(told(&call), "not connected", "{adapter}: {call:?}");
    }
}

#[test]
fn proxies_of_the_environment_are_not_used() {
    let tests = std::env::current_exe().expect("it runs");
    let test = "exchanges::both_adapters_tell_every_exchange_alike";
    let mut command = Command::new(tests);
    command.args([test, "--exact"]);
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, "http://127.0.0.1:1");
    }
    let output = command.output().expect("it starts");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && shown.contains("1 passed"),
        "{shown}"
    );
}

#[test]
fn timeouts_are_at_least_ten_seconds_by_default() {
    let Timeouts { connect, total, .. } = Timeouts::default();
    assert!(connect.as_secs() >= 10 && total > connect);
}
