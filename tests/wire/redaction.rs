//! Tests that sensitive values appear only in what is sent. The members come from the
//! model, so that none is forgotten; each contains a marker.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Debug;

use antom::{DecodeError, Redact, redacted};
use antom_tests::instances::{PLAIN, SECRET, api, full, operation, statuses};
use antom_tests::is_long;
use generator::model::Shape;
use generator::plan::module_path;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::answers::{Order, members, text, untouched};
use super::{cashier, cashier_request, entry_code, value};

/// A message with all its members, and all its printed forms.
struct Message {
    name: String,
    json: Value,
    /// A function that returns the printed forms of a text, and its JSON if it can be
    /// read.
    show: Show,
}

type Show = fn(&[u8]) -> (String, Option<Written>);

/// A message as it is sent, and its redacted view.
struct Written {
    sent: Value,
    redacted: Value,
}

fn messages() -> Vec<Message> {
    let api = api();
    let messages = SHOWS.iter().flat_map(|(name, request, response)| {
        let operation = operation(&api, name);
        [
            ("request", operation.request(), *request),
            ("response", operation.response(), *response),
        ]
        .map(|(kind, id, show)| Message {
            name: format!("{kind} of {name}"),
            json: full(&api, id.expect("the body is a type")),
            show,
        })
    });
    messages.collect()
}

macro_rules! shows {
    ($($name:ident $samples:literal $($module:ident)::+;)*) => {
        $(use antom::$($module)::+ as $name;)*

        /// The requests and responses of each operation.
        const SHOWS: &[(&str, Show, Show)] = &[$((
            $samples,
            |json| request(json, $name::Request::from_json),
            |json| {
                response(json, |response: &$name::Response| {
                    let owned = response.clone().into_success();
                    format!("{:?} {:#?} {owned:?}", response.outcome(), response.outcome())
                })
            },
        )),*];
    };
}

antom_tests::operations!(shows);

fn request<R: antom::Operation + Serialize + DeserializeOwned + Debug + Redact>(
    json: &[u8],
    read: fn(&[u8]) -> Result<R, DecodeError>,
) -> (String, Option<Written>) {
    shown(json, read, |request| {
        let advisories = request.advisories();
        let texts: Vec<String> = advisories.iter().map(ToString::to_string).collect();
        let found = request.validate().err();
        let violations = found.iter().flatten();
        let violations: Vec<String> = violations.map(|one| format!("{one} {one:?}")).collect();
        let whole = found.as_ref().map(ToString::to_string);
        let json = json!({"advisories": advisories, "violations": found});
        format!("{advisories:?} {texts:?} {found:?} {found:#?} {violations:?} {whole:?} {json}")
    })
}

fn response<R: antom::Response + DeserializeOwned + Serialize + Debug + Redact>(
    json: &[u8],
    outcome: fn(&R) -> String,
) -> (String, Option<Written>) {
    shown(json, R::from_json, outcome)
}

/// Returns the printed forms of a message from all readers, also from plain serde.
fn shown<M: DeserializeOwned + Serialize + Debug + Redact>(
    json: &[u8],
    read: fn(&[u8]) -> Result<M, DecodeError>,
    more: impl Fn(&M) -> String,
) -> (String, Option<Written>) {
    let mut texts = Vec::new();
    let mut written = None;
    match read(json) {
        Ok(message) => {
            let view = redacted(&message);
            texts.push(format!("{message:?} {message:#?} {view} {view:#} {view:?}"));
            texts.push(more(&message));
            let sent = serde_json::to_value(&message).ok();
            let redacted = serde_json::to_value(view).ok();
            written = sent
                .zip(redacted)
                .map(|(sent, redacted)| Written { sent, redacted });
        }
        Err(error) => texts.push(format!("{} {}", every_text(&error), json!(error))),
    }
    let plain = serde_json::from_slice::<M>(json).err();
    let value = serde_json::from_slice::<Value>(json).ok();
    let from_value = value.and_then(|value| serde_json::from_value::<M>(value).err());
    let errors = plain.iter().chain(&from_value);
    texts.extend(errors.map(|error| every_text(error)));
    (texts.concat(), written)
}

fn every_text(error: &dyn Error) -> String {
    format!("{error} {error:?} {error:#?} {:?}", error.source())
}

#[test]
fn sensitive_values_are_written_and_never_shown() {
    for Message { name, json, show } in messages() {
        let (shown, written) = show(json.to_string().as_bytes());
        assert!(!shown.contains(SECRET), "{name}: {shown}");
        let is_redacted = secrets(&json).is_empty() || shown.contains("[redacted]");
        assert!(is_redacted && shown.contains(PLAIN), "{name}: {shown}");
        let written = written.expect("it can be read");
        assert_eq!(written.sent, json, "{name}");
        let mut expected = json.clone();
        for at in secrets(&json) {
            match expected.pointer_mut(&at) {
                Some(Value::Array(items)) => items.fill(json!("[redacted]")),
                Some(value) => *value = json!("[redacted]"),
                None => panic!("{name} has no {at}"),
            }
        }
        assert_eq!(written.redacted, expected, "{name}");
    }
}

#[test]
fn no_outcome_shows_a_sensitive_value() {
    let messages = messages().into_iter();
    let known = known_statuses();
    for Message { name, json, show } in messages.filter(|it| it.name.starts_with("response")) {
        for status in known.iter().map(String::as_str).chain(["X"]) {
            let mut json = json.clone();
            json["result"]["resultStatus"] = json!(status);
            let (shown, written) = show(json.to_string().as_bytes());
            assert!(!shown.contains(SECRET), "{name}, {status}: {shown}");
            let sent = written.map(|written| written.sent);
            assert_eq!(sent, Some(json), "{name}, {status}");
        }
    }
}

/// Returns the status values that any operation knows.
fn known_statuses() -> BTreeSet<String> {
    let api = api();
    let all = api.operations.iter().flat_map(statuses);
    all.map(|(status, _)| status).collect()
}

/// An outcome gives access to the whole response, but its own `Debug` does not show it.
#[test]
fn an_outcome_gives_access_to_the_response_without_showing_it() {
    for (status, name) in [("F", "Failure"), ("U", "Unknown"), ("X", "Malformed")] {
        let json = json!({
            "result": {"resultStatus": status, "resultCode": "NEW"},
            "paymentId": PLAIN,
        });
        let response = entry_code::Response::from_json(json.to_string().as_bytes());
        let response = response.expect("it can be read");
        let outcome = response.outcome();
        let shown = format!("{outcome:?}");
        assert!(shown.starts_with(&format!("{name}({name} {{")), "{shown}");
        assert!(!shown.contains(PLAIN) && shown.contains("NEW"), "{shown}");
        let held = match outcome {
            entry_code::Outcome::Success(success) => panic!("{success:?}"),
            entry_code::Outcome::Failure(failure) => failure.response,
            entry_code::Outcome::Unknown(unknown) => unknown.response,
            entry_code::Outcome::Malformed(malformed) => malformed.response,
        };
        assert_eq!(held.payment_id.as_deref(), Some(PLAIN));
    }
}

/// Returns pointers to the sensitive members.
fn secrets(message: &Value) -> Vec<String> {
    let all = members(message).into_iter();
    all.filter(|at| match message.pointer(at) {
        Some(Value::Array(items)) => items.contains(&json!(SECRET)),
        found => found == Some(&json!(SECRET)),
    })
    .collect()
}

/// Forms of damage to a sensitive member, with the marker in and near it.
const SPOILT: [&str; 22] = [
    r#""NAME":"SECRET-VALUE"#,
    r#""NAME":"SECRET-VALUE\"#,
    r#""NAME":"SECRET-VALUE" "SECRET-VALUE""#,
    r#""NAME":"SECRET-VALUE",}"#,
    r#""NAME":SECRET-VALUE"#,
    r#""NAME" "SECRET-VALUE""#,
    r#""NAME":"SECRET-VALUE","SECRET-VALUE""#,
    r#""SECRET-VALUE","NAME":1"#,
    r#""SECRET-VALUE":,"NAME":1"#,
    r#""NAME":["SECRET-VALUE"]"#,
    r#""NAME":[["SECRET-VALUE"]]"#,
    r#""NAME":{"SECRET-VALUE":"SECRET-VALUE"}"#,
    r#""NAME":{"value":"SECRET-VALUE"}"#,
    r#""NAME":"SECRET-VALUE","NAME":"SECRET-VALUE""#,
    r#""NAME":"SECRET-VALUE\ud800""#,
    r#""NAME":"SECRET-VALUE\x""#,
    "\"NAME\":\"SECRET-VALUE\u{1}\"",
    r#""NAME":null,"new":"SECRET-VALUE""#,
    r#""NAME":null,"new":{"SECRET-VALUE":["SECRET-VALUE"]}"#,
    r#""NAME":null,"new":{"SECRET-VALUE":["SECRET-VALUE",!]}"#,
    r#""NAME":null,"new":"SECRET-VALUE","new":"SECRET-VALUE""#,
    r#""NAME":null,"new":{"SECRET-VALUE":1e400}"#,
];

/// The part of the spoilt texts that each member gets, except in a long run. Neighbouring
/// members get different parts.
const SHARE: usize = 3;

#[test]
fn errors_of_reading_show_no_value_in_or_near_a_sensitive_member() {
    for Message { name, json, show } in messages() {
        for (turn, at) in secrets(&json).into_iter().enumerate() {
            let (_, member) = at.rsplit_once('/').expect("a pointer to a member");
            let spoilt = SPOILT.iter().skip(if is_long() { 0 } else { turn % SHARE });
            for spoilt in spoilt.step_by(if is_long() { 1 } else { SHARE }) {
                let spoilt = spoilt.replace("NAME", member);
                let edit = |here: &str, whole: Vec<u8>| {
                    if here == at {
                        spoilt.clone().into_bytes()
                    } else {
                        whole
                    }
                };
                let text = text(&json, Order::Forwards, &edit);
                let (shown, _) = show(&text);
                assert!(!shown.contains(SECRET), "{name}, {spoilt}: {shown}");
            }
        }
    }
}

#[test]
fn errors_of_truncated_and_broken_texts_show_no_value() {
    for Message { name, json, show } in messages() {
        let text = text(&json, Order::Backwards, &untouched);
        let places = text.windows(SECRET.len()).enumerate();
        let places = places.filter(|(_, window)| *window == SECRET.as_bytes());
        for (place, _) in places {
            // The text ends within the value, at its end, and before it.
            for end in place - 1..=place + SECRET.len() + 2 {
                let (shown, _) = show(&text[..end]);
                assert!(!shown.contains(SECRET), "{name}: {shown}");
            }
            // An invalid byte is at the start and at the end.
            for bad in [place, place + SECRET.len()] {
                let broken = [&text[..bad], b"\xff", &text[bad..]].concat();
                let (shown, _) = show(&broken);
                assert!(!shown.contains(SECRET), "{name}: {shown}");
            }
        }
    }
}

/// A violation of a sensitive member has its place and its rule, but not its value.
#[test]
fn violations_show_no_value() {
    let long = SECRET.repeat(500);
    let mut is_told = false;
    for Message { name, json, show } in messages() {
        if !name.starts_with("request") {
            continue;
        }
        let (shown, _) = show(json.to_string().as_bytes());
        is_told |= shown.contains("does not match");
        for at in secrets(&json) {
            for wrong in [long.as_str(), "\u{0}SECRET-VALUE", "SECRET-VALUE\n"] {
                let mut json = json.clone();
                let place = json.pointer_mut(&at).expect("the member is there");
                *place = if place.is_array() {
                    json!([wrong])
                } else {
                    json!(wrong)
                };
                let (shown, written) = show(json.to_string().as_bytes());
                assert_eq!(
                    written.map(|written| written.sent),
                    Some(json),
                    "{name}, {at}"
                );
                assert!(!shown.contains(SECRET), "{name}, {at}: {shown}");
            }
        }
    }
    assert!(is_told, "no violation is shown");
}

#[test]
fn unlisted_members_are_redacted_everywhere() {
    for Message { name, json, show } in messages() {
        let objects = members(&json).into_iter().chain([String::new()]);
        for at in objects {
            let mut json = json.clone();
            let Some(object) = json.pointer_mut(&at).and_then(Value::as_object_mut) else {
                continue;
            };
            object.insert(
                "newMember".to_owned(),
                json!({SECRET: [SECRET, {"a": SECRET}]}),
            );
            let (shown, written) = show(json.to_string().as_bytes());
            assert!(!shown.contains(SECRET), "{name}, {at}: {shown}");
            assert!(
                shown.contains("newMember") || !at.is_empty(),
                "{name}: {shown}"
            );
            let redacted = written.expect("it can be read").redacted;
            let kept = redacted.pointer(&format!("{at}/newMember"));
            assert!(
                kept.is_none_or(|kept| kept == "[redacted]"),
                "{name}, {at}: {redacted}"
            );
        }
    }
    let mut data = antom::types::PaymentMethodMetaData::builder().build();
    data.extra.insert("newMember", SECRET);
    let shown = format!(
        "{data:?} {data:#?} {:?} {:?}",
        data.extra,
        data.extra.clone()
    );
    assert!(
        shown.contains("newMember") && !shown.contains(SECRET),
        "{shown}"
    );
}

/// The path of a type with a builder, and the printed form of the builder with the fields
/// of a message.
type Built = (&'static str, fn(&Value) -> String);

#[allow(deprecated, reason = "what is deprecated is redacted, too")]
const BUILDERS: &[Built] = include!(concat!(env!("OUT_DIR"), "/builders.rs"));

fn shown_builder<T: DeserializeOwned, B: Debug>(message: &Value, built: fn(T) -> B) -> String {
    let value = T::deserialize(message).expect("a message with all its members can be read");
    let builder = built(value);
    format!("{builder:?} {builder:#?}")
}

/// Returns every object that programs build: its path, its JSON, and whether it has a
/// sensitive field.
fn objects() -> Vec<(String, Value, bool)> {
    let api = api();
    let types = api.reachable().filter(|(_, def)| def.usage.written);
    let objects = types.filter_map(|(id, def)| {
        let Shape::Struct(object) = &def.shape else {
            return None;
        };
        let module = module_path(&api, def.module);
        let mut fields = object.fields();
        let sensitive = fields.any(|(_, field)| field.value.sensitivity().is_some());
        let path = format!("{module}::{}", def.name.rust);
        Some((path, full(&api, id), sensitive))
    });
    objects.collect()
}

#[test]
fn builders_redact_like_their_types() {
    let objects = objects();
    let mut expected: Vec<&str> = objects.iter().map(|(path, ..)| path.as_str()).collect();
    let mut found: Vec<&str> = BUILDERS.iter().map(|(path, _)| *path).collect();
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected, "these types have a builder");
    for (path, message, sensitive) in &objects {
        let mut builders = BUILDERS.iter().filter(|(known, _)| known == path);
        for (_, show) in &mut builders {
            let shown = show(message);
            assert!(!shown.contains(SECRET), "{path}: {shown}");
            assert!(
                !sensitive || shown.contains("[redacted]"),
                "{path}: {shown}"
            );
        }
    }
}

#[test]
fn builders_redact_finished_objects() {
    let message = messages()
        .into_iter()
        .find(|message| message.name == "request of create_payment_session.cashier");
    let json = message.expect("the cashier").json.to_string();
    let request = cashier::Request::from_json(json.as_bytes()).expect("it can be read");
    let builder = cashier::Request::builder()
        .order(request.order)
        .maybe_env(request.env)
        .maybe_risk_data(request.risk_data)
        .payment_method(request.payment_method)
        .extra("newMember", SECRET);
    let shown = format!("{builder:?} {builder:#?}");
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(
        shown.contains(PLAIN) && shown.contains("newMember"),
        "{shown}"
    );
}

#[test]
fn sensitive_values_are_accessible_only_by_expose() {
    let request = cashier_request();
    let data = request
        .payment_method
        .payment_method_meta_data
        .expect("the sample has card data");
    let number = data.card_no.expect("the sample has a card number");
    assert_eq!(number.expose(), "4111111111111111");
    assert_eq!(format!("{number:?}"), "[redacted]");
    assert_eq!(
        value(&serde_json::to_vec(&number).expect("it can be written")),
        "4111111111111111"
    );
    assert_eq!(number.into_exposed(), "4111111111111111");
}

#[test]
fn advisories_show_no_value() {
    let mut request = cashier_request();
    request.payment_method.payment_method_type = "card".into();
    request.extra.insert("4111111111111111", SECRET);
    let advisories = request.advisories();
    assert_eq!(advisories.len(), 2);
    let shown: Vec<String> = advisories.iter().map(ToString::to_string).collect();
    let shown = format!("{advisories:?} {shown:?}");
    for hidden in [SECRET, "card\"", "4111"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

/// The gateway's message to people is free text, which may repeat sent values. It is
/// accessible, but never printed by default.
#[test]
fn the_message_of_a_result_is_accessible_and_not_shown() {
    let json = json!({"result": {"resultStatus": "F", "resultCode": "C", "resultMessage": PLAIN}});
    let response =
        entry_code::Response::from_json(json.to_string().as_bytes()).expect("it is whole");
    assert_eq!(antom::Response::message(&response), Some(PLAIN));
    assert!(!format!("{response:?} {:?}", response.outcome()).contains(PLAIN));
    let entry_code::Outcome::Failure(failure) = response.outcome() else {
        panic!("the status says failure");
    };
    assert_eq!(failure.message, Some(PLAIN));
    let mut broken = json.to_string();
    broken.pop();
    let error = entry_code::Response::from_json(broken.as_bytes()).expect_err("it is not");
    assert_eq!(
        error.result().and_then(|result| result.message()),
        Some(PLAIN)
    );
    assert!(!format!("{error:?} {error}").contains(PLAIN));
}
