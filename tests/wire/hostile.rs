//! Tests damaged responses: no input panics, the outcome is never wrong, and an error
//! keeps the result of the message.

use antom::{DecodeError, DecodeErrorKind};
use serde_json::{Value, json};

use super::answers::{Answer, Operation, Order, members, operations, remove, text, untouched};
use super::sample;

const ORDERS: [Order; 2] = [Order::Forwards, Order::Backwards];

impl Operation {
    fn take(&self, message: &Value) -> Result<Answer, DecodeError> {
        (self.read)(message.to_string().as_bytes())
    }

    /// Reads a response that must be readable.
    #[track_caller]
    fn answer(&self, json: &[u8]) -> Answer {
        (self.read)(json).unwrap_or_else(|error| {
            let start = String::from_utf8_lossy(&json[..json.len().min(500)]);
            panic!("{}: {error}: {start}", self.name)
        })
    }
}

fn status(error: &DecodeError) -> Option<&str> {
    error.result().and_then(|result| result.status())
}

#[test]
fn unknown_members_change_nothing() {
    for operation in operations() {
        for (status, _) in &operation.statuses {
            let message = operation.whole(status);
            let expected = operation.answer(message.to_string().as_bytes());
            let objects = members(&message)
                .into_iter()
                .filter(|at| message.pointer(at).is_some_and(Value::is_object));
            for at in objects.chain([String::new()]) {
                let mut more = message.clone();
                let object = more
                    .pointer_mut(&at)
                    .and_then(Value::as_object_mut)
                    .expect("an object");
                object.insert(
                    "newMember".to_owned(),
                    json!({"resultStatus": "S", "x": [1, null]}),
                );
                let mut answer = operation.answer(more.to_string().as_bytes());
                let kept = answer.written.pointer_mut(&at);
                let kept = kept.and_then(Value::as_object_mut);
                let kept = kept.and_then(|members| members.remove("newMember"));
                assert!(kept.is_some(), "{at}");
                assert_eq!(answer, expected, "{at}");
            }
        }
    }
}

#[test]
fn the_status_decides_the_outcome_with_any_code() {
    for operation in operations() {
        let unheard = ("NEW_CODE", "-".to_owned(), None);
        for (code, usual, advice) in operation.codes.iter().chain([&unheard]) {
            for (status, outcome) in &operation.statuses {
                let mut message = operation.whole(status);
                message["result"]["resultCode"] = json!(code);
                let answer = operation.answer(message.to_string().as_bytes());
                assert_eq!(
                    answer.outcome,
                    operation.outcome(&message),
                    "{code} {status}"
                );
                assert_eq!(answer.code.as_deref(), Some(*code));
                let expected = advice.filter(|_| {
                    operation.meaning(usual) == Some(*outcome) && *outcome != "success"
                });
                assert_eq!(answer.advice, expected, "{code} {status}");
            }
        }
        for status in ["X", "s", "S ", "", "SUCCESS", "1"] {
            let message = operation.whole(status);
            assert_eq!(
                operation.answer(message.to_string().as_bytes()).outcome,
                "malformed"
            );
        }
    }
}

#[test]
fn members_come_in_any_order() {
    for operation in operations() {
        let message = operation.whole(operation.status_of("success"));
        let [forwards, backwards] =
            ORDERS.map(|order| operation.answer(&text(&message, order, &untouched)));
        assert_eq!(forwards, backwards);
        assert_eq!(forwards.outcome, "success");
        assert_eq!(forwards.written, message);
    }
}

/// Values that may occur in place of a text, each with the text that is read.
#[test]
fn any_text_or_native_value_is_read_as_text() {
    let long = "x".repeat(100_000);
    let taken = [
        (json!("NEW_VALUE"), "NEW_VALUE"),
        (json!(long), long.as_str()),
        (
            json!("\u{0}\u{7f}\"\\\u{10ffff}"),
            "\u{0}\u{7f}\"\\\u{10ffff}",
        ),
        (json!(7), "7"),
        (json!(-7), "-7"),
        (json!(u64::MAX), "18446744073709551615"),
        (json!(2.50), "2.5"),
        (json!(true), "true"),
        (json!(false), "false"),
    ];
    for operation in operations() {
        let message = operation.whole(operation.status_of("failure"));
        for at in texts(&message) {
            for (value, text) in &taken {
                let mut other = message.clone();
                *other.pointer_mut(&at).expect("the member is there") = value.clone();
                let answer = operation.answer(other.to_string().as_bytes());
                assert_eq!(answer.written.pointer(&at), Some(&json!(text)), "{at}");
                let expected = if at == "/result/resultStatus" {
                    "malformed"
                } else {
                    "failure"
                };
                assert_eq!(answer.outcome, expected, "{at}");
            }
        }
    }
}

/// Returns the members that may be any text, by their values from the model.
fn texts(message: &Value) -> Vec<String> {
    let all = members(message).into_iter();
    all.filter(|at| {
        let text = message.pointer(at).and_then(Value::as_str);
        text.is_some_and(|text| !["true", "7", "7.5"].contains(&text))
    })
    .collect()
}

#[test]
fn typed_scalars_are_read_from_native_values() {
    for operation in operations() {
        let message = operation.whole(operation.status_of("success"));
        let mut native = message.clone();
        for at in members(&message) {
            let place = native.pointer_mut(&at).expect("the member is there");
            let parsed = place
                .as_str()
                .and_then(|text| serde_json::from_str::<Value>(text).ok());
            *place = parsed.unwrap_or_else(|| place.clone());
        }
        assert_eq!(
            operation.answer(native.to_string().as_bytes()).written,
            message
        );
    }
}

/// A member that is missing or empty is absent or an error, and never turns another
/// outcome into a success.
#[test]
fn members_may_be_missing_or_empty() {
    for operation in operations() {
        for (status_of, _) in &operation.statuses {
            let message = operation.whole(status_of);
            for at in members(&message) {
                let mut without = message.clone();
                let value = remove(&mut without, &at);
                check_damage(&operation, &without, &without, &at, status_of);
                for nothing in [json!(null), json!(""), json!({}), json!([])] {
                    let mut with = message.clone();
                    *with.pointer_mut(&at).expect("the member is there") = nothing.clone();
                    // Only the type of a text knows whether the text may be empty.
                    let is_read_as_absent = || {
                        let taken = operation.take(&with);
                        taken.is_ok_and(|answer| answer.written == without)
                    };
                    let is_absent = nothing.is_null()
                        || (nothing == json!({}) && value.is_object())
                        || (nothing == json!("") && is_read_as_absent());
                    let meant = if is_absent { &without } else { &with };
                    check_damage(&operation, &with, meant, &at, status_of);
                }
            }
        }
    }
}

fn check_damage(operation: &Operation, message: &Value, meant: &Value, at: &str, status_of: &str) {
    match operation.take(message) {
        Ok(answer) => {
            assert_eq!(
                answer.outcome,
                operation.outcome(meant),
                "{at} in {message}"
            );
            assert!(meant != message || answer.written == *meant || meant.pointer(at).is_none());
        }
        Err(error) => {
            assert_eq!(error.pointer(), at, "{message}");
            let hidden = at.starts_with("/result/") || at == "/result";
            assert!(hidden || status(&error) == Some(status_of), "{message}");
            assert_ne!(status(&error).unwrap_or(status_of), "");
        }
    }
}

#[test]
fn a_duplicate_member_is_refused_and_the_result_kept() {
    for operation in operations() {
        let message = operation.whole(operation.status_of("failure"));
        for (at, order) in members(&message)
            .iter()
            .flat_map(|at| ORDERS.map(|order| (at, order)))
        {
            let twice = |here: &str, member: Vec<u8>| {
                if here == at {
                    [member.as_slice(), b",", &member].concat()
                } else {
                    member
                }
            };
            let error = (operation.read)(&text(&message, order, &twice)).expect_err(at);
            assert_eq!(
                (error.pointer(), error.kind()),
                (at.as_str(), DecodeErrorKind::Duplicate)
            );
            assert_eq!(status(&error), Some("F"), "both say the same of {at}");
        }
        for (first, second) in [("S", "F"), ("F", "S")] {
            let json = format!(
                r#"{{"result":{{"resultStatus":"{first}"}},"result":{{"resultStatus":"{second}"}}}}"#
            );
            let error = (operation.read)(json.as_bytes()).expect_err("which one?");
            assert_eq!(status(&error), None);
        }
    }
}

#[test]
fn invalid_utf8_is_refused_and_the_result_kept() {
    for operation in operations() {
        let message = operation.whole(operation.status_of("failure"));
        for at in texts(&message) {
            for wrong in [
                b"\xff".as_slice(),
                b"\xc0\x80",
                b"\xed\xa0\x80",
                b"\n",
                br"\ud800",
                br"\x",
            ] {
                let spoil = |here: &str, mut member: Vec<u8>| {
                    if here == at {
                        member.truncate(member.len() - 1);
                        member.extend([wrong, b"\""].concat());
                    }
                    member
                };
                let json = text(&message, Order::Backwards, &spoil);
                let error = (operation.read)(&json).expect_err(&at);
                assert_eq!(
                    (error.pointer(), error.kind()),
                    (at.as_str(), DecodeErrorKind::Syntax)
                );
                // Written backwards, the names are in the order from Z to A.
                let hidden = at.as_str() >= "/result/resultStatus";
                assert!(hidden || status(&error) == Some("F"), "{at}: {error:?}");
            }
        }
    }
}

/// Returns true if a message has this place. A list also has the place after its last
/// item, where the next item could begin.
fn is_a_place(message: &Value, pointer: &str) -> bool {
    let next_item = || {
        let (list, index) = pointer.rsplit_once('/')?;
        let items = message.pointer(list)?.as_array()?;
        Some(index == items.len().to_string())
    };
    message.pointer(pointer).is_some() || next_item() == Some(true)
}

#[test]
fn a_truncated_response_is_an_error_that_keeps_the_result() {
    for operation in operations() {
        for name in ["success", "failure", "unknown"] {
            let json = sample(&format!("{}/response-{name}.json", operation.name));
            let json = json.trim_ascii_end();
            let expected = operation.answer(json).outcome;
            assert_eq!(expected, name);
            let message: Value = serde_json::from_slice(json).expect("a sample is JSON");
            let stated = message
                .pointer("/result/resultStatus")
                .and_then(Value::as_str);
            let mut seen = false;
            for length in 0..json.len() {
                let error = (operation.read)(&json[..length]).expect_err("it ends too early");
                assert_eq!(error.kind(), DecodeErrorKind::UnexpectedEnd);
                // A status that was readable stays readable.
                assert!(status(&error) == stated || (!seen && status(&error).is_none()));
                seen = status(&error).is_some();
                assert!(is_a_place(&message, error.pointer()), "{error:?}");
            }
            assert!(seen);
        }
    }
}

#[test]
fn deep_nesting_is_read() {
    for operation in operations() {
        for levels in [100, 127, 128, 100_000] {
            for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
                let deep = format!("{}1{}", open.repeat(levels), close.repeat(levels));
                let message = operation.whole(operation.status_of("failure"));
                // The filler is at the top, and at the start and the end of an object
                // inside.
                let into = |here: &str, member: Vec<u8>| {
                    if here.starts_with("/result") {
                        let new = format!(",\"new\":{deep}").into_bytes();
                        return if here == "/result" || here == "/result/resultStatus" {
                            [member, new].concat()
                        } else {
                            member
                        };
                    }
                    member
                };
                let answer = operation.answer(&text(&message, Order::Forwards, &into));
                assert_eq!(answer.outcome, "failure");
                assert_eq!(
                    answer.written.get("new").is_some(),
                    levels < 128,
                    "{levels}"
                );
                let open = format!("{{\"new\":{}", open.repeat(levels));
                let error = (operation.read)(open.as_bytes()).expect_err("it ends too early");
                assert_eq!(error.kind(), DecodeErrorKind::UnexpectedEnd);
            }
        }
        // The first bracket is an error if a text is expected.
        let deep = format!("{{\"result\":{{\"resultStatus\":{}", "[".repeat(100_000));
        let error = (operation.read)(deep.as_bytes()).expect_err("no text");
        assert_eq!(error.pointer(), "/result/resultStatus");
    }
}

#[test]
fn a_megabyte_of_filler_changes_nothing() {
    const SIZE: usize = 1_000_000;
    let long = "x".repeat(1_000);
    let many = (0..SIZE / 1_000).map(|index| format!("\"{long}{index}\":0,"));
    let many: Vec<String> = many.collect();
    let fillers = [
        " ".repeat(SIZE),
        format!("\"new\":\"{}\",", "x".repeat(SIZE)),
        format!(
            "\"new\":[{}0],",
            format!("\"{long}\",").repeat(SIZE / 1_000)
        ),
        many.concat(),
    ];
    for operation in operations() {
        for filler in &fillers {
            let message = operation.whole(operation.status_of("failure")).to_string();
            let json = format!("{{{filler}{}", &message[1..]);
            assert_eq!(operation.answer(json.as_bytes()).outcome, "failure");
            let cut = &json.as_bytes()[..json.len() - 1];
            let error = (operation.read)(cut).expect_err("it ends too early");
            assert_eq!(status(&error), Some("F"));
        }
    }
}

#[test]
fn only_members_with_unreadable_values_are_left_out() {
    for operation in operations() {
        for beyond in ["1e400", "-1e999", r#""\udc00""#, r#"[{"a":"\ud800x"}]"#] {
            let mut json = operation.whole(operation.status_of("success")).to_string();
            json.insert_str(1, &format!("\"new\":{beyond},\"newer\":1,"));
            let answer = operation.answer(json.as_bytes());
            assert_eq!(answer.outcome, "success");
            assert_eq!(answer.written.get("new"), None);
            assert_eq!(answer.written.get("newer"), Some(&json!(1)));
        }
    }
}
