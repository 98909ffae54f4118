//! Samples and examples of all documents: read, valid, understood and written
//! back equal.

use std::fs;

use antom_tests::root;
use serde_json::Value;

use super::value;

/// Makes the functions that read and write one product's messages.
macro_rules! product {
    ($name:ident) => {
        mod $name {
            use super::*;
            use crate::$name::{Outcome, Request, Response};

            /// The request written back, and what its validation says.
            pub fn request(json: &[u8]) -> (Value, String) {
                let request = Request::from_json(json).unwrap_or_else(|error| panic!("{error}"));
                let verdict = request
                    .validate()
                    .map_or_else(|found| found.to_string(), |()| String::new());
                assert_eq!(
                    serde_json::from_slice::<Request>(json).expect("plain serde reads it"),
                    request
                );
                (
                    serde_json::to_value(&request).expect("it can be written"),
                    verdict,
                )
            }

            /// The response written back, and its outcome in one word.
            pub fn response(json: &[u8]) -> (Value, &'static str) {
                let response = Response::from_json(json).unwrap_or_else(|error| panic!("{error}"));
                let outcome = match response.outcome() {
                    Outcome::Success(_) => "success",
                    Outcome::Failure(_) => "failure",
                    Outcome::Unknown(_) => "unknown",
                    Outcome::Malformed(_) => "malformed",
                };
                (
                    serde_json::to_value(&response).expect("it can be written"),
                    outcome,
                )
            }
        }
    };
}

product!(cashier);
product!(easy_safe_pay);
product!(entry_code);

/// A product: the folder of its samples, its document, its readers.
struct Product {
    samples: &'static str,
    document: &'static str,
    request: fn(&[u8]) -> (Value, String),
    response: fn(&[u8]) -> (Value, &'static str),
}

const PRODUCTS: [Product; 3] = [
    Product {
        samples: "create_payment_session.cashier",
        document: "create-payment-session.cashier.yaml",
        request: cashier::request,
        response: cashier::response,
    },
    Product {
        samples: "create_payment_session.easy_safe_pay",
        document: "create-payment-session.easy-safe-pay.yaml",
        request: easy_safe_pay::request,
        response: easy_safe_pay::response,
    },
    Product {
        samples: "pay.entry_code",
        document: "pay.entry-code.yaml",
        request: entry_code::request,
        response: entry_code::response,
    },
];

impl Product {
    fn check_request(&self, name: &str, json: &[u8]) {
        let (written, verdict) = (self.request)(json);
        assert_eq!(verdict, "", "{name} breaks a rule");
        let expected = with_flags_as_texts(value(json));
        assert_eq!(written, expected, "{name} is written differently");
    }

    fn check_response(&self, name: &str, json: &[u8], expected: &str) {
        let (written, outcome) = (self.response)(json);
        assert_eq!(outcome, expected, "{name} is misunderstood");
        assert_eq!(written, value(json), "{name} is written differently");
    }
}

/// The message as the pages want it. Some of their samples have flags that are
/// no strings.
fn with_flags_as_texts(message: Value) -> Value {
    match message {
        Value::Bool(flag) => Value::String(flag.to_string()),
        Value::Array(items) => items.into_iter().map(with_flags_as_texts).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, member)| (name, with_flags_as_texts(member)))
            .collect(),
        other => other,
    }
}

#[test]
fn samples_survive() {
    for product in PRODUCTS {
        let dir = root().join("tests/samples").join(product.samples);
        let mut outcomes = Vec::new();
        for entry in fs::read_dir(&dir).expect("the samples are there") {
            let path = entry.expect("the samples can be listed").path();
            let name = path.display().to_string();
            let json = fs::read(&path).expect("a sample can be read");
            let stem = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .expect("a name in ASCII");
            match stem.split('-').collect::<Vec<_>>().as_slice() {
                ["request", ..] => product.check_request(&name, &json),
                ["response", outcome, ..] => {
                    product.check_response(&name, &json, outcome);
                    outcomes.push((*outcome).to_owned());
                }
                _ => panic!("{name}: neither `request…` nor `response-OUTCOME…`"),
            }
        }
        outcomes.sort();
        outcomes.dedup();
        assert_eq!(
            outcomes,
            ["failure", "success", "unknown"],
            "{}",
            product.samples
        );
    }
}

#[test]
fn examples_of_the_documents_survive() {
    for product in PRODUCTS {
        let text = fs::read_to_string(root().join("spec").join(product.document));
        let document: Value = serde_yaml::from_str(&text.expect("the document is there"))
            .expect("the document is YAML");
        let paths = document["paths"]
            .as_object()
            .expect("the document has paths");
        let operation = &paths.values().next().expect("the document has a path")["post"];
        let body = &operation["requestBody"]["content"]["application/json"];
        for (name, example) in examples(body) {
            product.check_request(name, &example);
        }
        let answer = &operation["responses"]["200"]["content"]["application/json"];
        for (name, example) in examples(answer) {
            let expected = match value(&example)["result"]["resultStatus"].as_str() {
                Some("S") => "success",
                Some("F") => "failure",
                Some("U") => "unknown",
                status => panic!("{name}: the status {status:?}"),
            };
            product.check_response(name, &example, expected);
        }
    }
}

fn examples(body: &Value) -> impl Iterator<Item = (&str, Vec<u8>)> {
    let examples = body["examples"].as_object().expect("the body has examples");
    examples
        .iter()
        .map(|(name, example)| (name.as_str(), example["value"].to_string().into_bytes()))
}

#[test]
fn every_operation_says_where_it_is_sent() {
    fn place<O: antom::Operation>() -> (&'static str, &'static str, &'static str) {
        (O::ID, O::METHOD, O::PATH)
    }
    let session = (
        "createPaymentSession",
        "POST",
        "/v1/payments/createPaymentSession",
    );
    assert_eq!(place::<super::cashier::Request>(), session);
    assert_eq!(place::<super::easy_safe_pay::Request>(), session);
    assert_eq!(
        place::<super::entry_code::Request>(),
        ("pay", "POST", "/v1/payments/pay")
    );
    let request = super::entry_code_request();
    assert_eq!(antom::Operation::validate(&request), request.validate());
    assert_eq!(antom::Operation::advisories(&request), request.advisories());
}
