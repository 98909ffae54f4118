//! Tests bodies: forms, bodies of several parts, and uploads that are larger than the memory.

use std::io::{self, Read};

use serde_json::json;

use crate::support::{
    Body, Extra, Inspect, Inspection, Multipart, Style, Upload, form, violations,
};

fn bytes(body: Body) -> Vec<u8> {
    let (len, mut read) = (body.len(), Vec::new());
    body.reader()
        .read_to_end(&mut read)
        .expect("it can be read");
    assert_eq!(read.len() as u64, len);
    assert_eq!(body.into_bytes().expect("it can be read"), read);
    read
}

fn of(body: Result<Option<Body>, crate::support::EncodeError>) -> Body {
    body.expect("it can be written").expect("a body")
}

#[test]
fn a_form_has_the_members_in_their_styles() {
    let value = json!({
        "address": {"city": "Ö"},
        "expand": ["a", "b"],
        "gone": null,
        "metadata": {"k&": "v="},
        "name": "A B",
        "tags": ["x", "y"],
    });
    let styles = [
        ("expand", Style::DEEP_OBJECT),
        ("metadata", Style::DEEP_OBJECT),
    ];
    let body = of(form("application/x-www-form-urlencoded", &value, &styles));
    assert_eq!(body.content_type(), "application/x-www-form-urlencoded");
    let read = form_urlencoded::parse(body.bytes().expect("in memory")).into_owned();
    let expected = [
        ("address", r#"{"city":"Ö"}"#),
        ("expand[]", "a"),
        ("expand[]", "b"),
        ("metadata[k&]", "v="),
        ("name", "A B"),
        ("tags", "x"),
        ("tags", "y"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(read.collect::<Vec<_>>(), expected);
}

/// A part, as a server reads it.
#[derive(Debug, PartialEq)]
struct Part {
    head: String,
    content: Vec<u8>,
}

/// Reads a multipart body by RFC 2046, with the boundary of its content type.
fn parts(body: Body) -> Vec<Part> {
    let boundary = body
        .content_type()
        .split_once("boundary=")
        .expect("a boundary")
        .1;
    assert!(
        boundary.len() <= 70
            && boundary
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    );
    let delimiter = format!("\r\n--{boundary}").into_bytes();
    // The first delimiter needs no line break before it.
    let text: Vec<u8> = b"\r\n".iter().copied().chain(bytes(body)).collect();
    let mut found = Vec::new();
    let mut rest = text.as_slice();
    while let Some(at) = rest.windows(delimiter.len()).position(|it| it == delimiter) {
        found.push(&rest[..at]);
        rest = &rest[at + delimiter.len()..];
    }
    assert_eq!(rest, b"--\r\n");
    assert_eq!(found[0], b"");
    let parts = found[1..].iter().map(|part| {
        let part = part.strip_prefix(b"\r\n").expect("the end of the line");
        let end = part
            .windows(4)
            .position(|it| it == b"\r\n\r\n")
            .expect("an empty line");
        Part {
            head: String::from_utf8(part[..end].to_vec()).expect("UTF-8"),
            content: part[end + 4..].to_vec(),
        }
    });
    parts.collect()
}

fn part(head: &str, content: &[u8]) -> Part {
    Part {
        head: head.to_owned(),
        content: content.to_owned(),
    }
}

#[test]
fn an_upload_states_a_content_type_of_a_range() {
    let sent = |upload: &Upload, documented| {
        let body = upload.body(documented).ok().flatten()?;
        Some(body.content_type().to_owned())
    };
    let plain = Upload::from("x");
    assert_eq!(
        sent(&plain, "*/*").as_deref(),
        Some("application/octet-stream")
    );
    assert_eq!(sent(&plain, "image/png").as_deref(), Some("image/png"));
    for documented in [
        "image/*",
        "application/*+json",
        "multipart/mixed",
        "multipart/*",
    ] {
        let error = plain.body(documented).expect_err(documented).to_string();
        assert!(error.contains(documented), "{error}");
    }
    for (own, documented, is_sent) in [
        ("Image/PNG; q=1", "image/*", true),
        ("text/plain", "image/*", false),
        ("image/*", "image/*", false),
        ("image/*", "*/*", false),
        ("application/a+json", "application/*+json", true),
        ("application/json", "application/*+json", false),
        ("image/jpeg", "image/png", true),
        ("multipart/mixed; boundary=a", "multipart/mixed", true),
        ("multipart/mixed", "multipart/mixed", false),
        ("multipart/related; boundary=a", "multipart/mixed", false),
        ("multipart/related; boundary=a", "multipart/*", true),
    ] {
        let expected = is_sent.then_some(own);
        let found = sent(&Upload::from("x").of_type(own), documented);
        assert_eq!(found.as_deref(), expected, "{own} as {documented}");
    }
    let faulty = Multipart::new().uploads("file", "image/*", &plain).end();
    assert!(faulty.is_err());
}

#[test]
fn items_of_a_form_with_the_delimiter_are_refused() {
    let styles = [("tags", Style::PIPE_DELIMITED)];
    let error = form("a/b", &json!({"tags": ["a|b"]}), &styles).expect_err("ambiguous");
    assert!(error.to_string().contains("`tags`"), "{error}");
    let faulty = Multipart::new().styled("tags", Style::SPACE_DELIMITED, &vec!["a b"]);
    assert!(faulty.end().is_err());
    assert!(form("a/b", &json!({"tags": ["a b"]}), &styles).is_ok());
}

#[test]
fn each_member_is_a_part() {
    let extra: Extra = [("other", json!(true))].into_iter().collect();
    let body = Multipart::new()
        .uploads(
            "file",
            "image/png",
            &Upload::new(b"\0\xff\r\n".as_slice()).named("a \"b\"\r\n.png"),
        )
        .uploads(
            "more",
            "application/octet-stream",
            &Some(vec![
                Upload::from("x").of_type("text/csv"),
                Upload::from("y"),
            ]),
        )
        .uploads("none", "text/plain", &None::<Upload>)
        .value("purpose", None, &"é")
        .value("list", None, &vec![1, 2])
        .value("object", None, &json!({"a": 1}))
        .value("note", Some("text/plain; charset=utf-8"), &"n")
        .value("gone", None, &None::<u8>)
        .styled("deep", Style::DEEP_OBJECT, &json!({"a": ["x y"]}))
        .others(&extra)
        .end();
    let data = "Content-Disposition: form-data; name=";
    let expected = [
        part(
            &format!("{data}\"file\"; filename=\"a %22b%22%0D%0A.png\"\r\nContent-Type: image/png"),
            b"\0\xff\r\n",
        ),
        part(
            &format!("{data}\"more\"; filename=\"more\"\r\nContent-Type: text/csv"),
            b"x",
        ),
        part(
            &format!("{data}\"more\"; filename=\"more\"\r\nContent-Type: application/octet-stream"),
            b"y",
        ),
        part(&format!("{data}\"purpose\""), "é".as_bytes()),
        part(&format!("{data}\"list\""), b"1"),
        part(&format!("{data}\"list\""), b"2"),
        part(
            &format!("{data}\"object\"\r\nContent-Type: application/json"),
            br#"{"a":1}"#,
        ),
        part(
            &format!("{data}\"note\"\r\nContent-Type: text/plain; charset=utf-8"),
            b"n",
        ),
        part(&format!("{data}\"deep[a][]\""), b"x y"),
        part(&format!("{data}\"other\""), b"true"),
    ];
    assert_eq!(parts(of(body)), expected);
}

#[test]
fn a_body_without_parts_ends_at_once() {
    assert_eq!(parts(of(Multipart::new().end())), []);
}

/// Returns the boundary of a body with one upload.
fn boundary(content: &[u8]) -> String {
    let body = of(Multipart::new()
        .uploads("f", "a/b", &Upload::new(content))
        .end());
    let boundary = body
        .content_type()
        .split_once("boundary=")
        .expect("a boundary")
        .1
        .to_owned();
    let read = parts(body);
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].content, content);
    boundary
}

#[test]
fn no_content_contains_the_boundary() {
    // Each content has the boundaries of all contents before it, so that each needs another.
    let mut content = Vec::new();
    let mut known = Vec::new();
    for _ in 0..40 {
        let next = boundary(&content);
        assert!(!known.contains(&next), "{next}");
        assert!(!String::from_utf8_lossy(&content).contains(&next));
        content.extend(b"\r\n--");
        content.extend(next.bytes());
        known.push(next);
    }
    // Every longer boundary of one more character.
    let shortest = boundary(b"");
    let longer = "0123456789abcdefghijklmnopqrstuvwxyz".chars();
    let all: Vec<String> = longer.map(|next| format!("{shortest}{next}")).collect();
    assert_eq!(boundary(all.concat().as_bytes()).len(), shortest.len() + 2);
    assert_eq!(boundary(b""), shortest);
    // The length of the pieces in which a file is read does not matter.
    let mut split = vec![b'x'; 8190];
    split.extend(shortest.bytes());
    assert_ne!(boundary(&split), shortest);
}

/// Content that is made while it is read.
struct Zeros(u64);

impl Read for Zeros {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer
            .len()
            .min(usize::try_from(self.0).unwrap_or(usize::MAX));
        buffer[..count].fill(0);
        self.0 -= count as u64;
        Ok(count)
    }
}

#[test]
fn an_upload_can_be_larger_than_the_memory() {
    const LENGTH: u64 = 64 << 20;
    let upload = Upload::from_source(LENGTH, || Ok(Zeros(LENGTH)));
    let body = of(Multipart::new().uploads("f", "a/b", &upload).end());
    assert_eq!(body.bytes(), None);
    let mut piece = vec![0; 1 << 16];
    let mut length = |reader: &mut dyn Read| {
        let mut length = 0;
        loop {
            match reader.read(&mut piece).expect("it can be read") {
                0 => return length,
                count => length += count as u64,
            }
        }
    };
    assert_eq!(length(&mut body.reader()), body.len());
    assert_eq!(length(&mut body.clone().into_reader()), body.len());
    assert!(body.len() > LENGTH);
    // A body of 1 TB knows its length without being read.
    let upload = Upload::from_source(1 << 40, || Ok(Zeros(1 << 40)));
    assert_eq!(of(upload.body("*/*")).len(), 1 << 40);
}

#[test]
fn a_source_of_another_length_is_an_error() {
    for (stated, real) in [(4, 5), (5, 4)] {
        let upload = Upload::from_source(stated, move || Ok(Zeros(real)));
        let body = of(upload.body("*/*"));
        assert!(body.reader().read_to_end(&mut Vec::new()).is_err());
        let mut owned = body.clone().into_reader();
        assert!(owned.read_to_end(&mut Vec::new()).is_err());
        assert!(body.into_bytes().is_err());
        assert!(Multipart::new().uploads("f", "a/b", &upload).end().is_err());
    }
    let lost = Upload::from_source(1, || Err::<Zeros, _>(io::Error::other("lost")));
    assert!(of(lost.body("*/*")).into_bytes().is_err());
}

#[test]
fn the_content_type_of_an_upload_wins() {
    let upload = Upload::from("x");
    let content_type =
        |upload: &Upload, documented| of(upload.body(documented)).content_type().to_owned();
    assert_eq!(content_type(&upload, "*/*"), "application/octet-stream");
    assert_eq!(content_type(&upload, "image/png"), "image/png");
    assert_eq!(
        content_type(&upload.of_type("image/gif"), "image/png"),
        "image/gif"
    );
}

struct Sent(Upload);

impl Inspect for Sent {
    fn inspect(&self, found: &mut Inspection<'_>) {
        found.member("file", &self.0).upload();
    }
}

#[test]
fn a_content_type_cannot_begin_another_header() {
    for (content_type, is_valid) in [("image/png", true), ("a/b\r\nX: 1", false), ("", false)] {
        let upload = Upload::from("x").of_type(content_type);
        assert_eq!(
            violations(&Sent(upload.clone())).is_ok(),
            is_valid,
            "{content_type:?}"
        );
        let is_written = Multipart::new().uploads("f", "a/b", &upload).end().is_ok();
        assert!(is_valid || content_type.is_empty() || !is_written);
        assert!(is_valid || content_type.is_empty() || upload.body("*/*").is_err());
    }
}

#[test]
fn no_debug_output_has_the_content() {
    let upload = Upload::from("secret").named("a.txt");
    let shown = format!("{upload:?}");
    assert!(
        shown.contains("a.txt") && !shown.contains("secret"),
        "{shown}"
    );
    let shown = format!("{:?}", of(upload.body("*/*")));
    assert!(shown.contains('6') && !shown.contains("secret"), "{shown}");
}
