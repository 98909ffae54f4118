//! Tests answers: responses by status, failures, and successes that cannot be read.

use std::error::Error as _;

use crate::model::Order;
use crate::support::{
    self, Answer, AnswerError, ApiError, DecodeErrorKind, ErrorAnswer, Expected, Number, RawAnswer,
    UndocumentedFailure,
};

#[derive(Clone, PartialEq, Debug)]
enum Response {
    Ok(Order),
    NoContent,
}

#[derive(Clone, PartialEq, Debug)]
#[allow(clippy::enum_variant_names, reason = "the names are those of statuses")]
enum Error {
    NotFound(ErrorAnswer<Order>),
    ClientError(ErrorAnswer<()>),
    Other(RawAnswer),
}

impl support::ReadFailure for Error {
    fn read(answer: &Answer<'_>, operation: &'static str, documented: &str) -> Self {
        match documented {
            "404" => answer.failure(operation, Answer::json, Self::NotFound),
            "4XX" => answer.failure(operation, Answer::empty, Self::ClientError),
            _ => Self::Other(answer.raw(operation)),
        }
    }
}

support::failures!(Error, NotFound, ClientError);

support::failure_body!(Error, Order, NotFound);

fn read(answer: &Answer<'_>) -> Result<Response, AnswerError<Error>> {
    match answer.status {
        200 => answer.success("findOrder", Answer::json).map(Response::Ok),
        204 => Ok(Response::NoContent),
        _ => answer.other("findOrder", &["404", "4XX"]),
    }
}

const ORDER: &[u8] = br#"{"kind": "PETS"}"#;

fn order() -> Order {
    Order::from_json(ORDER).expect("an order")
}

#[test]
fn the_status_decides_what_an_answer_is() {
    assert_eq!(read(&Answer::new(200, ORDER)), Ok(Response::Ok(order())));
    assert_eq!(read(&Answer::new(204, b"")), Ok(Response::NoContent));
    let failure = |status, body| match read(&Answer::new(status, body)) {
        Err(AnswerError::Failure(error)) => error,
        other => panic!("{status}: {other:?}"),
    };
    let not_found = failure(404, ORDER);
    assert!(matches!(&not_found, Error::NotFound(it) if *it.body() == order()));
    assert_eq!(
        (not_found.status(), not_found.answer().body()),
        (404, ORDER)
    );
    assert_eq!(not_found.body(), Some(&order()));
    assert!(matches!(failure(409, b"{"), Error::ClientError(_)));
    assert_eq!(failure(409, ORDER).body(), None);
    for status in [100, 302, 503, 999, 0] {
        let error = failure(status, b"{}");
        assert!(matches!(&error, Error::Other(it) if it.status() == status));
    }
}

#[test]
fn a_failure_whose_body_cannot_be_read_keeps_the_answer() {
    let headers = [("Retry-After".to_owned(), b"3".to_vec())];
    let answer = Answer::new(404, b"<html>").with_headers(&headers);
    let error = read(&answer).expect_err("a failure");
    let Some(Error::Other(raw)) = error.failure() else {
        panic!("{error:?}");
    };
    assert_eq!((raw.status(), raw.body()), (404, b"<html>".as_slice()));
    let values: Vec<&[u8]> = raw.as_answer().header("retry-after").collect();
    assert_eq!(values, [b"3"]);
    assert_eq!(raw.header("retry-After"), Some("3"));
    assert_eq!(raw.header("x-other"), None);
}

#[test]
fn a_success_that_cannot_be_read_is_no_failure() {
    for (status, body, kind) in [
        (
            200,
            b"[]".as_slice(),
            DecodeErrorKind::Expected(Expected::Object),
        ),
        (202, b"", DecodeErrorKind::UnexpectedStatus(202)),
    ] {
        let error = read(&Answer::new(status, body)).expect_err("not documented");
        assert_eq!(error.failure(), None);
        let AnswerError::Unreadable(unreadable) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(unreadable.error().kind(), kind);
        assert_eq!((error.status(), error.answer().body()), (status, body));
    }
}

#[test]
fn a_program_can_read_an_undocumented_success_as_a_documented_one() {
    let answer = Answer::new(201, ORDER);
    let Err(AnswerError::Unreadable(error)) = read(&answer) else {
        panic!("201 is not documented");
    };
    assert_eq!(
        read(&error.answer().as_answer().with_status(200)),
        Ok(Response::Ok(order()))
    );
}

#[test]
fn an_error_shows_the_operation_and_the_status_only() {
    let headers = [("x-token".to_owned(), b"secret".to_vec())];
    let not_found = Answer::new(503, b"secret").with_headers(&headers);
    let unreadable = Answer::new(200, b"secret").with_headers(&headers);
    let [failure, unread] = [not_found, unreadable].map(|it| read(&it).expect_err("an error"));
    assert_eq!(failure.to_string(), "findOrder failed with status 503");
    assert!(failure.source().is_none());
    let expected = "the answer to findOrder with status 200 is not as documented";
    assert_eq!(unread.to_string(), expected);
    assert!(unread.source().is_some());
    for text in [
        format!("{failure:?}"),
        format!("{unread:?}"),
        format!("{unreadable:?}"),
    ] {
        assert!(
            !text.contains("secret") && !text.contains("115, 101"),
            "{text}"
        );
    }
}

#[test]
fn a_text_and_bytes_are_read_as_they_are() {
    let answer = Answer::new(200, b"{\"a\"");
    assert_eq!(answer.text::<String>().as_deref(), Ok("{\"a\""));
    assert_eq!(answer.bytes().as_deref(), Ok(b"{\"a\"".as_slice()));
    let broken = Answer::new(200, b"\xff")
        .text::<String>()
        .expect_err("not UTF-8");
    assert_eq!(broken.kind(), DecodeErrorKind::Expected(Expected::Text));
}

#[test]
fn a_file_or_a_text_of_another_content_type_is_not_read() {
    for (sent, documented, can_be) in [
        ("text/html", "application/pdf", false),
        ("application/json", "application/pdf", false),
        ("text/html; charset=utf-8", "text/csv", false),
        ("text/html", "text/plain", false),
        ("image/png", "image/jpeg", false),
        ("text/html", "image/*", false),
        ("text/html", "application/*", false),
        ("application/hal+json", "application/*+xml", false),
        ("application/atom+xml", "application/soap+xml", false),
        ("Application/PDF; q=1", "application/pdf", true),
        ("text/csv; header=present", "text/csv; charset=utf-8", true),
        ("IMAGE/png", "image/*", true),
        ("application/hal+json", "application/*+json", true),
        ("text/html", "*/*", true),
        // Documents mean any file.
        ("text/html", "application/octet-stream", true),
        // Servers do not know the type.
        ("application/octet-stream", "application/pdf", true),
        ("binary/octet-stream", "text/csv", true),
        ("text/plain", "text/csv", true),
        ("", "application/pdf", true),
        ("pdf", "application/pdf", true),
        // Other names.
        ("application/x-zip-compressed", "application/zip", true),
        ("application/gzip", "application/x-gzip", true),
        ("image/jpg", "image/jpeg", true),
        ("application/csv", "text/csv", true),
        ("text/xml", "application/xml", true),
        ("application/rss+xml", "application/xml", true),
        ("text/xml", "application/soap+xml", true),
    ] {
        let headers = [("content-type".to_owned(), sent.as_bytes().to_vec())];
        let answer = Answer::new(200, b"a").with_headers(&headers);
        let read = answer.bytes_in(documented).map_err(|error| error.kind());
        let text = answer.text_in::<String>(documented);
        let expected = if can_be {
            Ok(b"a".to_vec())
        } else {
            Err(DecodeErrorKind::UnexpectedContent)
        };
        assert_eq!(read, expected, "{sent}, {documented}");
        assert_eq!(text.is_ok(), can_be, "{sent}, {documented}");
    }
    let read = Answer::new(200, b"a").bytes_in("application/pdf");
    assert_eq!(read.as_deref(), Ok(b"a".as_slice()));
}

#[test]
fn a_body_of_another_content_type_is_told_from_broken_json() {
    let read = |content_type: &str, body| {
        let headers = [("content-type".to_owned(), content_type.as_bytes().to_vec())];
        let answer = Answer::new(200, body).with_headers(&headers);
        answer.json::<Order>().map_err(|error| error.kind())
    };
    let events = b"data: {\"kind\": \"PETS\"}\n\n";
    assert_eq!(
        read("text/event-stream", events),
        Err(DecodeErrorKind::OtherThanJson)
    );
    assert_eq!(
        read("application/json", events),
        Err(DecodeErrorKind::Syntax)
    );
    assert_eq!(read("text/plain", ORDER), Ok(order()));
    let expected = DecodeErrorKind::Expected(Expected::Object);
    assert_eq!(read("text/plain", b"[]"), Err(expected));
    let error = Answer::new(200, b"<html>")
        .with_headers(&[("Content-Type".to_owned(), b"text/html".to_vec())])
        .json::<Order>()
        .expect_err("no JSON");
    assert_eq!(
        error.to_string(),
        "cannot read (whole message): JSON is documented, but the answer has another content type"
    );
}

#[test]
fn a_number_alone_keeps_its_text() {
    let read = Answer::new(200, b" 0.10000000000000000001 ").json::<Number>();
    assert_eq!(
        read.map(|it| it.to_string()),
        Ok("0.10000000000000000001".to_owned())
    );
    assert!(Answer::new(200, b"1.5 2").json::<Number>().is_err());
}

#[test]
fn operations_without_documented_failures_have_one() {
    fn status(error: &impl ApiError) -> u16 {
        error.answer().status()
    }
    let read: Result<(), AnswerError<UndocumentedFailure>> =
        Answer::new(500, b"").other("find", &[]);
    let error = read.expect_err("a failure");
    assert_eq!(error.failure().map(status), Some(500));
}

fn position(content_type: &str, body: &[u8], documented: &[&str]) -> usize {
    let headers = [("Content-Type".to_owned(), content_type.as_bytes().to_vec())];
    Answer::new(200, body)
        .with_headers(&headers)
        .content(documented)
}

#[test]
fn parameters_tell_content_types_apart_that_differ_in_them_only() {
    let documented = [
        "application/json; version=1",
        "application/json",
        "application/json; version=2; charset=utf-8",
        "application/json; version=2",
    ];
    for (content_type, expected) in [
        ("application/json", 1),
        ("application/json;version=1", 0),
        ("application/json; Version=\"2\"", 3),
        ("application/json; charset=UTF-8; version=2", 2),
        ("application/json; version=3", 1),
    ] {
        let found = position(content_type, b"", &documented);
        assert_eq!(found, expected, "{content_type}");
    }
}

#[test]
fn the_content_type_decides_what_a_body_is() {
    let documented = [
        "application/json",
        "text/csv; charset=utf-8",
        "image/*",
        "*/*",
    ];
    for (content_type, expected) in [
        ("application/json", 0),
        ("Application/JSON ; charset=latin1", 0),
        ("application/problem+json", 0),
        ("text/csv", 1),
        ("image/png", 2),
        ("IMAGE/png;q=1", 2),
        ("video/mp4", 3),
        ("", 3),
    ] {
        assert_eq!(
            position(content_type, b"", &documented),
            expected,
            "{content_type}"
        );
    }
    let documented = ["text/csv", "application/json"];
    assert_eq!(position("application/octet-stream", b"[1]", &documented), 1);
    assert_eq!(position("application/octet-stream", b"a,b", &documented), 0);
    assert_eq!(position("text/html", b"a,b", &documented), 2);
    assert_eq!(Answer::new(200, b"{}").content(&documented), 1);
    assert_eq!(Answer::new(200, b"a,b").content(&documented), 0);
    let files = ["application/json", "application/octet-stream"];
    assert_eq!(position("application/pdf", b"%PDF", &files), 1);
    assert_eq!(position("text/html", b"{}", &files), 0);
    let names = ["text/xml", "application/xml", "image/jpeg"];
    assert_eq!(position("application/xml", b"", &names), 1);
    assert_eq!(position("image/jpg", b"", &names), 2);
    assert_eq!(Answer::new(200, b"{}").content(&["text/csv", "image/*"]), 2);
}

#[test]
fn a_success_of_another_content_type_is_unreadable() {
    let answer = Answer::new(200, b"<html>");
    let read: Result<(), AnswerError<Error>> = answer.other_content("findOrder");
    let error = read.expect_err("not documented").into_decode_error();
    assert_eq!(error.kind(), DecodeErrorKind::UnexpectedContent);
}

#[test]
fn a_success_without_the_events_that_were_asked_for_is_unreadable() {
    let answer = Answer::new(200, b"{}");
    let error: AnswerError<Error> = answer.unexpected("findOrder", DecodeErrorKind::NoEvents);
    assert_eq!(
        error.to_string(),
        "the answer to findOrder with status 200 is not a stream of events"
    );
    assert_eq!(error.answer().body(), b"{}");
}
