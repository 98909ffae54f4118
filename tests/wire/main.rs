//! Tests reading and writing with the generated crate: the documents' samples, and
//! unusual and malformed messages.

mod amounts;
mod answers;
mod floats;
mod foreign;
mod generic;
mod hostile;
mod redaction;
mod requests;
mod result_codes;
mod samples;
mod webhooks;

use antom::{create_payment_session, pay};
use create_payment_session::{cashier, easy_safe_pay};
use pay::entry_code;
use serde_json::Value;

/// Returns a sample by its path below `samples/`.
fn sample(path: &str) -> Vec<u8> {
    let path = antom_tests::root().join("tests/samples").join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn value(json: &[u8]) -> Value {
    serde_json::from_slice(json).expect("the test is given JSON")
}

/// Returns a valid request for the cashier.
fn cashier_request() -> cashier::Request {
    cashier::Request::from_json(&sample(
        "create_payment_session.cashier/request-card-data.json",
    ))
    .expect("the sample can be read")
}

fn easy_safe_pay_request() -> easy_safe_pay::Request {
    easy_safe_pay::Request::from_json(&sample("create_payment_session.easy_safe_pay/request.json"))
        .expect("the sample can be read")
}

fn entry_code_request() -> entry_code::Request {
    entry_code::Request::from_json(&sample("pay.entry_code/request-settlement.json"))
        .expect("the sample can be read")
}
