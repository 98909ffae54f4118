//! Tests an operation in the form of generated code, and the trait of all responses.

use serde::{Serialize, Serializer};

use crate::model::Order;
use crate::support::{
    self, Advisory, CodeFacts, DecodeError, Operation, OutcomeKind, Response, Retry, Unrecognized,
    Violations, advisories, sealed, violations,
};

#[derive(Clone, Debug)]
struct Place(Order);

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl sealed::Sealed for Place {}
impl sealed::Sealed for Order {}

impl Operation for Place {
    const ID: &'static str = "placeOrder";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/orders";
    type Response = Order;
    type ResultCode = Code;

    fn validate(&self) -> Result<(), Violations> {
        violations(&self.0)
    }

    fn advisories(&self) -> Vec<Advisory> {
        advisories(&self.0)
    }
}

impl Response for Order {
    type ResultCode = Code;

    fn from_json(json: &[u8]) -> Result<Self, DecodeError> {
        Order::from_json(json)
    }

    fn status(&self) -> Option<&str> {
        None
    }

    fn code(&self) -> Option<&str> {
        None
    }

    fn message(&self) -> Option<&str> {
        None
    }

    fn outcome_kind(&self) -> OutcomeKind {
        OutcomeKind::Malformed
    }
}

#[derive(Clone, Debug)]
pub enum Code {
    Done,
    Gone,
    Unrecognized(Unrecognized),
}

impl Code {
    const KNOWN: &'static [&'static str] = &["DONE", "GONE"];

    fn as_str(&self) -> &str {
        match self {
            Self::Done => "DONE",
            Self::Gone => "GONE",
            Self::Unrecognized(value) => value.as_str(),
        }
    }

    fn of_text(text: &str) -> Self {
        match text {
            "DONE" => Self::Done,
            "GONE" => Self::Gone,
            _ => Self::Unrecognized(Unrecognized::new(text)),
        }
    }

    fn facts(&self) -> Option<CodeFacts> {
        let (status, outcome, retry) = match self {
            Self::Done => ("S", OutcomeKind::Success, Retry::NotNeeded),
            Self::Gone => ("F", OutcomeKind::Failure, Retry::NewRequestId),
            Self::Unrecognized(_) => return None,
        };
        Some(CodeFacts {
            status,
            outcome,
            message: "It is so.",
            action: "Go on.",
            retry,
            is_listed: true,
        })
    }
}

support::open_enum!(Code);
support::result_code!(Code);

fn exchange<O: Operation>(request: &O) -> Result<O::Response, DecodeError> {
    assert_eq!(
        (O::ID, O::METHOD, O::PATH),
        ("placeOrder", "POST", "/orders")
    );
    assert!(request.validate().is_err() && request.advisories().is_empty());
    O::Response::from_json(&serde_json::to_vec(request).expect("written"))
}

#[test]
fn generic_code_can_handle_any_operation() {
    let order = Order::default();
    assert_eq!(exchange(&Place(order.clone())), Ok(order));
}

/// A response with a given status, code and outcome.
#[derive(Clone, Debug)]
struct Said(Option<&'static str>, Option<&'static str>, OutcomeKind);

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl sealed::Sealed for Said {}

impl Response for Said {
    type ResultCode = Code;

    fn from_json(_json: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self(None, None, OutcomeKind::Malformed))
    }

    fn status(&self) -> Option<&str> {
        self.0
    }

    fn code(&self) -> Option<&str> {
        self.1
    }

    fn message(&self) -> Option<&str> {
        None
    }

    fn outcome_kind(&self) -> OutcomeKind {
        self.2
    }
}

#[test]
fn advice_follows_the_status_and_a_malformed_response_has_none() {
    use OutcomeKind::{Failure, Malformed, Success, Unknown};
    let cases = [
        (Some("S"), Some("DONE"), Success, Some(Retry::NotNeeded)),
        (Some("S"), Some("GONE"), Success, Some(Retry::NotNeeded)),
        (Some("S"), None, Success, Some(Retry::NotNeeded)),
        (Some("S"), Some("DONE"), Malformed, None),
        (Some("F"), Some("GONE"), Failure, Some(Retry::NewRequestId)),
        (Some("F"), Some("DONE"), Failure, None),
        (Some("F"), Some("NEW"), Failure, None),
        (Some("F"), None, Failure, None),
        (Some("U"), Some("GONE"), Unknown, None),
        (None, Some("GONE"), Malformed, None),
    ];
    for (status, code, kind, expected) in cases {
        let said = Said(status, code, kind);
        assert_eq!(said.retry(), expected, "{said:?}");
    }
}

#[test]
fn a_code_returns_its_facts() {
    let known = Code::from("GONE");
    assert_eq!(
        (known.status(), known.retry()),
        (Some("F"), Some(Retry::NewRequestId))
    );
    assert_eq!(
        (known.message(), known.action()),
        (Some("It is so."), Some("Go on."))
    );
    assert!(known.is_listed());
    assert!(Code::known().eq(["DONE", "GONE"]));
    let unknown = Code::from("NEW");
    assert_eq!((unknown.status(), unknown.retry()), (None, None));
    assert_eq!((unknown.message(), unknown.action()), (None, None));
    assert!(!unknown.is_listed());
}
