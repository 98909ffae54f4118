//! Tests the decoder of streams of events.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::support::{EventDecoder, EventTooLarge, RawEvent};

/// Returns the events of a stream that arrives in these pieces, with the decoder at its end.
fn decoded<'p>(pieces: impl Iterator<Item = &'p [u8]>) -> (Vec<RawEvent>, EventDecoder) {
    let mut decoder = EventDecoder::new();
    let mut events = Vec::new();
    for piece in pieces {
        decoder.push(piece);
        while let Some(event) = decoder.take().expect("no event is too large") {
            events.push(event);
        }
    }
    (events, decoder)
}

/// An event: its name, its data and its id.
type Text = (String, String, String);

/// Returns the events of a stream, the same for pieces of any size.
fn texts(stream: &str) -> Vec<Text> {
    let (whole, _) = decoded([stream.as_bytes()].into_iter());
    for size in 1..stream.len() {
        let (events, _) = decoded(stream.as_bytes().chunks(size));
        assert_eq!(events, whole, "pieces of {size} bytes");
    }
    whole
        .into_iter()
        .map(|it| (it.name, it.data, it.id))
        .collect()
}

fn text(event: &str, data: &str, id: &str) -> Text {
    (event.to_owned(), data.to_owned(), id.to_owned())
}

#[test]
fn an_event_has_a_name_data_and_an_id() {
    let stream = ": a comment\nevent: added\ndata: {\"a\":1}\nid: 7\nother: x\n\ndata:x\n\n";
    let expected = [text("added", "{\"a\":1}", "7"), text("message", "x", "7")];
    assert_eq!(texts(stream), expected);
}

#[test]
fn lines_end_in_any_way() {
    let stream = "\u{feff}data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\rdata: é\n\n";
    let expected = ["a\nb\nc", "d", "é"].map(|data| text("message", data, ""));
    assert_eq!(texts(stream), expected);
}

#[test]
fn only_one_space_is_removed_and_a_field_needs_no_value() {
    let expected = ["  a", "", "\n", " b:c "].map(|data| text("message", data, ""));
    let stream = "data:   a\n\ndata\n\ndata\ndata\n\ndata:  b:c \n\n";
    assert_eq!(texts(stream), expected);
}

#[test]
fn a_mark_is_removed_at_the_start_only() {
    let expected = [text("message", "\u{feff}a", "")];
    assert_eq!(texts("\u{feff}\u{feff}data: b\n\n"), []);
    assert_eq!(texts("data: \u{feff}a\n\n\u{feff}data: b\n\n"), expected);
}

#[test]
fn an_event_without_data_or_without_its_end_is_none() {
    assert_eq!(texts("event: a\nid: 1\n\ndata: b\n"), []);
    assert_eq!(
        texts("event: a\nid: 1\n\ndata: b\n\ndata: c"),
        [text("message", "b", "1")]
    );
}

#[test]
fn an_event_that_was_cut_off_is_told() {
    for (stream, is_within) in [
        ("", false),
        ("data: a\n\n", false),
        ("data: a\r\n\r\n", false),
        ("id: 1\n\n", false),
        (": a comment\nretry: 1\n", false),
        ("data: a\n\nd", true),
        ("data: a\n\nevent: b\n", true),
        ("data: a\n\ndata\n", true),
        ("data: a\n\nid: 1\n", true),
    ] {
        for size in 1..9 {
            let (_, decoder) = decoded(stream.as_bytes().chunks(size));
            assert_eq!(decoder.is_within_event(), is_within, "{stream:?}");
        }
    }
}

#[test]
fn a_body_that_is_no_stream_of_events_is_kept() {
    for (stream, ignored) in [
        ("{\"error\":\n1}\n", "{\"error\":\n1}\n"),
        ("\n: a comment\nretry: x\nid: \0\r\n<p>\r\n\r\n", "<p>\n"),
        ("unknown: 1\ndata: a\n\nunknown: 2\n", ""),
        ("data: a\n\n{}\n", ""),
    ] {
        for size in 1..9 {
            let (_, decoder) = decoded(stream.as_bytes().chunks(size));
            assert_eq!(decoder.ignored(), ignored, "{stream:?}");
            assert_eq!(decoder.is_within_event(), !ignored.is_empty(), "{stream:?}");
        }
    }
    let mut decoder = EventDecoder::new().with_largest(8);
    decoder.push(b"{\n[\n0\n]\n}\n");
    assert_eq!(decoder.take(), Err(EventTooLarge));
}

#[test]
fn the_last_id_is_that_of_an_event_that_has_ended() {
    let (_, decoder) = decoded([b"id: 1\ndata: a\n\nid: 2\ndata: b\n".as_slice()].into_iter());
    assert_eq!(decoder.last_id(), "1");
    let (events, decoder) =
        decoded([b"id: 1\n\nid: 2\0\ndata: a\n\nid\n\n".as_slice()].into_iter());
    assert_eq!(
        events.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(),
        ["1"]
    );
    assert_eq!(decoder.last_id(), "");
}

#[test]
fn the_time_before_another_connection_is_that_of_the_stream() {
    for (stream, time) in [
        ("retry: 1500\n", Some(1500)),
        ("retry: 1500\nretry: 1s\nretry\nretry: -1\n", Some(1500)),
        ("retry: 99999999999999999999999\n", None),
        ("data: a\n\n", None),
    ] {
        let (_, decoder) = decoded(stream.as_bytes().chunks(3));
        assert_eq!(decoder.retry(), time.map(Duration::from_millis), "{stream}");
    }
}

#[test]
fn an_event_has_a_largest_size() {
    let mut decoder = EventDecoder::new().with_largest(12);
    decoder.push(b"data: 123456\n\ndata: 1234567\n\ndata: 1\n\n");
    assert_eq!(decoder.take().map(|it| it.is_some()), Ok(true));
    for _ in 0..2 {
        assert_eq!(decoder.take(), Err(EventTooLarge));
    }
    let mut decoder = EventDecoder::new().with_largest(20);
    decoder.push(b"data: 123456\ndata: 123456\ndata: 123456\n\n");
    assert_eq!(decoder.take(), Err(EventTooLarge));
}

#[test]
fn an_endless_line_is_refused() {
    let mut decoder = EventDecoder::new().with_largest(100);
    decoder.push(&[b'a'; 64]);
    assert_eq!(decoder.take(), Ok(None));
    decoder.push(&[b'a'; 64]);
    assert_eq!(decoder.take(), Err(EventTooLarge));
}

#[test]
fn no_debug_output_has_the_data() {
    let (events, decoder) =
        decoded(b"event: a\ndata: SECRET\nid: SECRET\n\ndata: SECRET".chunks(5));
    assert!(!format!("{events:?}{decoder:?}").contains("SECRET"));
}

/// Returns an event with these lines of data.
fn event(data: &str) -> RawEvent {
    let mut decoder = EventDecoder::new();
    decoder.push(format!("data: {data}\n\n").as_bytes());
    let event = decoder.take().expect("it is small");
    event.expect("it is whole")
}

#[test]
fn data_is_read_as_json_or_as_the_text_itself() {
    assert_eq!(event("[1, 2]").json(), Ok(vec![1, 2]));
    assert_eq!(event("\"a\"").json(), Ok("a".to_owned()));
    assert_eq!(event("\"a\"").text(), Ok("\"a\"".to_owned()));
    assert_eq!(event("").text(), Ok(String::new()));
    assert_eq!(event("null").text(), Ok("null".to_owned()));
    for (text, json) in [
        ("[DONE]", "\"[DONE]\""),
        ("[1", "\"[1\""),
        ("{}", "{}"),
        ("\"a\"", "\"a\""),
    ] {
        let expected: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
        assert_eq!(event(text).json_or_text(), Ok(expected), "{text}");
    }
    for text in ["[DONE]", "", "[1", "[1]]", "{\"a\":1}"] {
        assert!(event(text).json::<Vec<i64>>().is_err(), "{text}");
    }
}

#[test]
fn an_event_is_an_object_with_its_fields() {
    for (data, expected) in [
        ("{\"a\":1.50}", r#"{"event":"message","data":{"a":1.50}}"#),
        ("[1]", r#"{"event":"message","data":[1]}"#),
        ("[DONE]", r#"{"event":"message","data":"[DONE]"}"#),
        ("null", r#"{"event":"message","data":"null"}"#),
        ("1.50", r#"{"event":"message","data":"1.50"}"#),
        ("\"a\"", r#"{"event":"message","data":"\"a\""}"#),
        ("{\"a\"", r#"{"event":"message","data":"{\"a\""}"#),
    ] {
        let expected: serde_json::Value = serde_json::from_str(expected).expect("it is JSON");
        assert_eq!(event(data).fields(), Ok(expected), "{data}");
    }
    let mut named = event("-5");
    (named.name, named.id) = ("1".to_owned(), "2".to_owned());
    let read: BTreeMap<String, i64> = named.fields().expect("each is an integer");
    let expected = [("data", -5), ("event", 1), ("id", 2)];
    assert_eq!(
        read,
        expected
            .map(|(name, value)| (name.to_owned(), value))
            .into()
    );
}

#[test]
fn no_error_of_an_event_shows_the_data() {
    let error = event("[\"SECRET")
        .json::<Vec<String>>()
        .expect_err("it is cut off");
    assert!(!format!("{error} {error:?}").contains("SECRET"));
}

/// The words of random streams, of which some end within a character.
const WORDS: [&[u8]; 17] = [
    b"data",
    b"event",
    b"id",
    b"retry",
    b": ",
    b":",
    b" ",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"x",
    b"7",
    b"\0",
    "\u{feff}".as_bytes(),
    b"\xc3",
    b"\xa9",
];

/// Returns numbers below `below`, always the same.
fn numbers(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("it is small")
    }
}

/// Decodes a whole stream as the standard describes it, by its text and its lines.
fn expected(stream: &[u8]) -> Vec<Text> {
    let stream = String::from_utf8_lossy(stream)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let stream = stream.strip_prefix('\u{feff}').unwrap_or(&stream);
    let mut events = Vec::new();
    let (mut name, mut data, mut id) = (String::new(), String::new(), String::new());
    // What follows the last line break is no line.
    let lines: Vec<&str> = stream.split('\n').collect();
    for line in &lines[..lines.len() - 1] {
        if line.is_empty() {
            if let Some(data) = data.strip_suffix('\n') {
                let name = if name.is_empty() { "message" } else { &name };
                events.push(text(name, data, &id));
            }
            (name, data) = (String::new(), String::new());
            continue;
        }
        let mut parts = line.splitn(2, ':');
        let field = parts.next().unwrap_or_default();
        let value = parts.next().unwrap_or_default();
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut name),
            "data" => data.extend([value, "\n"]),
            "id" if !value.contains('\0') => value.clone_into(&mut id),
            _ => {}
        }
    }
    events
}

#[test]
fn random_streams_in_random_pieces_have_the_events_of_the_standard() {
    let mut found = 0;
    for seed in 0..20_000 {
        let mut number = numbers(seed);
        let words = (0..number(40)).map(|_| WORDS[number(WORDS.len())]);
        let stream = words.collect::<Vec<_>>().concat();
        let (mut rest, mut pieces) = (stream.as_slice(), Vec::new());
        while !rest.is_empty() {
            let (piece, others) = rest.split_at(number(rest.len()) + 1);
            pieces.push(piece);
            rest = others;
        }
        let (events, _) = decoded(pieces.into_iter());
        let events = events.into_iter().map(|it| (it.name, it.data, it.id));
        let events: Vec<Text> = events.collect();
        found += events.len();
        assert_eq!(
            events,
            expected(&stream),
            "{:?}",
            String::from_utf8_lossy(&stream)
        );
    }
    assert!(found > 1000, "{found} events");
}
