//! Tests the headers of answers as values.

use crate::model::Order;
use crate::support::{self, Answer, DateTime, HeaderValues, ReadHeaders, ReadValue, Sensitive};

/// Reads a header of these lines.
fn read<T: ReadValue>(lines: &[&str]) -> Option<T> {
    with(lines, |headers| headers.value("x-one"))
}

fn with<T>(lines: &[&str], read: impl Fn(&HeaderValues<'_>) -> T) -> T {
    let headers: Vec<(String, Vec<u8>)> = lines
        .iter()
        .map(|line| ("X-One".to_owned(), line.as_bytes().to_vec()))
        .collect();
    read(&HeaderValues::of(
        headers.iter().map(|(name, value)| (name, value)),
    ))
}

#[test]
fn a_scalar_is_the_text() {
    assert_eq!(read::<i64>(&[" 41 "]), Some(41));
    assert_eq!(read::<u32>(&["-1"]), None);
    assert_eq!(read::<i64>(&["41.5"]), None);
    assert_eq!(read::<i64>(&["many"]), None);
    assert_eq!(read::<i64>(&[""]), None);
    assert_eq!(read::<bool>(&["true"]), Some(true));
    assert_eq!(read::<String>(&["12"]), Some("12".to_owned()));
    assert_eq!(read::<String>(&["a, b"]), Some("a, b".to_owned()));
    let time = read::<DateTime>(&["2026-01-31T12:00:00Z"]).expect("it is read");
    assert!(time.is_valid());
    let secret = read::<Sensitive<String>>(&["abc"]).expect("it is read");
    assert_eq!(secret.expose(), "abc");
}

#[test]
fn several_lines_are_one_list() {
    assert_eq!(read::<String>(&["a", "b"]), Some("a, b".to_owned()));
    assert_eq!(read::<i64>(&["1", "2"]), None);
    assert_eq!(read::<Vec<i64>>(&["1, 2", "3"]), Some(vec![1, 2, 3]));
    assert_eq!(read::<Vec<i64>>(&["1,x"]), None);
    assert_eq!(read::<Vec<String>>(&[""]), Some(Vec::new()));
    let tags = read::<Vec<String>>(&[r#""a,\"b", W/"c" ,,"#]);
    let expected = [r#""a,\"b""#, r#"W/"c""#].map(str::to_owned);
    assert_eq!(tags, Some(expected.to_vec()));
}

#[test]
fn each_cookie_is_a_value_of_its_own() {
    let lines = ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"];
    let headers = lines.map(|line| ("set-cookie".to_owned(), line.as_bytes().to_vec()));
    let headers = HeaderValues::of(headers.iter().map(|(name, value)| (name, value)));
    let expected = Some(lines.map(str::to_owned).to_vec());
    assert_eq!(headers.value::<Vec<String>>("Set-Cookie"), expected);
    assert_eq!(headers.value::<String>("Set-Cookie"), None);
}

#[test]
fn an_object_is_a_list_of_names_and_values() {
    let order = Order::from_json(br#"{"kind": "PETS"}"#).expect("an order");
    assert_eq!(read::<Order>(&["kind, PETS"]), Some(order.clone()));
    assert_eq!(read::<Order>(&["kind"]), None);
    let exploded = |lines: &[&str]| with(lines, |it| it.exploded::<Order>("X-One"));
    assert_eq!(exploded(&["kind=PETS"]), Some(order.clone()));
    assert_eq!(exploded(&["kind,PETS"]), None);
    let json = |lines: &[&str]| with(lines, |it| it.json::<Order>("X-One"));
    assert_eq!(json(&[r#"{"kind": "PETS"}"#]), Some(order));
    assert_eq!(json(&["{"]), None);
}

#[test]
fn bytes_that_are_no_text_are_no_value() {
    let headers = [("x-one".to_owned(), vec![0xff])];
    let headers = HeaderValues::of(headers.iter().map(|(name, value)| (name, value)));
    assert_eq!(headers.value::<String>("x-one"), None);
    assert_eq!(headers.value::<String>("x-two"), None);
}

#[derive(Debug, PartialEq)]
struct Headers {
    remaining: Option<i64>,
}

impl ReadHeaders for Headers {
    fn read(headers: &HeaderValues<'_>) -> Self {
        Self {
            remaining: headers.value("X-Remaining"),
        }
    }
}

support::read_headers!(Headers);

#[test]
fn an_answer_keeps_its_headers() {
    let headers = [("x-remaining".to_owned(), b"41".to_vec())];
    let answer = Answer::new(404, b"").with_headers(&headers);
    let expected = Headers {
        remaining: Some(41),
    };
    assert_eq!(answer.typed_headers::<Headers>(), expected);
    assert_eq!(answer.raw("findOrder").typed_headers::<Headers>(), expected);
    assert_eq!(Headers::of([("X-REMAINING", "41")]), expected);
    assert_eq!(
        Headers::of([("x-other", "41")]),
        Headers { remaining: None }
    );
}
