//! What must hold for any bytes that are read as a message.
//!
//! What a response means is judged by a plain reading of the same text, which
//! knows nothing of the crate under test.

mod plant;

use std::fmt::Debug;

use antom::create_payment_session::{cashier, easy_safe_pay};
use antom::pay::entry_code;
use antom::{DecodeError, Operation};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use plant::SENSITIVE;
use plant::{MARKER, planted};

use super::plain;

/// What a response means, in a word, and what is printed of it.
pub type Meaning = (&'static str, String);

/// A response of any operation.
pub trait Read: Serialize + DeserializeOwned + PartialEq + Debug {
    /// Pointers to the texts that every success has.
    const PROMISED: &'static [&'static str];

    fn read(json: &[u8]) -> Result<Self, DecodeError>;
    fn meaning(&self) -> Meaning;
}

macro_rules! read {
    ($product:ident, $promised:expr) => {
        impl Read for $product::Response {
            const PROMISED: &'static [&'static str] = &$promised;

            fn read(json: &[u8]) -> Result<Self, DecodeError> {
                Self::from_json(json)
            }

            fn meaning(&self) -> Meaning {
                let outcome = self.outcome();
                let word = match &outcome {
                    $product::Outcome::Success(_) => "success",
                    $product::Outcome::Failure(failure) => {
                        let _ = failure.retry();
                        "failure"
                    }
                    $product::Outcome::Unknown(unknown) => {
                        let _ = unknown.retry();
                        "unknown"
                    }
                    $product::Outcome::Malformed(_) => "malformed",
                };
                (word, format!("{outcome:?}"))
            }
        }
    };
}

const SESSION: [&str; 3] = [
    "/paymentSessionId",
    "/paymentSessionData",
    "/paymentSessionExpiryTime",
];

read!(cashier, SESSION);
read!(easy_safe_pay, SESSION);
read!(entry_code, ["/redirectActionForm/redirectUrl"]);

/// A response is understood as a plain reading has it, survives being written,
/// and shows nothing that it should not.
pub fn response<R: Read>(json: &[u8]) {
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

/// Whether a response is more readable than its text is as JSON.
fn may_be_worked_around(json: &[u8]) -> bool {
    let has = |part: &[u8]| json.windows(part.len()).any(|window| window == part);
    json.starts_with("\u{feff}".as_bytes())
        || str::from_utf8(json).is_err()
        || has(b"\\ud")
        || has(b"\\uD")
}

fn check_meaning<R: Read>(response: &R, json: &[u8]) {
    let (word, _) = response.meaning();
    // A text that the plain reader refuses is judged by what became of it.
    let message = serde_json::from_slice(json)
        .or_else(|_| serde_json::to_value(response))
        .expect("a response is JSON");
    let complete = R::PROMISED
        .iter()
        .all(|pointer| plain::text(&message, pointer).is_some_and(|text| !text.is_empty()));
    let expected = match plain::text(&message, "/result/resultStatus").as_deref() {
        Some("S") if complete => "success",
        Some("F") => "failure",
        Some("U") => "unknown",
        _ => "malformed",
    };
    assert_eq!(word, expected, "{message}");
}

/// An error states the result that a plain reading finds, if there is one.
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
        // Of two members of one name, the plain reading has the last.
        if plain::occurs_once(json, name) && plain::occurs_once(json, "result") {
            let plain = plain::text(&message, &format!("/result/{name}"));
            assert_eq!(found, plain.as_deref(), "{name} of {message}");
        }
    }
}

/// The place of an error lies in the text, and the names on the way are in it.
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

/// Requests of every operation: what is read can be judged, and survives being
/// written with the same verdict.
pub fn requests(json: &[u8]) {
    request::<cashier::Request>(json, cashier::Request::from_json);
    request::<easy_safe_pay::Request>(json, easy_safe_pay::Request::from_json);
    request::<entry_code::Request>(json, entry_code::Request::from_json);
}

fn request<R>(json: &[u8], read: fn(&[u8]) -> Result<R, DecodeError>)
where
    R: Operation + DeserializeOwned + PartialEq + Debug,
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

/// Writes a message and reads it again, which is the same in its plain form.
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

/// Reads the text with markers in it, and looks for them in what is shown.
fn shows_nothing(json: &[u8], show: impl Fn(&[u8]) -> Result<String, DecodeError>) {
    if json
        .windows(MARKER.len())
        .any(|window| window == MARKER.as_bytes())
    {
        return;
    }
    let sensitive = planted(json, |name| SENSITIVE.contains(&name));
    if let Ok(shown) = show(&sensitive) {
        assert!(!shown.contains(MARKER), "{shown}");
    }
    // Status and code are shown in errors, but no other value at all.
    let values = planted(json, |name| !["resultStatus", "resultCode"].contains(&name));
    if let Err(error) = show(&values) {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(MARKER), "{shown}");
    }
}
