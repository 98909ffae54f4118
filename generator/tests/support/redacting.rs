//! Tests the redacted view of values, and reports as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::model::Order;
use crate::support::{
    AsText, DecodeErrorKind, Extra, MoneyError, Retry, Sensitive, advisories, redacted, violations,
};

const ORDER: &str = r#"{
    "kind": "PETS", "count": "3", "pin": "4111", "page": "https://shop.example/",
    "pets": [{"name": "Tom", "species": "CAT"}], "shelves": {"left": "1"},
    "new": {"SECRET": ["SECRET"]}, "newer": null
}"#;

fn order() -> Order {
    Order::from_json(ORDER.as_bytes()).expect("it can be read")
}

#[test]
fn the_view_hides_only_sensitive_and_unlisted_values() {
    let order = order();
    let mut expected = serde_json::to_value(&order).expect("written");
    assert_eq!(expected["pin"], "4111");
    expected["pin"] = json!("[redacted]");
    expected["new"] = json!("[redacted]");
    if let Some(newer) = expected.get_mut("newer") {
        *newer = json!("[redacted]");
    }
    let view = redacted(&order);
    assert_eq!(serde_json::to_value(view).expect("written"), expected);
    let read: Value = serde_json::from_str(&view.to_string()).expect("JSON");
    assert_eq!(read, expected);
    let read: Value = serde_json::from_str(&format!("{view:#}")).expect("JSON");
    assert_eq!(read, expected);
    assert!(!format!("{view:?}").contains("SECRET"));
}

#[test]
fn collections_are_redacted_item_by_item() {
    let secret = || Sensitive::new("SECRET".to_owned());
    let list = vec![secret(), secret()];
    let hidden = json!("[redacted]");
    let written = |value: &dyn erased::Written| value.written();
    assert_eq!(written(&list), json!([hidden, hidden]));
    assert_eq!(written(&list.as_slice()), json!([hidden, hidden]));
    assert_eq!(written(&Some(Box::new(secret()))), hidden);
    let map = BTreeMap::from([("name".to_owned(), secret())]);
    assert_eq!(written(&map), json!({"name": hidden}));
    // A sensitive list does not show its length.
    assert_eq!(written(&Sensitive::new(vec![1, 2])), hidden);
    assert_eq!(written(&Some(order()))["pin"], hidden);
}

/// Another serializer, with which nothing is redacted outside the view.
mod erased {
    use serde::Serialize;
    use serde_json::Value;

    use crate::support::{Redact, redacted};

    pub trait Written {
        fn written(&self) -> Value;
    }

    impl<T: Redact + Serialize> Written for T {
        fn written(&self) -> Value {
            let plain = serde_json::to_string(self).expect("written");
            assert!(!plain.contains("[redacted]"), "{plain}");
            serde_json::to_value(redacted(self)).expect("written")
        }
    }
}

#[test]
fn output_without_the_view_is_unchanged() {
    let number = Sensitive::new(4111_u64);
    let text = serde_json::to_string(&AsText(&number)).expect("written");
    assert_eq!(text, r#""4111""#);
    let list = Sensitive::new(vec![Some("a"), None]);
    let text = serde_json::to_string(&list).expect("written");
    assert_eq!(text, r#"["a",null]"#);
}

#[test]
fn reports_are_json_for_logs() {
    let order = Order::from_json(br#"{"kind":"PETS","count":"0","pets":[]}"#);
    let order = order.expect("it can be read");
    let found = violations(&order).expect_err("the count is too small");
    let json = serde_json::to_value(&found).expect("written");
    assert_eq!(
        json[0],
        json!({"pointer": "/count", "rule": "Minimum", "message": "less than 1"})
    );
    assert_eq!(json.as_array().map(Vec::len), Some(found.len()));
    let rule = found.as_slice()[0].rule();
    assert_eq!(
        json!(rule),
        json!({"rule": "Minimum", "message": "less than 1"})
    );
    let advice = json!(advisories(&order));
    assert_eq!(advice[0]["pointer"], "/gift");
    assert_eq!(advice[0]["concern"], "Advice");
    let error = Order::from_json(br#"{"kind":"PETS","count":[]}"#).expect_err("a list");
    assert_eq!(
        json!(error),
        json!({
            "pointer": "/count", "kind": "Expected", "line": 1, "column": 25,
            "message": "expected an integer",
        })
    );
    assert_eq!(json!(DecodeErrorKind::Missing), "Missing");
    assert_eq!(json!(MoneyError::OutOfRange), "OutOfRange");
    assert_eq!(json!(Retry::InquireFirst), "InquireFirst");
}

#[test]
fn unlisted_values_are_redacted_in_place() {
    let mut order = order();
    order.extra = Extra::from_iter([("a", json!(null)), ("b", json!([1]))]);
    let view = json!(redacted(&order));
    assert_eq!(
        (&view["a"], &view["b"]),
        (&json!("[redacted]"), &json!("[redacted]"))
    );
}
