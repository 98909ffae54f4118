//! Tests the value types: validity and output.

use serde_json::json;

use crate::model::Order;
use crate::support::{DateTime, Decimal, Extra, Json, Sensitive, Uri};

#[test]
fn date_times_follow_the_calendar() {
    for (text, seconds) in [
        ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59.999z", -1),
        ("2000-02-29t12:00:00+00:00", 951_825_600),
        ("2026-02-28T12:30:00+08:00", 1_772_253_000),
        ("2026-02-28T12:30:00-08:00", 1_772_310_600),
        ("2016-12-31T23:59:60Z", 1_483_228_800),
        ("2017-01-01T07:59:60+08:00", 1_483_228_800),
        ("0000-01-01T00:00:00Z", -62_167_219_200),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] {
        assert_eq!(DateTime::from(text).unix_seconds(), Some(seconds), "{text}");
    }
    for text in [
        "",
        "2026-02-28",
        "2026-02-28 12:30:00Z",
        "2026-02-28T12:30:00",
        "2026-02-28T12:30Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "2026-13-10T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:61Z",
        "2026-01-01T12:00:60Z",
        "2017-01-01T23:59:60+08:00",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00+08:60",
        "2026-01-01T00:00:00+0800",
        "2026-01-01T00:00:00ZZ",
        "2026-01-01T00:00:00Zé",
        "２026-01-01T00:00:00Z",
    ] {
        assert!(!DateTime::from(text).is_valid(), "{text}");
    }
}

#[test]
fn uris_follow_the_grammar() {
    for text in [
        "https://shop.example/return?a=b&c=%20#part?/x",
        "app+x.y-1://host",
        "mailto:someone@shop.example",
        "urn:isbn:0451450523",
        "file:///etc/hosts",
        "a:",
        "http://user:pass@[2001:db8::1]:8080/",
        "http://[v1.fe80::a+en1]/",
        "http://192.0.2.1:/",
        "https://shop.example/a//b;v=1,2/@:'()*!$",
    ] {
        assert!(Uri::from(text).is_valid(), "{text}");
    }
    for text in [
        "",
        "shop.example/return",
        "/return",
        "//shop.example",
        "1http://a",
        ":a",
        "https://shop.example/a b",
        "https://shop.example/ä",
        "https://shop.example/%2",
        "https://shop.example/%zz",
        "https://shop.example/[a]",
        "https://shop.example:80a/",
        "https://a:b:c/",
        "https://a@b@c/",
        "https://[::1/",
        "https://[::1]a/",
        "https://[fe80::1%25en0]/",
        "https://[v.x]/",
        "https://[v1.]/",
        "https://a/#b#c",
        "https://a/\"",
        "https://a\\b",
        "java\nscript:x",
    ] {
        assert!(!Uri::from(text).is_valid(), "{text}");
    }
}

#[test]
fn decimals_keep_their_exact_text() {
    for text in [
        "0",
        "-0.10",
        "6.4521",
        "007",
        "99999999999999999999.000000000001",
    ] {
        assert!(Decimal::from(text).is_valid(), "{text}");
    }
    for text in [
        "", "-", ".5", "5.", "+1", "1e5", "1,5", "1.2.3", " 1", "NaN", "--1", "١",
    ] {
        assert!(!Decimal::from(text).is_valid(), "{text}");
    }
    for (number, text) in [
        ("0.1", "0.1"),
        ("1e3", "1000"),
        ("-2.5", "-2.5"),
        ("12345678901234567890", "12345678901234567890"),
        // This is the form in which serde_json presents numbers with their text.
        (r#"{"$serde_json::private::Number":"1.50"}"#, "1.50"),
        (r#"{"$serde_json::private::Number":"2e2"}"#, "200"),
    ] {
        let read: Decimal = serde_json::from_str(number).expect(number);
        assert_eq!(read.as_str(), text);
    }
    // Digits that a float cannot represent are refused, not rounded.
    assert!(serde_json::from_str::<Decimal>("0.1000000000000000055").is_ok());
    assert!(serde_json::from_str::<Decimal>("123456789012345.67").is_err());
    assert!(serde_json::from_str::<Decimal>("123456789012345678901234").is_err());
    assert!(serde_json::from_str::<Decimal>("100000000000000000000001").is_err());
}

#[test]
fn texts_are_displayed_unchanged() {
    let moment = DateTime::from("soon");
    assert_eq!(format!("{moment} {moment:?}"), r#"soon DateTime("soon")"#);
    assert_eq!(moment, DateTime::from(String::from("soon")));
    assert_eq!(moment.into_string(), "soon");
    assert_eq!(
        serde_json::to_string(&Uri::from("a:b")).expect("written"),
        r#""a:b""#
    );
}

#[test]
fn sensitive_values_are_redacted() {
    let card: Sensitive<String> = "4111111111111111".into();
    assert_eq!(
        format!("{card:?} {:#?}", Some(&card)),
        "[redacted] Some(\n    [redacted],\n)"
    );
    assert_eq!(card.expose(), "4111111111111111");
    assert_eq!(card, Sensitive::from(String::from("4111111111111111")));
    let written = serde_json::to_string(&card).expect("written");
    assert_eq!(written, r#""4111111111111111""#);
    let read: Sensitive<String> = serde_json::from_str(&written).expect("read");
    assert_eq!(read.into_exposed(), card.into_exposed());
    let born: Sensitive<DateTime> = "2000-01-01T00:00:00Z".into();
    assert!(born.expose().is_valid());
}

#[test]
fn extra_members_are_named_but_not_shown() {
    let mut extra: Extra = [("a", json!(1))].into_iter().collect();
    extra.insert("b", "secret");
    assert_eq!(
        format!("{extra:?}"),
        r#"{"a": [redacted], "b": [redacted]}"#
    );
    assert_eq!(extra.get("b"), Some(&json!("secret")));
    assert_eq!(
        extra.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert!(extra.contains("a") && !extra.contains("c"));
    assert_eq!((extra.len(), extra.is_empty()), (2, false));
}

#[test]
fn a_value_that_serde_json_cannot_hold_is_a_text() {
    let json = r#"{"kind":"PETS","a":1e400,"b":1.10,"c":true}"#;
    let mut extra = Order::from_json(json.as_bytes()).expect(json).extra;
    assert_eq!(extra.names().collect::<Vec<_>>(), ["a", "b", "c"]);
    let text = |extra: &Extra, name| extra.json(name).map(|it: &Json| it.text().into_owned());
    assert_eq!(extra.get("a"), None);
    assert_eq!(text(&extra, "a").as_deref(), Some("1e400"));
    assert_eq!(extra.get("b"), Some(&json!(1.1)));
    assert_eq!(text(&extra, "b").as_deref(), Some("1.10"));
    assert_eq!(text(&extra, "c").as_deref(), Some("true"));

    let previous = extra.insert("b", 2).expect("a value was set");
    assert_eq!(
        (previous.text().as_ref(), extra.get("b")),
        ("1.10", Some(&json!(2)))
    );
    for name in ["a", "b", "c"] {
        assert!(extra.remove(name).is_some(), "{name}");
    }
    assert!(extra.is_empty());
}

#[test]
fn a_value_of_any_type_is_written_as_it_was_read() {
    let read = |json: &str| serde_json::from_str::<Json>(json).expect(json);
    let written = |value: &Json| serde_json::to_string(value).expect("written");
    let held = [
        "null",
        "true",
        "-0",
        "1.10",
        "18446744073709551616",
        r#"["a",{"b":1.0e1}]"#,
    ];
    for json in held {
        assert_eq!(written(&read(json)), json);
        assert_eq!(
            read(json).value(),
            Some(&serde_json::from_str(json).expect(json)),
            "{json}"
        );
    }
    let deep = format!("{}{}", "[".repeat(99_999), "]".repeat(99_999));
    for json in ["1e400", r#"{"a":"\ud800"}"#, &deep] {
        assert_eq!(read(json).value(), None, "{json}");
        assert_eq!(read(json).into_value(), None);
        assert_eq!(written(&read(json)), json);
        assert_eq!(format!("{:?}", read(json)), json);
    }
    assert_eq!(read("[1.10]"), json!([1.1]));
    assert_ne!(read("1.10"), read("1.1"));
    assert_eq!(
        read(r#"{"b":[2],"a":"x"}"#),
        Json::from(json!({"a": "x", "b": [2]}))
    );
    assert_eq!(Json::from("x").into_value(), Some(json!("x")));
    assert_eq!(written(&Json::from(())), "null");
    for json in ["", "[1", "1.", "{\"a\":1,}"] {
        assert!(serde_json::from_str::<Json>(json).is_err(), "{json}");
    }
}
