//! Tests an operation in the form of generated code, and the trait of all responses.

use std::borrow::Cow;
use std::convert::Infallible;

use serde::{Serialize, Serializer};

use crate::model::Order;
use crate::support::{
    self, Advisory, Answer, AnswerError, Body, CodeFacts, DecodeError, DecodeErrorKind,
    EncodeError, Operation, OutcomeKind, Response, Retry, UndocumentedFailure, Unrecognized,
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
    type Error = Infallible;

    fn body(&self) -> Result<Option<Body>, EncodeError> {
        Body::json(self)
    }

    fn read(answer: &Answer<'_>) -> Result<Order, AnswerError<Infallible>> {
        answer.read(Self::ID, 200, Order::from_json)
    }

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
    const VARIANTS: &'static [Self] = &[Self::Done, Self::Gone];

    fn as_str(&self) -> &str {
        match self {
            Self::Done => "DONE",
            Self::Gone => "GONE",
            Self::Unrecognized(value) => value.as_str(),
        }
    }

    const FACTS: &'static [CodeFacts] = &[
        CodeFacts::success("DONE", "S", Retry::NotNeeded, "It is so.", "Go on."),
        CodeFacts::failure("GONE", "F", Retry::NewRequestId, "It is so.", "Go on."),
    ];
}

support::open_enum!(Code);
support::result_code!(Code);

fn exchange<O: Operation>(request: &O, status: u16) -> Result<O::Response, AnswerError<O::Error>> {
    assert_eq!(
        (O::ID, O::METHOD, O::PATH),
        ("placeOrder", "POST", "/orders")
    );
    assert!(request.validate().is_err() && request.advisories().is_empty());
    let body = request.body().expect("written").expect("a body");
    O::read(&Answer::new(status, &body.into_bytes().expect("in memory")))
}

#[test]
fn generic_code_can_handle_any_operation() {
    let order = Order::default();
    assert_eq!(exchange(&Place(order.clone()), 200), Ok(order.clone()));
    let error = exchange(&Place(order), 502).expect_err("the status is not documented");
    let error = error.into_decode_error();
    assert_eq!(error.kind(), DecodeErrorKind::UnexpectedStatus(502));
}

/// A request of an operation without a body, a result or a description of its response.
#[derive(Clone, Debug)]
struct Forget {
    name: &'static str,
}

impl sealed::Sealed for Forget {}

impl Operation for Forget {
    const ID: &'static str = "forgetPet";
    const METHOD: &'static str = "DELETE";
    const PATH: &'static str = "/pets/{name}";
    type Response = ();
    type Error = UndocumentedFailure;

    fn path(&self) -> Cow<'static, str> {
        Self::PATH.replace("{name}", self.name).into()
    }

    fn query(&self) -> String {
        "force=true".to_owned()
    }

    fn body(&self) -> Result<Option<Body>, EncodeError> {
        Ok(None)
    }

    fn read(answer: &Answer<'_>) -> Result<(), AnswerError<Self::Error>> {
        match answer.status {
            204 => answer.success(Self::ID, Answer::empty),
            _ => answer.other(Self::ID, &[]),
        }
    }

    fn validate(&self) -> Result<(), Violations> {
        Ok(())
    }

    fn advisories(&self) -> Vec<Advisory> {
        Vec::new()
    }
}

#[test]
fn an_operation_needs_no_body_and_no_result() {
    fn call<O: Operation>(request: &O, status: u16) -> (String, Option<Body>, Option<O::Response>) {
        let url = format!("{}?{}", request.path(), request.query());
        let response = O::read(&Answer::new(status, b""));
        (url, request.body().expect("written"), response.ok())
    }
    let request = Forget { name: "Rex" };
    let url = "/pets/Rex?force=true".to_owned();
    assert_eq!(call(&request, 204), (url.clone(), None, Some(())));
    assert_eq!(call(&request, 200), (url, None, None));
    assert!(request.headers().is_empty() && request.ids().is_empty());
    assert_eq!(Forget::result(b"{}"), None);
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
