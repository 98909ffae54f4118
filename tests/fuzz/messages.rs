//! Checks that hold for any bytes that are read as a message.
//!
//! A simple reading of the same text, independent of the crate under test, judges the
//! meaning of a response.

mod plant;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::LazyLock;

use antom::{DecodeError, Operation};
use antom_tests::instances::{api, operation, promised, sensitive_names, statuses};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use plant::{MARKER, planted};

use super::plain;

/// The meaning of a response in one word, and its printed form.
pub type Meaning = (&'static str, String);

/// The facts about the responses of an operation in the specification.
pub struct Facts {
    /// The pointers to the texts that every success has.
    promised: Vec<String>,
    /// The known status values, each with its outcome.
    statuses: Vec<(String, &'static str)>,
}

/// The specification, which is read once for all texts.
struct Specification {
    operations: BTreeMap<&'static str, Facts>,
    sensitive: BTreeSet<String>,
}

static SPECIFICATION: LazyLock<Specification> = LazyLock::new(|| {
    let api = api();
    let facts = NAMES.iter().map(|name| {
        let operation = operation(&api, name);
        let facts = Facts {
            promised: promised(&api, operation),
            statuses: statuses(operation),
        };
        (*name, facts)
    });
    Specification {
        operations: facts.collect(),
        sensitive: sensitive_names(&api),
    }
});

/// A response of any operation.
pub trait Read: Serialize + DeserializeOwned + PartialEq + Debug {
    /// The name of the operation.
    const NAME: &'static str;

    fn read(json: &[u8]) -> Result<Self, DecodeError>;
    fn meaning(&self) -> Meaning;
}

macro_rules! read {
    ($($name:ident $samples:literal $($module:ident)::+;)*) => {
        $(use antom::$($module)::+ as $name;)*

        const NAMES: &[&str] = &[$($samples),*];

        $(impl Read for $name::Response {
            const NAME: &'static str = $samples;

            fn read(json: &[u8]) -> Result<Self, DecodeError> {
                Self::from_json(json)
            }

            fn meaning(&self) -> Meaning {
                let outcome = self.outcome();
                let word = match &outcome {
                    $name::Outcome::Success(_) => "success",
                    $name::Outcome::Failure(failure) => {
                        let _ = failure.retry();
                        "failure"
                    }
                    $name::Outcome::Unknown(unknown) => {
                        let _ = unknown.retry();
                        "unknown"
                    }
                    $name::Outcome::Malformed(_) => "malformed",
                };
                (word, format!("{outcome:?}"))
            }
        })*

        /// Checks responses of every operation.
        pub fn responses(json: &[u8]) {
            $(response::<$name::Response>(json);)*
        }

        /// Checks requests of every operation: what is read can be validated, and has the
        /// same violations after a round-trip.
        pub fn requests(json: &[u8]) {
            $(request::<$name::Request>(json, $name::Request::from_json);)*
        }
    };
}

antom_tests::operations!(read);

/// Checks that a response has the meaning of its simple reading, survives a round-trip,
/// and never shows sensitive values.
fn response<R: Read>(json: &[u8]) {
    let read = R::read(json);
    let plain = serde_json::from_slice::<R>(json).ok();
    if plain.is_some() || !may_be_worked_around(json) {
        assert_eq!(
            read.as_ref().ok(),
            plain.as_ref(),
            "plain serde reads otherwise"
        );
    }
    match &read {
        Ok(response) => {
            check_meaning(response, json);
            let again = survives(response, R::read, plain::without_empty_objects);
            assert_eq!(again.meaning().0, response.meaning().0);
        }
        Err(error) => check_result(error, json),
    }
    shows_nothing(json, |json| match R::read(json) {
        Ok(response) => Ok(format!(
            "{response:?} {response:#?} {}",
            response.meaning().1
        )),
        Err(error) => Err(error),
    });
}

/// Returns true if a response may be readable although its text is not valid JSON.
fn may_be_worked_around(json: &[u8]) -> bool {
    let has = |part: &[u8]| json.windows(part.len()).any(|window| window == part);
    json.starts_with("\u{feff}".as_bytes())
        || str::from_utf8(json).is_err()
        || has(b"\\ud")
        || has(b"\\uD")
}

fn check_meaning<R: Read>(response: &R, json: &[u8]) {
    let (word, _) = response.meaning();
    // A text that the simple reader refuses is judged by its round-trip.
    let message = serde_json::from_slice(json)
        .or_else(|_| serde_json::to_value(response))
        .expect("a response is JSON");
    let facts = &SPECIFICATION.operations[R::NAME];
    let complete = facts
        .promised
        .iter()
        .all(|pointer| plain::text(&message, pointer).is_some_and(|text| !text.is_empty()));
    let status = plain::text(&message, "/result/resultStatus");
    let mut known = facts.statuses.iter();
    let expected = match known.find(|(text, _)| Some(text) == status.as_ref()) {
        Some((_, "success")) if !complete => "malformed",
        Some((_, outcome)) => outcome,
        None => "malformed",
    };
    assert_eq!(word, expected, "{message}");
}

/// Checks that an error has the result of the simple reading, if there is one.
fn check_result(error: &DecodeError, json: &[u8]) {
    check_place(error, json);
    let Ok(message) = serde_json::from_slice::<Value>(json) else {
        return;
    };
    let stated = error.result();
    for (name, found) in [
        ("resultStatus", stated.and_then(|result| result.status())),
        ("resultCode", stated.and_then(|result| result.code())),
        ("resultMessage", stated.and_then(|result| result.message())),
    ] {
        // Of duplicate members, the simple reading keeps the last.
        if plain::occurs_once(json, name) && plain::occurs_once(json, "result") {
            let plain = plain::text(&message, &format!("/result/{name}"));
            assert_eq!(found, plain.as_deref(), "{name} of {message}");
        }
    }
}

/// Checks that the place of an error is in the text, with the names on its pointer.
fn check_place(error: &DecodeError, json: &[u8]) {
    let lines = json.split(|byte| *byte == b'\n').count();
    assert!((1..=lines).contains(&error.line()), "{error}");
    assert!(error.column() <= json.len() + 1, "{error}");
    let expected = format!(
        "cannot read {} (line {}, column {}): {}",
        if error.pointer().is_empty() {
            "(whole message)"
        } else {
            error.pointer()
        },
        error.line(),
        error.column(),
        error.kind()
    );
    assert_eq!(error.to_string(), expected, "nothing but this is printed");
}

fn request<R>(json: &[u8], read: fn(&[u8]) -> Result<R, DecodeError>)
where
    R: Operation + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let plain = serde_json::from_slice::<R>(json).ok();
    match read(json) {
        Ok(request) => {
            assert_eq!(
                Some(&request),
                plain.as_ref(),
                "plain serde reads otherwise"
            );
            let again = survives(&request, read, |message| message);
            assert_eq!(again.validate(), request.validate());
            assert_eq!(again.advisories(), request.advisories());
        }
        Err(error) => {
            assert!(plain.is_none(), "plain serde reads it");
            assert_eq!(error.result(), None);
            check_place(&error, json);
        }
    }
    shows_nothing(json, |json| match read(json) {
        Ok(request) => {
            let advisories = request.advisories();
            let advice: Vec<String> = advisories.iter().map(ToString::to_string).collect();
            let found = request.validate().err();
            let violations = found.as_ref().map(ToString::to_string);
            Ok(format!(
                "{request:?} {request:#?} {advisories:?} {advice:?} {found:?} {violations:?}"
            ))
        }
        Err(error) => Err(error),
    });
}

/// Writes a message, reads it again, and checks that it is the same.
fn survives<M>(
    message: &M,
    read: fn(&[u8]) -> Result<M, DecodeError>,
    plain_form: fn(Value) -> Value,
) -> M
where
    M: Serialize,
{
    let written = serde_json::to_vec(message).expect("a message can be written");
    let again = read(&written).unwrap_or_else(|error| {
        panic!("{error}: {}", String::from_utf8_lossy(&written));
    });
    let [first, second] = [message, &again]
        .map(|message| plain_form(serde_json::to_value(message).expect("a message is JSON")));
    assert!(plain::same(&first, &second), "{first} became {second}");
    again
}

/// Reads the text with markers in it, and checks that the output shows none.
fn shows_nothing(json: &[u8], show: impl Fn(&[u8]) -> Result<String, DecodeError>) {
    if json
        .windows(MARKER.len())
        .any(|window| window == MARKER.as_bytes())
    {
        return;
    }
    let sensitive = planted(json, |name| SPECIFICATION.sensitive.contains(name));
    if let Ok(shown) = show(&sensitive) {
        assert!(!shown.contains(MARKER), "{shown}");
    }
    // Errors show the status and the code, but no other value.
    let values = planted(json, |name| !["resultStatus", "resultCode"].contains(&name));
    if let Err(error) = show(&values) {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(MARKER), "{shown}");
    }
}
