//! Tests the styles of OpenAPI: the tables of the specification, and what a reader of a
//! query, a path or a cookie gets.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{
    self, Inspect, Inspection, Rule, Sensitive, Style, Violation, encoded, headers,
    headers_and_cookies, in_path, query, query_after, violations,
};

/// The values of the table "Style Examples" of OpenAPI 3.1: an empty text, a text, a list and
/// an object.
fn colors() -> [Value; 4] {
    [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        // The members of a `Value` are sorted.
        json!({"B": 150, "G": 200, "R": 100}),
    ]
}

#[test]
fn paths_follow_the_table_of_openapi() {
    let rows = [
        (
            Style::MATRIX,
            [
                ";color",
                ";color=blue",
                ";color=blue,black,brown",
                ";color=B,150,G,200,R,100",
            ],
        ),
        (
            Style::MATRIX.exploded(),
            [
                ";color",
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";B=150;G=200;R=100",
            ],
        ),
        (
            Style::LABEL,
            [".", ".blue", ".blue,black,brown", ".B,150,G,200,R,100"],
        ),
        (
            Style::LABEL.exploded(),
            [".", ".blue", ".blue.black.brown", ".B=150.G=200.R=100"],
        ),
        (
            Style::SIMPLE,
            ["", "blue", "blue,black,brown", "B,150,G,200,R,100"],
        ),
        (
            Style::SIMPLE.exploded(),
            ["", "blue", "blue,black,brown", "B=150,G=200,R=100"],
        ),
    ];
    for (style, expected) in rows {
        let found = colors().map(|value| in_path("color", style, &value));
        assert_eq!(found, expected, "{style:?}");
    }
}

#[test]
fn queries_follow_the_table_of_openapi() {
    let deep = "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100";
    let rows = [
        (
            Style::FORM.joined(),
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=B,150,G,200,R,100",
            ],
        ),
        (
            Style::FORM,
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "B=150&G=200&R=100",
            ],
        ),
        (
            Style::SPACE_DELIMITED,
            [
                "color=",
                "color=blue",
                "color=blue%20black%20brown",
                "color=B%20150%20G%20200%20R%20100",
            ],
        ),
        (
            Style::PIPE_DELIMITED,
            [
                "color=",
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=B%7C150%7CG%7C200%7CR%7C100",
            ],
        ),
        (
            Style::DEEP_OBJECT,
            [
                "color=",
                "color=blue",
                "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
                deep,
            ],
        ),
        (
            Style::JSON,
            [
                "color=%22%22",
                "color=%22blue%22",
                "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
                "color=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D",
            ],
        ),
    ];
    for (style, expected) in rows {
        let found = colors().map(|value| query(&[("color", style, &value)]));
        assert_eq!(found, expected, "{style:?}");
    }
}

#[test]
fn headers_follow_the_table_of_openapi() {
    let rows = [
        (
            Style::SIMPLE,
            ["", "blue", "blue,black,brown", "B,150,G,200,R,100"],
        ),
        (
            Style::SIMPLE.exploded(),
            ["", "blue", "blue,black,brown", "B=150,G=200,R=100"],
        ),
    ];
    for (style, expected) in rows {
        let found = colors().map(|value| headers(&[("color", style, &value)]));
        let expected = expected.map(|text| vec![("color", text.to_owned())]);
        assert_eq!(found, expected, "{style:?}");
    }
}

#[test]
fn cookies_are_pairs_in_one_header() {
    let (id, list) = (Some("a;b=c é"), vec![1, 2]);
    let found = headers_and_cookies(
        &[("X-Id", Style::SIMPLE, &7)],
        &[
            ("id", Style::FORM, &id),
            ("list", Style::FORM, &list),
            ("l", Style::FORM.joined(), &list),
        ],
    );
    let cookies = "id=a%3Bb%3Dc%20%C3%A9; list=1; list=2; l=1,2";
    assert_eq!(
        found,
        [("X-Id", "7".to_owned()), ("Cookie", cookies.to_owned())]
    );
    assert_eq!(
        headers_and_cookies(&[], &[("id", Style::FORM, &None::<u8>)]),
        []
    );
}

#[test]
fn scalars_are_their_texts() {
    let values: [(&dyn support::Parameter, &str); 9] = [
        (&true, "v=true"),
        (&-5_i32, "v=-5"),
        (&u64::MAX, "v=18446744073709551615"),
        (&i128::MIN, "v=-170141183460469231731687303715884105728"),
        (&1.5_f64, "v=1.5"),
        (&support::Number::from(0.1), "v=0.1"),
        (&support::Date::from("2026-02-28"), "v=2026-02-28"),
        (&Sensitive::new("secret".to_owned()), "v=secret"),
        (&Some(Box::new("x")), "v=x"),
    ];
    for (value, expected) in values {
        assert_eq!(query(&[("v", Style::FORM, value)]), expected);
    }
    let digits = "123456789012345678901234567890.5";
    let exact: support::Number = digits.parse().expect("a number");
    assert_eq!(query(&[("v", Style::FORM, &exact)]), format!("v={digits}"));
}

#[test]
fn what_is_absent_null_or_empty_is_not_sent() {
    let nothing = [
        json!(null),
        json!([]),
        json!({}),
        json!([null]),
        json!({"a": null}),
    ];
    for value in nothing {
        for style in [Style::FORM, Style::FORM.joined(), Style::DEEP_OBJECT] {
            assert_eq!(query(&[("v", style, &value)]), "", "{value}");
        }
        assert_eq!(headers(&[("v", Style::SIMPLE, &value)]), [], "{value}");
    }
    assert_eq!(
        query_after("beta=true", &[("v", Style::FORM, &None::<u8>)]),
        "beta=true"
    );
    assert_eq!(
        query_after("beta=true", &[("v", Style::FORM, &1)]),
        "beta=true&v=1"
    );
}

#[test]
fn json_texts_tell_what_is_empty_from_what_is_absent() {
    for (value, text) in [
        (json!([]), "[]"),
        (json!({}), "{}"),
        (json!([null]), "[null]"),
        (json!({"a": null}), r#"{"a":null}"#),
    ] {
        let found = query(&[("v", Style::JSON, &value)]);
        assert_eq!(read(&found), owned(&[("v", text)]));
        assert_eq!(decoded(&in_path("v", Style::JSON, &value)), text);
        let sent = headers(&[("v", Style::JSON, &value)]);
        assert_eq!(sent, [("v", text.to_owned())]);
    }
    assert_eq!(query(&[("v", Style::JSON, &None::<u8>)]), "");
}

#[test]
fn json_in_a_header_has_escapes_for_what_a_header_cannot_have() {
    let value = json!({"é": "a\u{7f}\u{1f600}\n"});
    let sent = headers(&[("v", Style::JSON, &value)]);
    let text = r#"{"\u00e9":"a\u007f\ud83d\ude00\n"}"#;
    assert_eq!(sent, [("v", text.to_owned())]);
    assert_eq!(
        serde_json::from_str::<Value>(text).expect("it is JSON"),
        value
    );
}

#[test]
fn deep_objects_have_every_depth() {
    let value = json!({
        "a": {"b": 1},
        "items": [{"id": "x", "n": 2}, {"id": "y"}],
        "tags": ["p", "q"],
    });
    let expected = [
        ("v[a][b]", "1"),
        ("v[items][0][id]", "x"),
        ("v[items][0][n]", "2"),
        ("v[items][1][id]", "y"),
        ("v[tags][]", "p"),
        ("v[tags][]", "q"),
    ];
    assert_eq!(
        read(&query(&[("v", Style::DEEP_OBJECT, &value)])),
        owned(&expected)
    );
}

#[test]
fn reserved_characters_are_kept_where_the_document_allows_them() {
    let text = ":/?@!$'()*,;= #[]&+%é";
    let kept = query(&[("v", Style::FORM.reserved(), &text)]);
    assert_eq!(kept, "v=:/?@!$'()*,;=%20%23%5B%5D%26%2B%25%C3%A9");
    assert_eq!(read(&kept), owned(&[("v", text)]));
}

#[test]
fn any_text_survives_every_place() {
    let characters = (0..0x300).filter_map(char::from_u32).map(String::from);
    let texts = [
        "a&b=c",
        "100%",
        "%41",
        "né 猫🐈",
        "..",
        "a+b",
        "a,b",
        "\r\nX: 1",
        "",
    ];
    for text in characters.chain(texts.map(str::to_owned)) {
        for style in [
            Style::FORM,
            Style::FORM.joined(),
            Style::DEEP_OBJECT,
            Style::FORM.reserved(),
        ] {
            // A text that is encoded already stays so.
            let is_kept = style == Style::FORM.reserved();
            let sent = if is_kept { &decoded(&text) } else { &text };
            let found = query(&[("na me[&]", style, &text), ("next", Style::FORM, &1)]);
            assert_eq!(
                read(&found),
                owned(&[("na me[&]", sent), ("next", "1")]),
                "{found}"
            );
        }
        let pair = BTreeMap::from([(text.clone(), text.clone())]);
        let name = format!("v[{text}]");
        let found = query(&[("v", Style::DEEP_OBJECT, &pair)]);
        assert_eq!(read(&found), owned(&[(name.as_str(), text.as_str())]));
        assert_eq!(decoded(&encoded(&text)), text);
        let cookies = headers_and_cookies(&[], &[("v", Style::FORM, &text)]);
        let [(_, cookie)] = cookies.as_slice() else {
            panic!("one header");
        };
        assert_eq!(decoded(cookie), format!("v={text}"));
    }
}

#[test]
fn no_value_begins_another_header() {
    let characters = (0..0x200).filter_map(char::from_u32);
    for character in characters {
        let text = format!("a{character}b");
        let [(_, value)] = &headers(&[("X", Style::SIMPLE, &text)])[..] else {
            panic!("one header");
        };
        assert!(
            value
                .bytes()
                .all(|byte| matches!(byte, b'\t' | b' '..=b'~')),
            "{value}"
        );
    }
}

struct Find {
    ids: Vec<String>,
    filter: BTreeMap<String, String>,
}

impl Inspect for Find {
    fn inspect(&self, found: &mut Inspection<'_>) {
        found
            .of_parameter("path parameter ids")
            .written_in_path("ids", Style::SIMPLE, &self.ids);
        found
            .of_parameter("header parameter X-Filter")
            .written_in_header(Style::SIMPLE, &self.filter);
    }
}

#[test]
fn lists_and_objects_are_checked_where_they_stand() {
    let places = |ids: &[&str], filter: &[(&str, &str)]| {
        let request = Find {
            ids: ids.iter().copied().map(str::to_owned).collect(),
            filter: filter
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        };
        let found = violations(&request).err().into_iter().flatten();
        let places = found.map(|it| Violation::pointer(&it).to_owned());
        places.collect::<Vec<_>>()
    };
    assert_eq!(places(&["a"], &[("b", "c")]), [""; 0]);
    assert_eq!(places(&["a"], &[]), [""; 0]);
    assert_eq!(places(&[], &[]), ["path parameter ids"]);
    assert_eq!(
        places(&[".."], &[("b", "c\r\nX: 1")]),
        ["path parameter ids", "header parameter X-Filter"]
    );
}

#[test]
fn a_text_in_a_path_must_not_make_it_another_path() {
    for (style, text, is_allowed) in [
        (Style::SIMPLE, "", false),
        (Style::SIMPLE, ".", false),
        (Style::SIMPLE, "..", false),
        (Style::MATRIX, "", true),
        (Style::MATRIX, "..", true),
        (Style::LABEL, "", false),
        (Style::LABEL, ".", false),
        (Style::LABEL, "..", true),
        (Style::LABEL, "a", true),
    ] {
        let request = Written {
            place: |found, style, value| found.written_in_path("id", style, value),
            style,
            value: json!(text),
        };
        assert_eq!(violations(&request).is_ok(), is_allowed, "{style:?} {text}");
    }
    assert_eq!(in_path("id", Style::MATRIX, &""), ";id");
    assert_eq!(in_path("id", Style::LABEL, &""), ".");
}

/// A request with one value, at the place and in the style of the test.
struct Written {
    place: fn(&mut Inspection<'_>, Style, &Value),
    style: Style,
    value: Value,
}

impl Inspect for Written {
    fn inspect(&self, found: &mut Inspection<'_>) {
        (self.place)(found, self.style, &self.value);
    }
}

fn is_refused(place: fn(&mut Inspection<'_>, Style, &Value), style: Style, value: &Value) -> bool {
    let value = value.clone();
    let request = Written {
        place,
        style,
        value,
    };
    let found = violations(&request).err().into_iter().flatten();
    let rules: Vec<Rule> = found.map(|it| it.rule()).collect();
    assert!(
        rules.iter().all(|rule| *rule == Rule::Delimiter),
        "{rules:?}"
    );
    !rules.is_empty()
}

#[test]
fn items_with_the_delimiter_of_their_style_are_refused() {
    let in_query = |found: &mut Inspection<'_>, style, value: &Value| {
        found.written_in_pairs(style, value);
    };
    let in_path = |found: &mut Inspection<'_>, style, value: &Value| {
        found.written_in_path("x", style, value);
    };
    let in_header = |found: &mut Inspection<'_>, style, value: &Value| {
        found.written_in_header(style, value);
    };
    let all = json!(["a b|c,d.e;f=g"]);
    assert!(is_refused(in_query, Style::SPACE_DELIMITED, &all));
    assert!(is_refused(in_query, Style::PIPE_DELIMITED, &all));
    assert!(is_refused(in_query, Style::FORM.joined().reserved(), &all));
    assert!(is_refused(in_path, Style::LABEL.exploded(), &all));
    assert!(is_refused(in_header, Style::SIMPLE, &all));
    assert!(is_refused(in_header, Style::SIMPLE, &json!({"a,b": 1})));
    assert!(is_refused(
        in_header,
        Style::SIMPLE.exploded(),
        &json!({"a=b": 1})
    ));

    assert!(!is_refused(
        in_query,
        Style::SPACE_DELIMITED,
        &json!(["a|b,c"])
    ));
    assert!(!is_refused(
        in_query,
        Style::PIPE_DELIMITED,
        &json!(["a b,c"])
    ));
    assert!(!is_refused(
        in_query,
        Style::SPACE_DELIMITED.exploded(),
        &all
    ));
    assert!(!is_refused(in_query, Style::FORM.joined(), &all));
    assert!(!is_refused(in_path, Style::LABEL, &all));
    assert!(!is_refused(in_path, Style::MATRIX.exploded(), &all));
    assert!(!is_refused(in_path, Style::SIMPLE, &all));
    assert!(!is_refused(
        in_header,
        Style::SIMPLE.exploded(),
        &json!({"a": "b=c"})
    ));
    // One text has no items.
    assert!(!is_refused(in_header, Style::SIMPLE, &json!("a, b")));
}

struct Search {
    limit: Option<u8>,
    filter: BTreeMap<String, String>,
    deep: BTreeMap<String, String>,
}

impl Inspect for Search {
    fn inspect(&self, found: &mut Inspection<'_>) {
        let place = "query parameter filter";
        found.named_apart(
            &["beta"],
            &[
                ("query parameter limit", "limit", Style::FORM, &self.limit),
                (place, "filter", Style::FORM, &self.filter),
                (
                    "query parameter deep",
                    "deep",
                    Style::DEEP_OBJECT,
                    &self.deep,
                ),
            ],
        );
    }
}

#[test]
fn a_member_with_the_name_of_another_parameter_is_refused() {
    let is_refused = |limit, name: &str| {
        let members = BTreeMap::from([(name.to_owned(), "a".to_owned())]);
        let request = Search {
            limit,
            deep: members.clone(),
            filter: members,
        };
        let found = violations(&request).err().into_iter().flatten();
        let found: Vec<Violation> = found.collect();
        for violation in &found {
            assert_eq!(violation.pointer(), "query parameter filter");
            assert_eq!(violation.rule(), Rule::NameOfAnother);
        }
        !found.is_empty()
    };
    assert!(is_refused(Some(1), "limit"));
    assert!(is_refused(None, "beta"));
    assert!(is_refused(None, "deep"));
    assert!(!is_refused(None, "limit"));
    assert!(!is_refused(Some(1), "filter"));
    assert!(!is_refused(Some(1), "other"));
}

#[test]
fn reserved_characters_and_encoded_bytes_are_kept_if_the_document_allows_them() {
    let text = |style, value: &str| query(&[("a", style, &value)]);
    let reserved = Style::FORM.reserved();
    assert_eq!(text(reserved, "%41%2f/%zz%4"), "a=%41%2f/%25zz%254");
    assert_eq!(text(reserved, "%"), "a=%25");
    assert_eq!(text(Style::FORM, "%41"), "a=%2541");
}

/// Reads a query as a server does, with an independent library.
fn read(query: &str) -> Vec<(String, String)> {
    assert!(query.bytes().all(|byte| byte.is_ascii_graphic()), "{query}");
    form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}

fn decoded(text: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.expect("UTF-8").into_owned()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}
