//! Reading and writing: what is accepted, and what errors say.

use serde_json::json;

use crate::model::{Order, Pet, Size, Species};
use crate::support::{DecodeError, DecodeErrorKind, Expected, from_json_request};

fn order(json: &str) -> Order {
    Order::from_json(json.as_bytes()).expect(json)
}

fn error(json: &str) -> DecodeError {
    Order::from_json(json.as_bytes()).expect_err(json)
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

    let pet: Pet = from_json_request(br#"{"name": 5}"#).expect("a number as text");
    assert_eq!(pet.name, "5");

    let moment: crate::support::DateTime =
        serde_json::from_str("1685599933871").expect("kept as text");
    assert_eq!(moment.as_str(), "1685599933871");
    assert!(!moment.is_valid(), "and judged later");
}

#[test]
fn a_result_that_contradicts_itself_is_not_believed() {
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
    assert_eq!(read.shelves, None);
    let pet = &read.pets.as_ref().expect("pets")[0];
    assert_eq!(pet.parent, None);
    // Only optional objects may be empty, and only where they stand alone.
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

#[test]
fn what_is_read_is_written_back() {
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
fn refusals_have_kind_and_pointer() {
    use DecodeErrorKind as Kind;
    const INTEGER: Kind = Kind::Expected(Expected::Integer);
    const FIXED: Kind = Kind::FixedValue { value: "PETS" };
    for (member, pointer, kind) in [
        (r#""count":1.5"#, "/count", INTEGER),
        (r#""count":1.0"#, "/count", INTEGER),
        (r#""count":"""#, "/count", INTEGER),
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
        (r#""shelves":{"a/b":"x"}"#, "/shelves/a~1b", INTEGER),
        (r#""shelves":{"a":1,"a":2}"#, "/shelves/a", Kind::Duplicate),
        (r#""count":1,"count":1"#, "/count", Kind::Duplicate),
        (r#""new":1,"new":1"#, "/new", Kind::Duplicate),
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
fn broken_json_is_told_apart() {
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
    let deep = format!("{{\"new\":{}", "[".repeat(1000));
    let error = error(&deep);
    assert_eq!(error.kind(), Kind::TooDeep);
    assert!(error.pointer().starts_with("/new/0/0/0"));
}

#[test]
fn errors_never_repeat_what_was_found() {
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
fn the_result_survives_what_cannot_be_read() {
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
}

#[test]
fn foreign_types_can_hold_ours() {
    let read: Vec<Option<Species>> = serde_json::from_value(json!(["CAT", null])).expect("read");
    assert_eq!(read, [Some(Species::Cat), None]);
    let error = serde_json::from_value::<Vec<Pet>>(json!([{"name": ["x"]}])).expect_err("refused");
    assert_eq!(error.to_string(), "/name: expected a string");
}
