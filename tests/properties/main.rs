//! Arbitrary messages, made from the specification's model and then changed at
//! random. Requests are read and validated by the crate, and judged by a
//! validator of JSON Schema that knows the specification alone: both have to
//! say the same. Responses survive reading and writing.

mod amounts;
mod conditions;
mod differences;
mod edits;
mod hostile;
mod judge;
mod messages;
mod moments;
mod runner;
mod uris;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::rc::Rc;

use antom::DecodeError;
use antom::create_payment_session::{cashier, easy_safe_pay};
use antom::pay::entry_code;
use antom_tests::instances::api;
use generator::model::{Api, Operation, TypeId};
use proptest::strategy::Strategy;
use proptest::test_runner::TestCaseError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use differences::Leniency;
use judge::Judge;

use messages::Messages;
use runner::try_all;

fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), TestCaseError> {
    if holds {
        Ok(())
    } else {
        Err(TestCaseError::fail(why()))
    }
}

fn operation<'a>(api: &'a Api, product: &str) -> &'a Operation {
    let mut operations = api.operations.iter();
    let found = operations.find(|operation| operation.product.wire == product);
    found.unwrap_or_else(|| panic!("there is no product {product}"))
}

/// What the cases of a run were like, so that none of the kinds is missing.
#[derive(Debug, Default)]
struct Tally {
    valid: u32,
    broken_once: u32,
    broken_more: u32,
    refused: u32,
    leniencies: BTreeSet<Leniency>,
}

impl Tally {
    fn check(&self) {
        let cases = self.valid + self.broken_once + self.broken_more + self.refused;
        let kinds = [self.valid, self.broken_once, self.broken_more, self.refused];
        assert!(
            kinds.iter().all(|kind| *kind > cases / 20),
            "the cases are of too few kinds: {self:?}"
        );
    }
}

/// A request's type, as the crate and the judge know it.
struct Requests<R> {
    api: Rc<Api>,
    id: TypeId,
    judge: Judge,
    read: fn(&[u8]) -> Result<R, DecodeError>,
    tally: RefCell<Tally>,
}

impl<R> Requests<R>
where
    R: antom::Operation + DeserializeOwned + PartialEq + Debug,
{
    /// Holds the crate and the judge to the same answer.
    fn agree(&self, json: &Value) -> Result<(), TestCaseError> {
        let (plain, leniencies) = differences::plain(&self.api, self.id, json);
        ensure((plain == *json) == leniencies.is_empty(), || {
            format!("{leniencies:?} makes {plain}")
        })?;
        let verdict = self.judge.judge(&plain);
        let read = (self.read)(json.to_string().as_bytes());
        let mut tally = self.tally.borrow_mut();
        match &read {
            Err(error) => {
                ensure(verdict.shape.contains(error.pointer()), || {
                    format!("{error}, but the judge says {verdict:?}")
                })?;
                tally.refused += 1;
            }
            Ok(request) => {
                let found = request.validate().err();
                let violations = found.iter().flatten();
                let places: BTreeSet<_> = violations.map(|it| it.pointer().to_owned()).collect();
                ensure(verdict.shape.is_empty() && places == verdict.rules, || {
                    format!("{found:?}, but the judge says {verdict:?}")
                })?;
                written(self.read, request, &plain)?;
                match places.len() {
                    0 => tally.valid += 1,
                    1 => tally.broken_once += 1,
                    _ => tally.broken_more += 1,
                }
            }
        }
        tally.leniencies.extend(leniencies);
        ensure(
            serde_json::from_value(json.clone()).ok() == read.ok(),
            || "plain serde reads it differently".to_owned(),
        )
    }
}

/// Checks how a message is written, and that it is read again as itself.
fn written<M, E>(
    read: impl Fn(&[u8]) -> Result<M, E>,
    message: &M,
    expected: &Value,
) -> Result<(), TestCaseError>
where
    M: Serialize + PartialEq,
    E: Debug,
{
    let text = serde_json::to_vec(message).expect("a message can be written");
    let value: Value = serde_json::from_slice(&text).expect("what is written is JSON");
    ensure(value == *expected, || format!("written as {value}"))?;
    let again = read(&text).map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
    ensure(again == *message, || "read again as another one".to_owned())
}

fn requests_agree<R>(product: &str, read: fn(&[u8]) -> Result<R, DecodeError>) -> Tally
where
    R: antom::Operation + DeserializeOwned + PartialEq + Debug,
{
    let api = Rc::new(api());
    let operation = operation(&api, product);
    let (_, document) = operation.document.path.rsplit_once('/').expect("a path");
    let messages = Rc::new(Messages::new(Rc::clone(&api)));
    let requests = Requests {
        api: Rc::clone(&api),
        id: operation.request,
        judge: Judge::of(document),
        read,
        tally: RefCell::default(),
    };
    let strategy = edits::edited(&api, &messages, operation.request);
    try_all(&strategy, |json| requests.agree(&json));
    let tally = requests.tally.into_inner();
    tally.check();
    tally
}

fn responses_survive<R>(product: &str)
where
    R: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let api = Rc::new(api());
    let response = operation(&api, product).response;
    let messages = Messages::new(Rc::clone(&api));
    let responses = messages
        .object(response)
        .prop_map(messages::without_empty_objects);
    try_all(&responses, |json| {
        let response: R = serde_json::from_value(json.clone())
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        written(|text| serde_json::from_slice::<R>(text), &response, &json)
    });
}

#[test]
fn validation_of_the_cashier_agrees_with_the_schema() {
    let tally = requests_agree("cashier", cashier::Request::from_json);
    let all = BTreeSet::from(Leniency::ALL);
    assert_eq!(tally.leniencies, all, "one of the leniencies is not met");
}

#[test]
fn validation_of_easy_safe_pay_agrees_with_the_schema() {
    requests_agree("easy_safe_pay", easy_safe_pay::Request::from_json);
}

#[test]
fn validation_of_entry_codes_agrees_with_the_schema() {
    requests_agree("entry_code", entry_code::Request::from_json);
}

#[test]
fn responses_survive_reading_and_writing() {
    responses_survive::<cashier::Response>("cashier");
    responses_survive::<easy_safe_pay::Response>("easy_safe_pay");
    responses_survive::<entry_code::Response>("entry_code");
}
