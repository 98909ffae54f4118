//! Tests that notifications are read as they come, and that the acknowledgement has the
//! exact body that the gateway waits for.

use std::fs;

use antom::types::{Acknowledgement, NotifyType};
use antom::webhooks::{notify_capture, notify_payment};
use antom::{DecodeErrorKind, Webhook, redacted};
use antom_tests::instances::{SECRET, api, full};
use antom_tests::root;
use generator::model::{Api, Webhook as Described};
use generator::plan::module_path;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{sample, value};

/// A webhook: the name of its samples, its reader, and its constants.
struct Hook {
    name: &'static str,
    read: fn(&[u8]) -> Read,
    request: [&'static str; 2],
}

/// A notification that was read: written again, as `Debug` shows it, and redacted.
struct Read {
    written: Value,
    debug: String,
    redacted: String,
}

macro_rules! hooks {
    ($($module:ident $samples:literal;)*) => {
        const HOOKS: &[Hook] = &[$(Hook {
            name: $samples,
            read: read::<antom::webhooks::$module::Notification>,
            request: request::<antom::webhooks::$module::Notification>(),
        }),*];
    };
}

antom_tests::webhooks!(hooks);

fn read<W: Webhook + DeserializeOwned + PartialEq + antom::Redact>(json: &[u8]) -> Read {
    let notification = W::from_json(json).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        serde_json::from_slice::<W>(json).expect("plain serde reads it"),
        notification
    );
    Read {
        written: serde_json::to_value(&notification).expect("it can be written"),
        debug: format!("{notification:?}"),
        redacted: redacted(&notification).to_string(),
    }
}

const fn request<W: Webhook>() -> [&'static str; 2] {
    [W::ID, W::METHOD]
}

impl Hook {
    fn described<'a>(&self, api: &'a Api) -> &'a Described {
        let mut webhooks = api.webhooks.iter();
        let found = webhooks.find(|it| name(api, it) == self.name);
        found.unwrap_or_else(|| panic!("the specification has no {}", self.name))
    }
}

/// Returns the name of a webhook's samples.
fn name(api: &Api, webhook: &Described) -> String {
    module_path(api, webhook.module).replace("::", ".")
}

#[test]
fn the_crate_has_the_webhooks_of_the_specification() {
    let api = api();
    let expected = api.webhooks.iter();
    let expected = expected.map(|it| (name(&api, it), [it.id.wire.as_str(), it.method.as_str()]));
    let mut expected: Vec<(String, [&str; 2])> = expected.collect();
    expected.sort();
    let found = HOOKS.iter().map(|it| (it.name.to_owned(), it.request));
    let found: Vec<(String, [&str; 2])> = found.collect();
    assert_eq!(found, expected, "run `cargo xtask codegen`");
}

#[test]
fn samples_survive_a_round_trip() {
    for hook in HOOKS {
        let dir = root().join("tests/samples").join(hook.name);
        let entries = fs::read_dir(&dir);
        let entries = entries.unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
        let mut count = 0;
        for entry in entries {
            let path = entry.expect("the samples can be listed").path();
            let json = fs::read(&path).expect("a sample can be read");
            let written = (hook.read)(&json).written;
            assert_eq!(written, value(&json), "{}", path.display());
            count += 1;
        }
        assert!(count >= 3, "{} has {count} samples", dir.display());
    }
}

#[test]
fn examples_of_the_documents_survive_a_round_trip() {
    let api = api();
    for hook in HOOKS {
        let webhook = hook.described(&api);
        let text = fs::read_to_string(root().join(&webhook.document.path));
        let document: Value = serde_yaml::from_str(&text.expect("the document is there"))
            .expect("the document is YAML");
        let webhook = &document["webhooks"][&webhook.id.wire][webhook.method.keyword()];
        let body = &webhook["requestBody"]["content"]["application/json"];
        let examples = body["examples"].as_object().expect("it has examples");
        for (name, example) in examples {
            let message = &example["value"];
            let written = (hook.read)(message.to_string().as_bytes()).written;
            assert_eq!(written, *message, "{}: {name}", hook.name);
        }
    }
}

#[test]
fn the_acknowledgement_has_the_exact_body() {
    fn acknowledge<W: Webhook<Reply = Acknowledgement>>() -> String {
        serde_json::to_string(&W::Reply::default()).expect("it can be written")
    }
    macro_rules! check_each {
        ($($module:ident $samples:literal;)*) => {
            $(assert_eq!(
                acknowledge::<antom::webhooks::$module::Notification>(),
                r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#
            );)*
        };
    }
    antom_tests::webhooks!(check_each);
}

#[test]
fn an_unknown_type_and_unknown_members_are_kept() {
    let json = json!({
        "notifyType": "FUTURE_RESULT",
        "futureId": "1",
        "result": {"resultCode": "NEW", "resultStatus": "X", "more": [1, null]},
    });
    for hook in HOOKS {
        let written = (hook.read)(json.to_string().as_bytes()).written;
        assert_eq!(written, json, "{}", hook.name);
    }
}

#[test]
fn every_notification_at_the_url_of_a_payment_tells_its_type() {
    let capture = sample("webhooks.notify_capture/notification-captured.json");
    let read = notify_payment::Notification::from_json(&capture).expect("it can be read");
    assert_eq!(read.notify_type, NotifyType::CaptureResult);
    let payment = sample("webhooks.notify_payment/notification-paid.json");
    let read = notify_capture::Notification::from_json(&payment).expect("it can be read");
    assert_eq!(read.notify_type, NotifyType::PaymentResult);
}

#[test]
fn a_damaged_notification_is_read_like_a_response() {
    let mark = b"\xef\xbb\xbf{\"notifyType\":\"PAYMENT_RESULT\",\"x\":\"\xff\",\
                 \"paymentAmount\":{\"currency\":\"EUR\",\"value\":8000}}";
    let read = notify_payment::Notification::from_json(mark).expect("it can be read");
    assert_eq!(read.payment_amount.map(|amount| amount.value), Some(8000));
}

#[test]
fn an_error_has_its_place() {
    let read = notify_payment::Notification::from_json;
    let error = read(b"{}").expect_err("the type is missing");
    assert_eq!(error.pointer(), "/notifyType");
    assert_eq!(error.kind(), DecodeErrorKind::Missing);
    let json = br#"{"notifyType": "PAYMENT_RESULT", "result": {"resultStatus": []}}"#;
    let error = read(json).expect_err("the status is a list");
    assert_eq!(error.pointer(), "/result/resultStatus");
    assert_eq!(error.result(), None);
}

#[test]
fn sensitive_values_are_redacted() {
    let api = api();
    for hook in HOOKS {
        let webhook = hook.described(&api);
        let message = full(&api, webhook.notification().expect("it has a body"));
        assert!(message.to_string().contains(SECRET), "{}", hook.name);
        let read = (hook.read)(message.to_string().as_bytes());
        for shown in [read.debug, read.redacted] {
            assert!(!shown.contains(SECRET), "{}: {shown}", hook.name);
        }
    }
}
