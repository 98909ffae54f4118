//! Tests reading and writing: accepted input and the text of errors.

use std::collections::BTreeMap;

use serde_json::json;

use crate::model::{Cage, Order, Pet, Receipt, Size, Species};
use crate::support::{
    DecodeError, DecodeErrorKind, Expected, Extra, ReadMember, ReadMembers, ReadValue, ResultPaths,
    from_json, from_json_request, object,
};

fn order(json: &str) -> Order {
    Order::from_json(json.as_bytes()).expect(json)
}

fn error(json: &str) -> DecodeError {
    Order::from_json(json.as_bytes()).expect_err(json)
}

const NO_RESULT: ResultPaths = ResultPaths {
    status: &[],
    code: &[],
    message: &[],
};

/// Reads a text as a part of a request.
fn request<T: ReadValue>(json: &str) -> Result<T, (String, DecodeErrorKind)> {
    from_json_request(json.as_bytes()).map_err(|error| place(&error))
}

/// Reads bytes as a part of a response.
fn response<T: ReadValue>(json: &[u8]) -> Result<T, (String, DecodeErrorKind)> {
    from_json(json, &NO_RESULT).map_err(|error| place(&error))
}

fn place(error: &DecodeError) -> (String, DecodeErrorKind) {
    (error.pointer().to_owned(), error.kind())
}

#[track_caller]
fn assert_error(json: &str, pointer: &str, kind: DecodeErrorKind) {
    let error = error(json);
    assert_eq!((error.pointer(), error.kind()), (pointer, kind), "{json}");
}

#[test]
fn scalars_are_read_natively_and_from_text() {
    let text = order(
        r#"{"kind":"PETS","count":"007","change":"-5","gift":"true","pin":"42","rate":"1.50"}"#,
    );
    let native = order(r#"{"kind":"PETS","count":7,"change":-5,"gift":true,"pin":42,"rate":1.5}"#);
    assert_eq!(text.count, Some(7));
    assert_eq!(text.change, Some(-5));
    assert_eq!(text.gift, Some(true));
    assert_eq!(text.pin.as_ref().map(|pin| *pin.expose()), Some(42));
    assert_eq!(text.rate.as_ref().map(AsRef::as_ref), Some("1.50"));
    assert_eq!(native.rate.as_ref().map(AsRef::as_ref), Some("1.5"));
    assert_eq!(
        Order { rate: None, ..text },
        Order {
            rate: None,
            ..native
        }
    );

    let moment: crate::support::DateTime =
        serde_json::from_str("1685599933871").expect("kept as text");
    assert_eq!(moment.as_str(), "1685599933871");
    assert!(!moment.is_valid(), "and judged later");
}

#[test]
fn a_native_scalar_is_its_shortest_text() {
    fn name(json: &str) -> Result<String, DecodeErrorKind> {
        let pet = from_json_request(format!("{{\"name\":{json}}}").as_bytes());
        pet.map(|pet: Pet| pet.name).map_err(|error| error.kind())
    }
    for (json, text) in [
        ("5", "5"),
        ("-5", "-5"),
        ("18446744073709551615", "18446744073709551615"),
        ("true", "true"),
        ("1.50", "1.5"),
        ("-0.10", "-0.1"),
        ("1.0", "1"),
        ("2e3", "2000"),
        ("0.000012345", "0.000012345"),
        ("123456789012.345", "123456789012.345"),
    ] {
        assert_eq!(name(json).as_deref(), Ok(text), "{json}");
        let rate =
            order(&format!(r#"{{"kind":"PETS","rate":{json}}}"#).replace("true", "\"true\""));
        assert_eq!(rate.rate.as_ref().map(AsRef::as_ref), Some(text), "{json}");
    }
    // The parser has rounded these numbers, which have more digits than a float.
    for json in [
        "0.12345678901234567",
        "18446744073709551617",
        "20270314190000000000000000000000000001",
    ] {
        assert_eq!(name(json), Err(DecodeErrorKind::OutOfRange), "{json}");
    }
    let species: Species = serde_json::from_str("2.50").expect("a set takes what a text takes");
    assert_eq!(species, "2.5");
}

/// Returns the text of an unlisted member.
fn text(extra: &Extra, name: &str) -> Option<String> {
    extra.json(name).map(|value| value.text().into_owned())
}

#[test]
fn unknown_members_never_make_a_response_unreadable() {
    let read = |value: &str| {
        let json = format!("{{\"new\":{value},\"number\":\"7\",\"newer\":1}}");
        let read: Receipt = from_json(json.as_bytes(), &NO_RESULT).expect(&json);
        assert_eq!(read, serde_json::from_str(&json).expect("plain serde"));
        assert_eq!(read.number.as_deref(), Some("7"));
        assert_eq!(read.extra.get("newer"), Some(&json!(1)));
        assert!(read.extra.contains("new"));
        assert_eq!(text(&read.extra, "new").as_deref(), Some(value));
        read.extra.get("new").cloned()
    };
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    for kept in [
        "null",
        "[1,{\"a\":2.5}]",
        "\"é\"",
        &nested(127),
        "1.10",
        "{\"a\":[1e3,-0,\"1.0\"],\"b\":123456789012345678901234567890,\"b\":true}",
    ] {
        let value = serde_json::from_str(kept).expect("a value");
        assert_eq!(read(kept), Some(value), "{kept}");
    }
    for beyond in [
        "1e400",
        r#""\ud800""#,
        r#"{"\udc00":1}"#,
        &nested(128),
        &nested(99_999),
    ] {
        assert_eq!(read(beyond), None);
    }
    // Malformed JSON is still an error.
    for (member, kind) in [
        ("\"new\":[!]", DecodeErrorKind::Syntax),
        ("\"new\":\"\u{1}\"", DecodeErrorKind::Syntax),
        ("\"new\":{\"a\":[", DecodeErrorKind::UnexpectedEnd),
    ] {
        let json = format!("{{{member}");
        let error = from_json::<Receipt>(json.as_bytes(), &NO_RESULT).expect_err(&json);
        assert_eq!((error.pointer(), error.kind()), ("", kind), "{json}");
    }
}

#[test]
fn unlisted_members_are_written_as_they_were_read() {
    let is_written = |read: &Order, json: &str| {
        assert_eq!(serde_json::to_string(read).expect(json), json);
        let shown = format!("{read:?}");
        assert!(!shown.contains("1.10"), "{shown}");
    };
    let held = [
        "1.10",
        r#"{"a":[1e3,-0,"1.0\n"],"b":123456789012345678901234567890,"c":[true,null]}"#,
        "[18446744073709551615,18446744073709551616,0.1,-1.5E-7]",
    ];
    for value in held {
        let json = format!(r#"{{"kind":"PETS","new":{value}}}"#);
        is_written(&order(&json), &json);
        is_written(&request(&json).expect(&json), &json);
        let same: serde_json::Value = serde_json::from_str(&json).expect(&json);
        let written = serde_json::to_value(order(&json)).expect(&json);
        assert_eq!(written.get("kind"), same.get("kind"), "{json}");
    }
    let json = r#"{"kind":"PETS","new":{"a":1.10,"a":2}}"#;
    is_written(&order(json), json);
    // A value that no other format can hold is there, but not written.
    let json = r#"{"kind":"PETS","new":1e400}"#;
    let read = order(json);
    assert_eq!(text(&read.extra, "new").as_deref(), Some("1e400"));
    is_written(&read, r#"{"kind":"PETS"}"#);
}

#[test]
fn a_request_that_would_lose_a_member_is_refused() {
    use DecodeErrorKind as Kind;
    for (member, kind) in [
        ("\"new\":[1e400]", Kind::Syntax),
        ("\"new\":\"\\ud800\"", Kind::Syntax),
        ("\"\\ud800\":1", Kind::Syntax),
        ("\"new\":1,\"new\":1", Kind::Duplicate),
        ("\"new\":{\"a\":1,\"a\":1}", Kind::Duplicate),
        (
            "\"pets\":[{\"name\":\"a\",\"new\":1,\"new\":2}]",
            Kind::Duplicate,
        ),
        ("\"pets\":[{\"name\":\"a\",\"parent\":{}}]", Kind::Missing),
        ("\"shelves\":{\"a\":1,\"a\":2}", Kind::Duplicate),
    ] {
        let json = format!("{{\"kind\":\"PETS\",{member}}}");
        let refused = request::<Order>(&json).expect_err(&json);
        assert_eq!(refused.1, kind, "{json}");
    }
    let deep = format!("{{\"new\":{}{}}}", "[".repeat(1000), "]".repeat(1000));
    assert_eq!(request::<Order>(&deep), Err((String::new(), Kind::TooDeep)));
}

#[test]
fn the_last_of_two_unlisted_members_of_a_response_is_kept() {
    let read: Receipt = response(br#"{"new":1,"number":"7","new":{"a":1,"a":2}}"#).expect("read");
    assert_eq!(read.extra.get("new"), Some(&json!({"a": 2})));
    let read: Receipt = response(br#"{"new":1,"new":1e400}"#).expect("read");
    assert_eq!(
        read.extra.get("new"),
        None,
        "serde_json cannot hold the last one"
    );
    assert_eq!(text(&read.extra, "new").as_deref(), Some("1e400"));
    let read: Order = response(br#"{"kind":"PETS","shelves":{"a":1,"a":2}}"#).expect("read");
    assert_eq!(read.shelves.expect("shelves").get("a"), Some(&2));
}

#[test]
fn invalid_utf8_in_unlisted_members_of_a_response_is_skipped() {
    use DecodeErrorKind as Kind;
    let read: Receipt = response(b"{\"new\":\"\xff\",\"newer\":1,\"number\":\"7\"}").expect("read");
    assert_eq!(read.number.as_deref(), Some("7"));
    assert_eq!(read.extra, [("newer", json!(1))].into_iter().collect());
    let read: Receipt = response(b"{\"\xc3\":1,\"newer\":[\"\x7f\",\"\xff\"]}").expect("read");
    assert!(read.extra.is_empty());

    let listed = response::<Receipt>(b"{\"number\":\"\xff\"}");
    assert_eq!(listed, Err(("/number".to_owned(), Kind::Syntax)));
    let outside = response::<Receipt>(b"{\"number\":\"7\"\xff}");
    assert_eq!(outside, Err((String::new(), Kind::Syntax)));
}

#[test]
fn a_member_with_an_invalid_name_is_skipped_in_a_response() {
    for json in [
        r#"{"\ud800":1e400,"number":"7","new":1}"#,
        r#"{"number":"7","\udc00\n":{"a":[1,"\ud800"]},"new":1}"#,
        r#"{"\ud83d\ude00":2,"number":"7","\uD800x":0,"new":1}"#,
    ] {
        let read: Receipt = response(json.as_bytes()).expect(json);
        assert_eq!(read.number.as_deref(), Some("7"), "{json}");
        assert_eq!(read.extra.get("new"), Some(&json!(1)), "{json}");
        assert_eq!(read.extra.contains("😀"), json.contains("ude00"), "{json}");
    }
    let half = response::<Receipt>(br#"{"number":"\ud800"}"#);
    let place = ("/number".to_owned(), DecodeErrorKind::Syntax);
    assert_eq!(half, Err(place), "a listed member is not passed over");
}

#[test]
fn a_byte_order_mark_is_skipped_before_a_response() {
    let read: Receipt = response(b"\xef\xbb\xbf{\"number\":\"7\"}").expect("read");
    assert_eq!(read.number.as_deref(), Some("7"));
    let error = from_json::<Receipt>(b"\xef\xbb\xbf{\"number\":[]}", &NO_RESULT);
    let error = error.expect_err("a list");
    assert_eq!((error.line(), error.column()), (1, 15));
    let request = request::<Receipt>("\u{feff}{}");
    assert_eq!(request, Err((String::new(), DecodeErrorKind::Syntax)));
}

#[test]
fn a_closed_object_of_requests_refuses_unlisted_members() {
    assert_eq!(request(r#"{"number":"4"}"#), Ok(Cage { number: Some(4) }));
    let refused = request::<Cage>(r#"{"number":"4","4111":1}"#);
    assert_eq!(refused, Err((String::new(), DecodeErrorKind::Unlisted)));
}

#[test]
fn a_duplicate_listed_member_is_refused_with_any_value() {
    for (first, second) in [
        ("null", "7"),
        ("7", "null"),
        ("null", "null"),
        ("\"\"", "7"),
        ("7", "\"\""),
    ] {
        let json = format!(r#"{{"kind":"PETS","count":{first},"count":{second}}}"#);
        assert_error(&json, "/count", DecodeErrorKind::Duplicate);
    }
    for (first, second) in [("{}", "{}"), ("{}", "null"), ("null", "{\"a\":1}")] {
        let json = format!(r#"{{"kind":"PETS","shelves":{first},"shelves":{second}}}"#);
        assert_error(&json, "/shelves", DecodeErrorKind::Duplicate);
    }
    let kind = r#"{"kind":null,"kind":"PETS"}"#;
    assert_error(kind, "/kind", DecodeErrorKind::Duplicate);
}

#[test]
fn an_empty_text_is_an_absent_value_unless_the_type_is_text() {
    let json = r#"{"kind":"PETS","count":"","change":"","gift":"","rate":"","placed":"","page":"",
        "pin":""}"#;
    assert_eq!(order(json), Order::default());
    assert_eq!(request(json), Ok(Order::default()));
    let pet: Pet = request(r#"{"name":"","species":""}"#).expect("texts");
    assert_eq!((pet.name.as_str(), pet.species), ("", Some("".into())));
    // An empty text counts as absent for a member, but not for an item or an entry.
    let entry = r#"{"kind":"PETS","shelves":{"a":""}}"#;
    let integer = DecodeErrorKind::Expected(Expected::Integer);
    assert_error(entry, "/shelves", integer);
}

#[test]
fn unknown_members_are_read_from_any_format() {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, MapDeserializer};
    let members = [("number", "7"), ("new", "8")].into_iter();
    let read: Result<Receipt, Error> =
        serde::Deserialize::deserialize(MapDeserializer::new(members).into_deserializer());
    let read = read.expect("it has what it needs");
    assert_eq!(read.extra.get("new"), Some(&json!("8")));
    let value = json!({"number": "7", "new": {"a": [1, "x"]}});
    let read: Receipt = serde_json::from_value(value.clone()).expect("it can be read");
    assert_eq!(read.extra.get("new"), value.get("new"));
}

#[test]
fn a_result_that_contradicts_itself_is_ignored() {
    let status = |json: &str| {
        let error = error(json);
        error
            .result()
            .and_then(|result| result.status().map(str::to_owned))
    };
    let twice = r#"{"result":{"status":"S"},"result":{"status":"F"},"kind":1"#;
    assert_eq!(status(twice), None);
    let same = r#"{"result":{"status":"F"},"result":{"status":"F"},"kind":1"#;
    assert_eq!(status(same).as_deref(), Some("F"));
}

#[test]
fn null_and_empty_objects_are_absent() {
    let read = order(
        r#"{"count":null,"shelves":{},"pets":[{"name":"Tom","parent":{}}],"kind":"PETS","gift":null}"#,
    );
    assert_eq!(read.count, None);
    assert_eq!(read.shelves, Some(BTreeMap::new()));
    let pet = &read.pets.as_ref().expect("pets")[0];
    assert_eq!(pet.parent, None);
    // Only optional objects may be empty, and only as a member.
    assert_error(
        r#"{"kind":"PETS","pets":[{}]}"#,
        "/pets/0/name",
        DecodeErrorKind::Missing,
    );
    assert_error(
        r#"{"kind":"PETS","pets":[null]}"#,
        "/pets/0",
        DecodeErrorKind::Expected(Expected::Object),
    );
    assert_error(
        r#"{"kind":"PETS","pets":[{"name":"Tom","parent":[]}]}"#,
        "/pets/0/parent",
        DecodeErrorKind::Expected(Expected::Object),
    );
}

/// A response with an object that demands nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Sale {
    receipt: Option<Receipt>,
    extra: Extra,
}

object!(Sale, Response);

impl ReadMembers for Sale {
    fn member(&mut self, name: &str) -> &mut dyn ReadMember {
        match name {
            "receipt" => &mut self.receipt,
            _ => &mut self.extra,
        }
    }
}

#[test]
fn an_empty_object_that_demands_nothing_is_a_value() {
    let sale: Sale = serde_json::from_str(r#"{"receipt":{}}"#).expect("a sale");
    assert_eq!(sale.receipt, Some(Receipt::default()));
}

#[test]
fn values_survive_a_round_trip() {
    let text = concat!(
        r#"{"kind":"PETS","count":"7","change":"-5","gift":"false","rate":"0.10","#,
        r#""placed":"2026-02-28T12:30:00Z","page":"https://a.example/","pin":"1","#,
        r#""pets":[{"name":"T","species":"AXOLOTL","size":"L","parent":{"name":"U"}}],"#,
        r#""shelves":{"a":"1","b":"2"},"newer":{"x":[1,2.5,null,"a",true]}}"#
    );
    let read = order(text);
    assert_eq!(serde_json::to_string(&read).expect("written"), text);
    assert_eq!(
        serde_json::from_str::<Order>(text).expect("plain serde"),
        read
    );
    let value = serde_json::to_value(&read).expect("written");
    assert_eq!(serde_json::from_value::<Order>(value).expect("read"), read);

    let empty = order(r#"{"kind":"PETS","pets":[]}"#);
    assert_eq!(
        serde_json::to_string(&empty).expect("written"),
        r#"{"kind":"PETS","pets":[]}"#
    );
}

#[test]
fn names_may_be_escaped() {
    assert_eq!(order(r#"{"kind":"PETS","\u0063ount":3}"#).count, Some(3));
    assert_eq!(order("{\"kind\":\"\\u0050ETS\"}"), Order::default());
}

#[test]
fn enums_keep_or_refuse_unknown_texts() {
    let read = order(r#"{"kind":"PETS","pets":[{"name":"a","species":"AXOLOTL","size":"S"}]}"#);
    let pet = &read.pets.as_ref().expect("pets")[0];
    let species = pet.species.as_ref().expect("species");
    assert_eq!(*species, Species::from("AXOLOTL"));
    assert_eq!(*species, "AXOLOTL");
    assert!(!species.is_recognized());
    assert!(Species::from(String::from("CAT")).is_recognized());
    assert_ne!(*species, Species::GuineaPig);
    assert_eq!(pet.size, Some(Size::Small));
    assert_eq!(Size::Large.to_string(), "L");
    assert_error(
        r#"{"kind":"PETS","pets":[{"name":"a","size":"XL"}]}"#,
        "/pets/0/size",
        DecodeErrorKind::UnknownValue,
    );
}

#[test]
fn errors_have_kind_and_pointer() {
    use DecodeErrorKind as Kind;
    const INTEGER: Kind = Kind::Expected(Expected::Integer);
    const FIXED: Kind = Kind::FixedValue { value: "PETS" };
    for (member, pointer, kind) in [
        (r#""count":1.5"#, "/count", INTEGER),
        (r#""count":1.0"#, "/count", INTEGER),
        (r#""count":"+1""#, "/count", INTEGER),
        (r#""count":" 1""#, "/count", INTEGER),
        (r#""count":{}"#, "/count", INTEGER),
        (r#""count":[1]"#, "/count", INTEGER),
        (r#""count":-1"#, "/count", Kind::OutOfRange),
        (r#""count":1e30"#, "/count", Kind::OutOfRange),
        (
            r#""count":18446744073709551616"#,
            "/count",
            Kind::OutOfRange,
        ),
        (
            r#""count":"18446744073709551616""#,
            "/count",
            Kind::OutOfRange,
        ),
        (
            r#""change":9223372036854775808"#,
            "/change",
            Kind::OutOfRange,
        ),
        (r#""rate":0.12345678901234567"#, "/rate", Kind::OutOfRange),
        (
            r#""gift":"yes""#,
            "/gift",
            Kind::Expected(Expected::Boolean),
        ),
        (r#""placed":[5]"#, "/placed", Kind::Expected(Expected::Text)),
        (r#""pets":{}"#, "/pets", Kind::Expected(Expected::List)),
        (
            r#""pets":[{"name":true},7]"#,
            "/pets/1",
            Kind::Expected(Expected::Object),
        ),
        (r#""shelves":{"a":"x"}"#, "/shelves", INTEGER),
        (r#""count":1,"count":1"#, "/count", Kind::Duplicate),
        (r#""kind":"DOGS""#, "/kind", FIXED),
        (r#""kind":"PETS","kind":"PETS""#, "/kind", Kind::Duplicate),
        (r#""kind":null"#, "/kind", Kind::Missing),
    ] {
        let kind_first = if member.contains("kind") {
            ""
        } else {
            r#""kind":"PETS","#
        };
        assert_error(&format!("{{{kind_first}{member}}}"), pointer, kind);
    }
}

#[test]
fn malformed_json_has_a_kind_of_its_own() {
    use DecodeErrorKind as Kind;
    assert_error("", "", Kind::UnexpectedEnd);
    assert_error("7", "", Kind::Expected(Expected::Object));
    assert_error("{\"kind\":\"PETS\"} x", "", Kind::Syntax);
    assert_error(
        "{\"kind\":\"PETS\",\"pets\":[{\"name\":",
        "/pets/0/name",
        Kind::UnexpectedEnd,
    );
    assert_error(
        "{\"kind\":\"PETS\",\"pets\":[{\"name\":!}]}",
        "/pets/0/name",
        Kind::Syntax,
    );
}

#[test]
fn errors_never_repeat_the_value() {
    let json = "{\n  \"kind\": \"PETS\",\n  \"pets\": [{\"name\": \"a\", \"size\": \"4111111111111111\"}]\n}";
    let error = error(json);
    assert_eq!(
        error.to_string(),
        "cannot read /pets/0/size (line 3, column 51): expected one of the documented values"
    );
    let plain = serde_json::from_str::<Order>(json).expect_err("refused");
    assert_eq!(
        plain.to_string(),
        "/pets/0/size: expected one of the documented values at line 3 column 51"
    );
    for found in [
        "4111",
        "4111.25",
        "-4111",
        "\"4111\"",
        "[4111]",
        "{\"a\":4111}",
        "true",
        "null",
    ] {
        for member in [
            "kind", "count", "change", "gift", "rate", "placed", "pets", "shelves",
        ] {
            let json = format!("{{\"{member}\":{found},\"later\":!}}");
            let shown = format!("{:?}", Order::from_json(json.as_bytes()));
            assert!(!shown.contains("4111"), "{shown}");
            let plain = serde_json::from_str::<Order>(&json).expect_err("broken");
            assert!(!plain.to_string().contains("4111"), "{plain}");
        }
    }
}

#[test]
fn errors_name_documented_members_only() {
    use DecodeErrorKind as Kind;
    // An unknown name may be a value whose own name was lost.
    for (json, pointer, kind) in [
        (r#"{"4111"}"#, "", Kind::Syntax),
        (r#"{"4111":!}"#, "", Kind::Syntax),
        (r#"{"pets":[{"4111"}]}"#, "/pets/0", Kind::Syntax),
        (r#"{"pets":[{"4111":[{"4111"}]}]}"#, "/pets/0", Kind::Syntax),
        (r#"{"shelves":{"4111"}}"#, "/shelves", Kind::Syntax),
        (r#"{"shelves":{"4111":!}}"#, "/shelves", Kind::Syntax),
        (r#"{"new":{"4111":{"4111":!}}}"#, "", Kind::Syntax),
        (r#"{"count" "4111"}"#, "/count", Kind::Syntax),
        (r#"{"4111":"#, "", Kind::UnexpectedEnd),
    ] {
        assert_error(json, pointer, kind);
        assert!(!format!("{:?}", error(json)).contains("4111"), "{json}");
        let plain = serde_json::from_str::<Order>(json).expect_err("broken");
        assert!(!plain.to_string().contains("4111"), "{plain}");
    }
}

#[test]
fn an_error_keeps_the_result_of_the_response() {
    let unreadable = error(
        r#"{"kind":"PETS","count":"many","result":{"status":"S","code":"OK","text":"fine","x":[1]}}"#,
    );
    let result = unreadable.result().expect("a result");
    assert_eq!(result.status(), Some("S"));
    assert_eq!(result.code(), Some("OK"));
    assert_eq!(result.message(), Some("fine"));
    assert!(!format!("{unreadable:?}").contains("fine"));

    let broken = error(r#"{"result":{"status":"F","code":7,"text":{"a":"b"}},"kind":"PETS","co"#);
    let result = broken.result().expect("a result");
    assert_eq!((result.status(), result.code()), (Some("F"), Some("7")));
    assert_eq!(result.message(), None);

    assert_eq!(
        error(r#"{"status":"S","results":{"status":"S"}}"#).result(),
        None
    );
    assert_eq!(error("[]").result(), None);

    // Invalid texts are skipped at any place.
    let odd = error(r#"{"result":{"text":"\ud83d","code":1e400,"status":"F"},"kind":1"#);
    let result = odd.result().expect("a result");
    assert_eq!(
        (result.status(), result.code(), result.message()),
        (Some("F"), None, None)
    );

    // A string is complete at its quote, a number only if something follows it.
    let code = |json: &str| {
        error(json)
            .result()
            .and_then(|r| r.code().map(str::to_owned))
    };
    assert_eq!(code(r#"{"result":{"code":"OK""#).as_deref(), Some("OK"));
    assert_eq!(code(r#"{"result":{"code":12"#), None);
    assert_eq!(code(r#"{"result":{"code":12,"#), None);
    assert_eq!(code(r#"{"result":{"code":1.50}"#).as_deref(), Some("1.5"));
}

#[test]
fn the_debug_output_of_an_error_shows_only_codes() {
    let shown = |text: &str| {
        let json = format!(r#"{{"result":{{"status":"{text}","code":"{text}"}},"kind":1}}"#);
        let error = error(&json);
        let result = error.result().expect("a result");
        assert_eq!((result.status(), result.code()), (Some(text), Some(text)));
        format!("{error:?}").contains(text)
    };
    for code in ["S", "NO_PAY_OPTIONS", "E1234_5", &"A".repeat(64)] {
        assert!(shown(code), "{code}");
    }
    for other in [
        "4111111111111111",
        "A12345",
        "sk_live",
        "Jane",
        "_A",
        "A B",
        &"A".repeat(65),
    ] {
        assert!(!shown(other), "{other}");
    }
}

#[test]
fn foreign_types_can_contain_generated_types() {
    let read: Vec<Option<Species>> = serde_json::from_value(json!(["CAT", null])).expect("read");
    assert_eq!(read, [Some(Species::Cat), None]);
    let error = serde_json::from_value::<Vec<Pet>>(json!([{"name": ["x"]}])).expect_err("refused");
    assert_eq!(error.to_string(), "/name: expected a string");
}
