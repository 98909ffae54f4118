//! Tests a request with parameters in the form of generated code.

use std::borrow::Cow;

use crate::model::Order;
use crate::support::{
    self, Advisory, Answer, AnswerError, Body, EncodeError, Inspect, Inspection, Nullable,
    Operation, OrNull, Sensitive, Style, UndocumentedFailure, Violation, Violations, advisories,
    encoded, headers, query, sealed, violations,
};

#[derive(Clone, Debug, Default)]
struct Find {
    pet_id: String,
    limit: Option<u64>,
    tags: Option<Vec<String>>,
    owner: Option<Sensitive<String>>,
    body: Order,
}

impl sealed::Sealed for Find {}

impl Operation for Find {
    const ID: &'static str = "findPet";
    const METHOD: &'static str = "PUT";
    const PATH: &'static str = "/pets/{petId}";
    type Response = ();
    type Error = UndocumentedFailure;

    fn path(&self) -> Cow<'static, str> {
        format!("/pets/{}", encoded(&self.pet_id)).into()
    }

    fn query(&self) -> String {
        query(&[
            ("version", Style::FORM, &"1"),
            ("limit", Style::FORM, &self.limit),
            ("tag[]", Style::FORM, &self.tags),
        ])
    }

    fn headers(&self) -> Vec<(&'static str, String)> {
        headers(&[("X-Owner", Style::SIMPLE, &self.owner)])
    }

    fn body(&self) -> Result<Option<Body>, EncodeError> {
        Body::json(&self.body)
    }

    fn read(answer: &Answer<'_>) -> Result<(), AnswerError<Self::Error>> {
        match answer.status {
            204 => answer.success(Self::ID, Answer::empty),
            _ => answer.other(Self::ID, &[]),
        }
    }

    fn validate(&self) -> Result<(), Violations> {
        violations(self)
    }

    fn advisories(&self) -> Vec<Advisory> {
        advisories(self)
    }
}

impl Inspect for Find {
    const NAMES: &'static [&'static str] = <Order as Inspect>::NAMES;
    const HELD: &'static [support::Held] = <Order as Inspect>::HELD;

    fn inspect(&self, found: &mut Inspection<'_>) {
        found
            .parameter("path parameter petId", &self.pet_id)
            .in_path();
        if let Some(value) = &self.tags {
            let found = &mut found.of_parameter("query parameter tag[]");
            for (index, value) in value.iter().enumerate() {
                found.of_item(index).value(value).min_length(1);
            }
        }
        found
            .parameter("header parameter X-Owner", &self.owner)
            .in_header();
        found.within(&self.body);
    }
}

/// Returns the text of which a percent-encoded one consists.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).expect("two digits"));
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).expect("encoded text is UTF-8")
}

#[test]
fn any_text_is_one_segment_of_a_path() {
    let characters = (0..0x250).filter_map(char::from_u32).map(String::from);
    let texts = [
        "a/b", "?q", "#f", "100%", "%2F", "a b", "né", "猫🐈", "..", "../..", "", "+&=;",
    ];
    for text in characters.chain(texts.map(str::to_owned)) {
        let segment = encoded(&text);
        assert!(
            !segment.contains(['/', '?', '#', ' ', '+', '&', '=', ';']),
            "{segment}"
        );
        assert!(
            segment.bytes().all(|byte| byte.is_ascii_graphic()),
            "{segment}"
        );
        assert_eq!(decoded(&segment), text);
    }
    assert_eq!(encoded(&"a/b ~é".to_owned()), "a%2Fb%20~%C3%A9");
}

#[test]
fn absent_parameters_are_left_out_and_lists_repeat_their_name() {
    let mut request = Find {
        pet_id: "Rex 1".to_owned(),
        ..Find::default()
    };
    assert_eq!(request.path(), "/pets/Rex%201");
    assert_eq!(request.query(), "version=1");
    assert_eq!(request.headers(), []);
    request.limit = Some(7);
    request.tags = Some(vec!["a&b".to_owned(), String::new()]);
    request.owner = Some(Sensitive::new("Ann".to_owned()));
    assert_eq!(
        request.query(),
        "version=1&limit=7&tag%5B%5D=a%26b&tag%5B%5D="
    );
    assert_eq!(request.headers(), [("X-Owner", "Ann".to_owned())]);
    assert!(!format!("{request:?}").contains("Ann"));
}

#[test]
fn a_path_refuses_the_values_that_would_name_something_else() {
    for (pet_id, is_valid) in [
        ("", false),
        (".", false),
        ("..", false),
        ("...", true),
        ("/", true),
    ] {
        let mut found = Vec::new();
        let request = Find {
            pet_id: pet_id.to_owned(),
            ..Find::default()
        };
        found.extend(request.validate().err().into_iter().flatten());
        let found = found
            .iter()
            .find(|it| it.pointer() == "path parameter petId");
        assert_eq!(found.is_none(), is_valid, "{pet_id:?}");
    }
}

#[test]
fn a_header_refuses_line_breaks_and_what_would_be_lost() {
    let cases = [
        ("Ann B\t(1)", true),
        ("", true),
        ("a\nX-Admin: 1", false),
        ("a\r", false),
        ("a\0", false),
        ("é", false),
        (" a", false),
        ("a ", false),
    ];
    for (owner, is_valid) in cases {
        let request = Find {
            pet_id: "1".to_owned(),
            owner: Some(Sensitive::new(owner.to_owned())),
            ..Find::default()
        };
        let found = request.validate().err().into_iter().flatten();
        let mut found = found.filter(|it| it.pointer() == "header parameter X-Owner");
        assert_eq!(found.next().is_none(), is_valid, "{owner:?}");
    }
}

#[test]
fn a_violation_names_its_parameter_or_its_place_in_the_body() {
    let request = Find {
        tags: Some(vec!["a".to_owned(), String::new()]),
        ..Find::default()
    };
    let found = request.validate().expect_err("it breaks rules");
    let places: Vec<&str> = found.iter().map(Violation::pointer).collect();
    let in_body = violations(&Order::default()).expect_err("it breaks rules");
    let in_body = in_body.iter().map(Violation::pointer);
    let expected = ["path parameter petId", "query parameter tag[]/1"];
    assert_eq!(
        places,
        expected.into_iter().chain(in_body).collect::<Vec<_>>()
    );
    let shown = found.to_string();
    assert!(
        shown.contains("path parameter petId: empty, `.` or `..`"),
        "{shown}"
    );
}

#[test]
fn a_request_with_parameters_has_the_body_of_its_field() {
    let request = Find::default();
    let body = request.body().expect("written").expect("a body");
    let expected = serde_json::to_vec(&request.body).expect("written");
    assert_eq!(body.bytes(), Some(expected.as_slice()));
    assert_eq!(Find::read(&Answer::new(204, b"")), Ok(()));
    assert!(Find::read(&Answer::new(200, b"{}")).is_err());
}

#[test]
fn null_in_json_is_written_and_no_value_is_not() {
    let (some, null) = (Some(Nullable::Value("a")), Some(Nullable::<&str>::Null));
    let none: Option<Nullable<&str>> = None;
    let written = query(&[
        ("a", Style::JSON, &OrNull::of_optional(some.as_ref())),
        ("b", Style::JSON, &OrNull::of_optional(null.as_ref())),
        ("c", Style::JSON, &OrNull::of_optional(none.as_ref())),
        ("d", Style::JSON, &OrNull::of(&None::<String>)),
    ]);
    assert_eq!(written, "a=%22a%22&b=null&d=null");
}
