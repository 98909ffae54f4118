//! Arbitrary messages, made from the specification's model, member by member:
//! what is valid survives and validates, what breaks one rule is told apart by
//! its place. The seed is fixed, so that a failure is the same everywhere.

mod conditions;
mod faults;
mod messages;

use std::fmt::Debug;
use std::rc::Rc;

use antom::create_payment_session::{cashier, easy_safe_pay};
use antom::pay::entry_code;
use antom_tests::instances::api;
use generator::model::{Api, TypeId};
use proptest::sample::Index;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

const CASES: u32 = 200;

/// Tries what `strategy` makes.
fn try_all<S: Strategy>(strategy: &S, check: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    if let Err(found) = TestRunner::new_with_rng(config, rng).run(strategy, check) {
        panic!("{found}");
    }
}

fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), TestCaseError> {
    if holds {
        Ok(())
    } else {
        Err(TestCaseError::fail(why()))
    }
}

/// Reads a message, and checks that it is written back equal.
fn survives<M>(json: &Value) -> Result<M, TestCaseError>
where
    M: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let fail = |error: serde_json::Error| TestCaseError::fail(error.to_string());
    let message: M = serde_json::from_value(json.clone()).map_err(fail)?;
    let text = serde_json::to_vec(&message).map_err(fail)?;
    let written: Value = serde_json::from_slice(&text).map_err(fail)?;
    ensure(written == *json, || format!("written as {written}"))?;
    let again: M = serde_json::from_slice(&text).map_err(fail)?;
    ensure(again == message, || format!("read again as {again:?}"))?;
    Ok(message)
}

/// The operation of a product: the types of its request and its response.
fn operation(api: &Api, product: &str) -> (TypeId, TypeId) {
    let operations = &mut api.operations.iter();
    let found = operations.find(|operation| operation.product.wire == product);
    let found = found.unwrap_or_else(|| panic!("there is no product {product}"));
    (found.request, found.response)
}

fn requests_survive<R>(product: &str)
where
    R: antom::Operation + DeserializeOwned + PartialEq + Debug,
{
    let api = Rc::new(api());
    let (request, _) = operation(&api, product);
    try_all(&messages::object(&api, request), |json| {
        let request: R = survives(&json)?;
        let verdict = request.validate();
        ensure(verdict.is_ok(), || format!("{verdict:?}"))
    });
}

fn responses_survive<R>(product: &str)
where
    R: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let api = Rc::new(api());
    let (_, response) = operation(&api, product);
    let responses = messages::object(&api, response).prop_map(messages::without_empty_objects);
    try_all(&responses, |json| survives::<R>(&json).map(|_| ()));
}

fn single_faults_are_placed<R>(product: &str)
where
    R: antom::Operation + DeserializeOwned,
{
    let api = Rc::new(api());
    let (request, _) = operation(&api, product);
    let messages = (
        messages::object(&api, request),
        proptest::arbitrary::any::<Index>(),
    );
    try_all(&messages, |(mut json, index)| {
        let faults = faults::all(&api, request, &json);
        let fault = index.get(&faults);
        let place = json.pointer_mut(&fault.pointer);
        *place.expect("a fault stands at a member that is there") = fault.value.clone();
        let request: R =
            serde_json::from_value(json).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let found = request.validate().err();
        let places = found.iter().flatten().map(antom::Violation::pointer);
        let right = found.is_some() && places.into_iter().all(|place| place == fault.pointer);
        ensure(right, || format!("planted {fault:?}, found {found:?}"))
    });
}

#[test]
fn requests_to_the_cashier_survive() {
    requests_survive::<cashier::Request>("cashier");
}

#[test]
fn requests_of_easy_safe_pay_survive() {
    requests_survive::<easy_safe_pay::Request>("easy_safe_pay");
}

#[test]
fn requests_of_entry_codes_survive() {
    requests_survive::<entry_code::Request>("entry_code");
}

#[test]
fn responses_survive_reading_and_writing() {
    responses_survive::<cashier::Response>("cashier");
    responses_survive::<easy_safe_pay::Response>("easy_safe_pay");
    responses_survive::<entry_code::Response>("entry_code");
}

#[test]
fn a_single_fault_is_told_with_its_place() {
    single_faults_are_placed::<cashier::Request>("cashier");
    single_faults_are_placed::<easy_safe_pay::Request>("easy_safe_pay");
    single_faults_are_placed::<entry_code::Request>("entry_code");
}
