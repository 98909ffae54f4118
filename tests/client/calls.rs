//! Prepared and untyped requests.

use antom::Sensitive;
use antom::client::{Answered, NotSent, Sent, Timeouts, Untyped};
use antom::signature::{PrepareError, Prepared};

use super::clients::{Call, blocking_client, client, request, run};
use super::server::{Server, answer, signed, unreachable};

#[test]
fn an_untyped_call_gives_the_verified_bytes() {
    let body = br#"{ "any": 1 }"#;
    let server = Server::start(|request| Some(signed("200 OK", &request.path, &request.body)));
    let (url, path) = (server.url(), "/v1/any?x=1");
    let calls: [Call<Sensitive<Vec<u8>>>; 2] = [
        run(client(&url, Timeouts::default()).call(path, body)),
        blocking_client(&url, Timeouts::default()).call(path, body),
    ];
    for call in calls {
        match call {
            Ok(Sent::Answer(bytes)) => {
                assert_eq!(bytes.expose(), body);
                assert_eq!(format!("{bytes:?}"), "[redacted]");
            }
            other => panic!("{other:?}"),
        }
    }
    for received in server.received() {
        received.assert_signed();
        assert_eq!(received.path, "/ams/sandbox/api/v1/any?x=1");
        assert_eq!(received.body, body);
    }
    assert_eq!(server.received().len(), 2);
}

/// Sends a request with each client.
fn answers(server: &Server) -> [Call<Answered<Untyped>>; 2] {
    let (url, request) = (server.url(), Untyped::new("/v1/any", b"{}"));
    [
        run(client(&url, Timeouts::default()).send_for_answer(&request)),
        blocking_client(&url, Timeouts::default()).send_for_answer(&request),
    ]
}

#[test]
fn a_verified_response_has_the_headers_of_its_answer() {
    let server = Server::start(|request| Some(signed("200 OK", &request.path, b"{}")));
    for call in answers(&server) {
        let Ok(Sent::Answer(answered)) = call else {
            panic!("{call:?}");
        };
        assert_eq!(
            (answered.status(), answered.expose().as_slice()),
            (200, b"{}".as_slice())
        );
        let signature = answered.header("Signature").expect("it is signed");
        assert!(answered.header("retry-after").is_none());
        assert!(!format!("{answered:?}").contains(signature));
    }
}

#[test]
fn an_answer_that_is_not_verified_has_no_headers() {
    let server = Server::start(|_| Some(answer("200 OK", &[("retry-after", "3")], b"{}")));
    for call in answers(&server) {
        assert!(matches!(call, Ok(Sent::InDoubt(_))), "{call:?}");
    }
}

#[test]
fn a_path_that_could_name_another_host_is_not_built() {
    let client = blocking_client(&unreachable(), Timeouts::default());
    for path in ["", "v1", "@shop.example/", "/a b", "/a#b"] {
        match client.call(path, b"{}") {
            Err(NotSent::NotBuilt(PrepareError::Path)) => {}
            other => panic!("{path}: {other:?}"),
        }
    }
}

#[test]
fn a_path_that_the_library_changes_is_not_sent() {
    let client = client(&unreachable(), Timeouts::default());
    match run(client.call("/v1/../v2", b"{}")) {
        Err(NotSent::NotConnected(error)) => assert!(error.message().contains("normal form")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_invalid_request_is_not_built() {
    let client = blocking_client(&unreachable(), Timeouts::default());
    let mut request = request();
    request.payment_request_id = Some("x".repeat(65));
    match client.send(&request) {
        Err(NotSent::NotBuilt(PrepareError::Invalid(_))) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_stored_request_is_sent_byte_for_byte() {
    let server = Server::start(|_| None);
    let client = blocking_client(&server.url(), super::clients::short());
    let prepared = client.prepare(&request()).expect("it is valid");
    let restored = Prepared::from_text(prepared.to_text().expose(), client.gateway());
    let restored = restored.expect("it was stored");
    for prepared in [prepared, restored] {
        assert!(matches!(
            client.send_prepared(&prepared),
            Ok(Sent::InDoubt(_))
        ));
    }
    let received = server.received();
    let [first, second] = received.as_slice() else {
        panic!("{received:?}")
    };
    assert_eq!(first.body, second.body);
    assert_ne!(first.header("request-time"), second.header("request-time"));
}

#[test]
fn a_request_of_another_gateway_is_not_sent() {
    let [first, second] = [unreachable(), unreachable()];
    let prepared = blocking_client(&first, Timeouts::default()).prepare(&request());
    let prepared = prepared.expect("it is valid");
    match blocking_client(&second, Timeouts::default()).send_prepared(&prepared) {
        Err(NotSent::OtherGateway) => {}
        other => panic!("{other:?}"),
    }
}
