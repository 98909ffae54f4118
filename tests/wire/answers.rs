//! Responses of all operations behind one type: their readers, and a message of each with
//! every member, which tests damage.

use antom::{DecodeError, Response, ResultCode as _, Retry};
use antom_tests::instances::{self, api, full};
use generator::model::Api;
use serde_json::{Value, json};

/// The facts of a response.
#[derive(Debug, PartialEq)]
pub struct Answer {
    /// The outcome in one word.
    pub outcome: &'static str,
    pub code: Option<String>,
    pub advice: Option<Retry>,
    /// The advice, by the trait that all responses implement.
    pub next: Option<Retry>,
    /// The response written back.
    pub written: Value,
}

/// A code with its usual status and its advice.
pub type Code = (&'static str, String, Option<Retry>);

/// An operation whose responses can be read.
pub struct Operation {
    /// The name of the samples.
    pub name: &'static str,
    /// The known codes.
    pub codes: Vec<Code>,
    /// The known status values, each with its outcome.
    pub statuses: Vec<(String, &'static str)>,
    pub read: Read,
    /// The pointers to the texts that every success has.
    promised: Vec<String>,
    /// A response with every member.
    whole: Value,
}

pub type Read = fn(&[u8]) -> Result<Answer, DecodeError>;

macro_rules! operations_of {
    ($($name:ident $samples:literal $($module:ident)::+;)*) => {
        $(use antom::$($module)::+ as $name;)*

        /// Returns every operation of the crate.
        pub fn operations() -> Vec<Operation> {
            let api = api();
            vec![$(Operation::new(&api, $samples, codes::<$name::Request>(), |json| {
                let response = $name::Response::from_json(json)?;
                let (outcome, code, advice) = match response.outcome() {
                    $name::Outcome::Success(success) => ("success", success.code, None),
                    $name::Outcome::Failure(failure) => {
                        ("failure", failure.code.clone(), failure.retry())
                    }
                    $name::Outcome::Unknown(unknown) => {
                        ("unknown", unknown.code.clone(), unknown.retry())
                    }
                    $name::Outcome::Malformed(malformed) => ("malformed", malformed.code, None),
                };
                let answer = Answer {
                    outcome,
                    code: code.map(|code| code.to_string()),
                    advice,
                    next: response.retry(),
                    written: serde_json::to_value(&response).expect("it can be written"),
                };
                agrees(&response, &answer);
                match response.clone().into_success() {
                    Ok(_) => assert_eq!(outcome, "success"),
                    Err(same) => assert!(*same == response && outcome != "success"),
                }
                Ok(answer)
            })),*]
        }
    };
}

antom_tests::operations!(operations_of);

/// Returns the codes that an operation knows.
fn codes<O: antom::Operation<Response: Response>>() -> Vec<Code> {
    type CodeOf<O> = <<O as antom::Operation>::Response as Response>::ResultCode;
    let codes = CodeOf::<O>::KNOWN.iter().map(|text| {
        let code = CodeOf::<O>::from(text);
        let status = code.status().expect("a known code has a usual status");
        (*text, status.to_owned(), code.retry())
    });
    codes.collect()
}

/// Checks that the trait and the operation's own types agree.
fn agrees<R: Response>(response: &R, answer: &Answer) {
    assert_eq!(response.outcome_kind().as_str(), answer.outcome);
    assert_eq!(response.code(), answer.code.as_deref());
    let text = |pointer| answer.written.pointer(pointer).and_then(Value::as_str);
    assert_eq!(response.status(), text("/result/resultStatus"));
    assert_eq!(response.message(), text("/result/resultMessage"));
    match answer.outcome {
        "success" => assert!(answer.next.is_some(), "{response:?}"),
        _ => assert_eq!(answer.next, answer.advice, "{response:?}"),
    }
}

impl Operation {
    fn new(api: &Api, name: &'static str, codes: Vec<Code>, read: Read) -> Self {
        let operation = instances::operation(api, name);
        Self {
            name,
            codes,
            statuses: instances::statuses(operation),
            read,
            promised: instances::promised(api, operation),
            whole: full(api, operation.response().expect("the response is a type")),
        }
    }

    /// Returns a response with every member and this status.
    pub fn whole(&self, status: &str) -> Value {
        let mut response = self.whole.clone();
        response["result"] = json!({
            "resultCode": "SUCCESS", "resultMessage": "message", "resultStatus": status,
        });
        response
    }

    /// Returns a status with this outcome.
    pub fn status_of(&self, outcome: &str) -> &str {
        let mut statuses = self.statuses.iter();
        let found = statuses.find(|(_, known)| *known == outcome);
        found.map_or("", |(status, _)| status)
    }

    /// Returns true if a message has everything that a success has.
    fn is_complete(&self, message: &Value) -> bool {
        self.promised.iter().all(|pointer| {
            let text = message.pointer(pointer).and_then(Value::as_str);
            text.is_some_and(|text| !text.is_empty())
        })
    }

    /// Returns the outcome of a status.
    pub fn meaning(&self, status: &str) -> Option<&'static str> {
        let mut statuses = self.statuses.iter();
        let found = statuses.find(|(known, _)| known == status);
        found.map(|(_, outcome)| *outcome)
    }

    /// Returns the expected outcome of a message by its status.
    pub fn outcome(&self, message: &Value) -> &'static str {
        let stated = message
            .pointer("/result/resultStatus")
            .and_then(Value::as_str);
        match stated.and_then(|status| self.meaning(status)) {
            Some("success") if !self.is_complete(message) => "malformed",
            Some(outcome) => outcome,
            None => "malformed",
        }
    }
}

/// Returns pointers to every member, of objects at any depth.
pub fn members(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => {
            let inner = members.iter().flat_map(|(name, value)| {
                let below = self::members(value).into_iter();
                std::iter::once(String::new())
                    .chain(below)
                    .map(move |at| format!("/{name}{at}"))
            });
            inner.collect()
        }
        Value::Array(items) => {
            let inner = items.iter().enumerate().flat_map(|(index, item)| {
                let below = self::members(item).into_iter();
                below.map(move |at| format!("/{index}{at}"))
            });
            inner.collect()
        }
        _ => Vec::new(),
    }
}

/// Removes a member from a message, and returns its value.
pub fn remove(message: &mut Value, pointer: &str) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer to a member");
    let parent = message.pointer_mut(parent).and_then(Value::as_object_mut);
    let removed = parent.and_then(|parent| parent.remove(name));
    removed.expect("the member is there")
}

/// The order in which the members of objects are written.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Order {
    Forwards,
    Backwards,
}

/// A function that edits a member's `"name":value`; it also takes its pointer.
pub type Edit<'a> = &'a dyn Fn(&str, Vec<u8>) -> Vec<u8>;

/// Writes JSON, and edits each member.
pub fn text(value: &Value, order: Order, edit: Edit<'_>) -> Vec<u8> {
    write(value, "", order, edit)
}

fn write(value: &Value, at: &str, order: Order, edit: Edit<'_>) -> Vec<u8> {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let at = format!("{at}/{name}");
                let mut member = format!("{}:", json!(name)).into_bytes();
                member.extend(write(value, &at, order, edit));
                edit(&at, member)
            });
            let mut members: Vec<Vec<u8>> = members.collect();
            if order == Order::Backwards {
                members.reverse();
            }
            [b"{".as_slice(), &members.join(&b','), b"}"].concat()
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            let items =
                items.map(|(index, item)| write(item, &format!("{at}/{index}"), order, edit));
            let items: Vec<Vec<u8>> = items.collect();
            [b"[".as_slice(), &items.join(&b','), b"]"].concat()
        }
        scalar => scalar.to_string().into_bytes(),
    }
}

/// Returns members unchanged.
pub fn untouched(_at: &str, member: Vec<u8>) -> Vec<u8> {
    member
}
