//! Tests that samples and examples of all documents are read, are valid, have the right
//! outcome and survive a round-trip.

use std::collections::BTreeSet;
use std::fs;

use antom::{DecodeError, Operation, Response};
use antom_tests::instances::{api, name, operation, statuses};
use antom_tests::root;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::value;

/// An operation: the name of its samples, its readers, and its address.
struct Product {
    name: &'static str,
    request: fn(&[u8]) -> (Value, String),
    response: fn(&[u8]) -> (Value, &'static str),
    place: [&'static str; 3],
}

macro_rules! products {
    ($($name:ident $samples:literal $($module:ident)::+;)*) => {
        const PRODUCTS: &[Product] = &[$(Product {
            name: $samples,
            request: |json| request(json, antom::$($module)::+::Request::from_json),
            response: response::<antom::$($module)::+::Response>,
            place: place::<antom::$($module)::+::Request>(),
        }),*];
    };
}

antom_tests::operations!(products);

/// Returns the request written back, and the result of its validation.
fn request<R: Operation + Serialize + DeserializeOwned + PartialEq>(
    json: &[u8],
    read: fn(&[u8]) -> Result<R, DecodeError>,
) -> (Value, String) {
    let request = read(json).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        serde_json::from_slice::<R>(json).expect("plain serde reads it"),
        request
    );
    let verdict = request
        .validate()
        .map_or_else(|found| found.to_string(), |()| String::new());
    let written = serde_json::to_value(&request).expect("it can be written");
    (written, verdict)
}

/// Returns the response written back, and its outcome in one word.
fn response<R: Response>(json: &[u8]) -> (Value, &'static str) {
    let response = R::from_json(json).unwrap_or_else(|error| panic!("{error}"));
    let written = serde_json::to_value(&response).expect("it can be written");
    (written, response.outcome_kind().as_str())
}

const fn place<O: Operation>() -> [&'static str; 3] {
    [O::ID, O::METHOD, O::PATH]
}

impl Product {
    fn check_request(&self, what: &str, json: &[u8]) {
        let (written, verdict) = (self.request)(json);
        assert_eq!(verdict, "", "{what} breaks a rule");
        let expected = with_flags_as_texts(value(json));
        assert_eq!(written, expected, "{what} is written differently");
    }

    fn check_response(&self, what: &str, json: &[u8], expected: &str) {
        let (written, outcome) = (self.response)(json);
        assert_eq!(outcome, expected, "{what} is misunderstood");
        let expected = without_nulls(with_flags_as_texts(value(json)));
        assert_eq!(written, expected, "{what} is written differently");
    }
}

/// Returns the message as the pages define it. Some of their samples have native
/// booleans.
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

/// Returns the message without members that are null, which are read as absent.
fn without_nulls(message: Value) -> Value {
    match message {
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, member)| !member.is_null())
            .map(|(name, member)| (name, without_nulls(member)))
            .collect(),
        other => other,
    }
}

#[test]
fn the_crate_has_the_operations_of_the_specification() {
    let api = api();
    let mut expected: Vec<String> = api.operations.iter().map(|it| name(&api, it)).collect();
    expected.sort();
    let found: Vec<&str> = PRODUCTS.iter().map(|product| product.name).collect();
    assert_eq!(found, expected, "run `cargo xtask codegen`");
}

#[test]
fn samples_survive_a_round_trip() {
    for product in PRODUCTS {
        let dir = root().join("tests/samples").join(product.name);
        let entries = fs::read_dir(&dir);
        let entries = entries.unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
        let mut met = BTreeSet::new();
        for entry in entries {
            let path = entry.expect("the samples can be listed").path();
            let what = path.display().to_string();
            let json = fs::read(&path).expect("a sample can be read");
            let stem = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .expect("a name in ASCII");
            match stem.split('-').collect::<Vec<_>>().as_slice() {
                ["request", ..] => {
                    product.check_request(&what, &json);
                    met.insert("request".to_owned());
                }
                ["response", outcome, ..] => {
                    product.check_response(&what, &json, outcome);
                    met.insert((*outcome).to_owned());
                }
                _ => panic!("{what}: neither `request…` nor `response-OUTCOME…`"),
            }
        }
        let wanted = ["failure", "request", "success", "unknown"];
        assert!(
            met.iter().eq(wanted),
            "{} has {met:?} of {wanted:?}",
            dir.display()
        );
    }
}

#[test]
fn examples_of_the_documents_survive_a_round_trip() {
    let api = api();
    for product in PRODUCTS {
        let operation = operation(&api, product.name);
        let (path, method) = (&operation.http.path, operation.http.method.keyword());
        let text = fs::read_to_string(root().join(&operation.document.path));
        let document: Value = serde_yaml::from_str(&text.expect("the document is there"))
            .expect("the document is YAML");
        let operation_of_document = &document["paths"][path][method];
        let body = &operation_of_document["requestBody"]["content"]["application/json"];
        for (name, example) in examples(body) {
            product.check_request(name, &example);
        }
        let answer = &operation_of_document["responses"]["200"]["content"]["application/json"];
        let statuses = statuses(operation);
        for (name, example) in examples(answer) {
            let message = value(&example);
            let status = message["result"]["resultStatus"].as_str();
            let found = statuses
                .iter()
                .find(|(text, _)| Some(text.as_str()) == status);
            let (_, expected) = found.unwrap_or_else(|| panic!("{name}: the status {status:?}"));
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
fn every_operation_has_its_method_and_path() {
    let api = api();
    for product in PRODUCTS {
        let operation = operation(&api, product.name);
        let http = &operation.http;
        assert_eq!(
            product.place,
            [&operation.id.wire, http.method.as_str(), &http.path],
            "{}",
            product.name
        );
    }
}

#[test]
fn the_trait_validates_a_request_like_its_own_method() {
    let request = super::entry_code_request();
    assert_eq!(antom::Operation::validate(&request), request.validate());
    assert_eq!(antom::Operation::advisories(&request), request.advisories());
}
