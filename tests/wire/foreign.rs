//! Tests messages that no document describes: they are read as far as possible, and
//! errors never show a value.

use antom::types::PaymentMethodType;
use antom::{DecodeErrorKind, Expected, MalformedReason, Response, Retry};
use serde_json::json;

use super::{
    cashier, cashier_request, easy_safe_pay, entry_code, entry_code_request, sample, value,
};

const MARKER: &str = "S3CRET-MARKER";

fn entry_code_response(json: &serde_json::Value) -> entry_code::Response {
    entry_code::Response::from_json(json.to_string().as_bytes()).expect("it can be read")
}

#[test]
fn the_status_decides_and_advice_requires_the_usual_status() {
    let outcome_of = |status: &str, code: &str| {
        entry_code_response(&json!({"result": {"resultStatus": status, "resultCode": code}}))
    };
    let usual = outcome_of("U", "PAYMENT_IN_PROCESS");
    let entry_code::Outcome::Unknown(unknown) = usual.outcome() else {
        panic!("the status says unknown");
    };
    assert_eq!(unknown.retry(), Some(Retry::InquireFirst));
    let unusual = outcome_of("U", "ORDER_IS_CLOSED");
    let entry_code::Outcome::Unknown(unknown) = unusual.outcome() else {
        panic!("the status says unknown");
    };
    assert_eq!(unknown.retry(), None, "a new id could pay twice");
    let failure = outcome_of("F", "UNKNOWN_EXCEPTION");
    let entry_code::Outcome::Failure(failure) = failure.outcome() else {
        panic!("the status says failure");
    };
    assert_eq!(failure.retry(), None);
    let failure = outcome_of("F", "ORDER_IS_CLOSED");
    let entry_code::Outcome::Failure(failure) = failure.outcome() else {
        panic!("the status says failure");
    };
    assert_eq!(failure.retry(), Some(Retry::NewRequestId));
}

/// Asserts that a response is malformed for this reason, and that its outcome gives
/// access to all of it.
macro_rules! assert_malformed {
    ($product:ident, $response:expr, $reason:expr) => {
        let response = &$response;
        let $product::Outcome::Malformed(malformed) = response.outcome() else {
            panic!("{response:?} is not malformed");
        };
        assert_eq!(malformed.reason, $reason);
        assert_eq!(malformed.response, response);
        assert_eq!(malformed.message, response.message());
        assert_eq!(response.retry(), None);
    };
}

#[test]
fn responses_without_a_result_are_malformed() {
    for nothing in [
        json!({}),
        json!({"result": {}}),
        json!({"result": null}),
        json!({"result": {"resultCode": "SUCCESS"}}),
        json!({"result": {"resultStatus": null}}),
    ] {
        let response = entry_code_response(&nothing);
        assert_malformed!(entry_code, response, MalformedReason::NoStatus);
    }
    let response = entry_code_response(&json!({"result": {"resultStatus": "X"}}));
    assert_malformed!(
        entry_code,
        response,
        MalformedReason::UnrecognizedStatus("X")
    );
    let bare = json!({"result": {"resultStatus": "S", "resultCode": "SUCCESS"}});
    let missing = vec!["/redirectActionForm"];
    let response = entry_code_response(&bare);
    assert_malformed!(
        entry_code,
        response,
        MalformedReason::Incomplete { missing }
    );
    let response =
        cashier::Response::from_json(bare.to_string().as_bytes()).expect("it can be read");
    let missing = vec![
        "/paymentSessionId",
        "/paymentSessionData",
        "/paymentSessionExpiryTime",
    ];
    assert_malformed!(cashier, response, MalformedReason::Incomplete { missing });
}

#[test]
fn a_success_with_empty_texts_is_malformed() {
    let response = json!({
        "result": {"resultStatus": "S", "resultCode": "SUCCESS"},
        "paymentSessionId": "",
        "paymentSessionData": "data",
        "paymentSessionExpiryTime": "",
    });
    let response = cashier::Response::from_json(response.to_string().as_bytes());
    let response = response.expect("it can be read");
    let missing = vec!["/paymentSessionId", "/paymentSessionExpiryTime"];
    assert_malformed!(cashier, response, MalformedReason::Incomplete { missing });
    let nowhere = entry_code_response(&json!({
        "result": {"resultStatus": "S"},
        "redirectActionForm": {"method": "GET", "redirectUrl": ""},
    }));
    let missing = vec!["/redirectActionForm/redirectUrl"];
    assert_malformed!(entry_code, nowhere, MalformedReason::Incomplete { missing });
}

#[test]
fn native_scalars_are_read_and_texts_are_written() {
    let native = json!({
        "result": {"resultStatus": "S", "resultCode": "SUCCESS"},
        "paymentAmount": {"currency": "USD", "value": 10},
        "settlementQuote": {"quoteCurrencyPair": "USD/HKD", "quotePrice": "7.80", "guaranteed": true},
        "redirectActionForm": {"redirectUrl": "https://wallet.example/"},
    });
    let response = entry_code_response(&native);
    let written = serde_json::to_value(&response).expect("it can be written");
    assert_eq!(written["paymentAmount"]["value"], "10");
    assert_eq!(written["settlementQuote"]["guaranteed"], "true");
    assert_eq!(
        written["settlementQuote"]["quotePrice"], "7.80",
        "no digit is lost"
    );
}

#[test]
fn members_in_any_order_and_unknown_ones_are_read() {
    let json = json!({
        "zzz": [1, {"deep": null}],
        "redirectActionForm": {"redirectUrl": "https://wallet.example/", "unheard": {"of": 1}},
        "result": {"unheard": true, "resultStatus": "S", "resultCode": "SUCCESS"},
    });
    let response = entry_code_response(&json);
    assert!(matches!(
        response.outcome(),
        entry_code::Outcome::Success(_)
    ));
    let written = serde_json::to_value(&response).expect("it can be written");
    assert_eq!(written, json, "nothing that was read vanishes");
}

#[test]
fn unknown_values_are_kept() {
    let mut request = value(&sample("create_payment_session.cashier/request.json"));
    request["paymentMethod"]["paymentMethodType"] = json!("NEW_WALLET");
    let read = cashier::Request::from_json(request.to_string().as_bytes()).expect("it can be read");
    assert_eq!(read.payment_method.payment_method_type, "NEW_WALLET");
    assert_eq!(
        serde_json::to_value(&read).expect("it can be written"),
        request
    );
    let known = PaymentMethodType::from("CARD");
    assert!(
        matches!(known, PaymentMethodType::Card),
        "a known text never hides"
    );
}

#[test]
fn a_wrong_constant_is_refused_in_a_request() {
    for (product, path) in [
        ("productCode", "/productCode"),
        ("productScene", "/productScene"),
    ] {
        let mut request = value(&sample("create_payment_session.easy_safe_pay/request.json"));
        request[product] = json!(MARKER);
        let error = easy_safe_pay::Request::from_json(request.to_string().as_bytes())
            .expect_err("another product is another type");
        assert_eq!(error.pointer(), path);
        assert!(matches!(error.kind(), DecodeErrorKind::FixedValue { .. }));
        assert!(!format!("{error} {error:?}").contains(MARKER));
    }
    let mut request = value(&sample("pay.entry_code/request.json"));
    request["paymentMethod"]["paymentMethodType"] = json!("CARD");
    let error =
        entry_code::Request::from_json(request.to_string().as_bytes()).expect_err("it is fixed");
    assert_eq!(error.pointer(), "/paymentMethod/paymentMethodType");
}

#[test]
fn a_request_without_a_required_member_names_it() {
    let whole = serde_json::to_value(entry_code_request()).expect("it can be written");
    for path in [
        "/paymentRequestId",
        "/productCode",
        "/order/merchant/store/storeMCC",
        "/order/env/userAgent",
    ] {
        let mut request = whole.clone();
        let (parent, name) = path.rsplit_once('/').expect("a pointer");
        let parent = request
            .pointer_mut(parent)
            .and_then(|parent| parent.as_object_mut());
        parent.expect("the parent is an object").remove(name);
        let error = entry_code::Request::from_json(request.to_string().as_bytes()).expect_err(path);
        assert_eq!(error.pointer(), path);
        assert_eq!(error.kind(), DecodeErrorKind::Missing);
    }
}

#[test]
fn an_error_keeps_the_result_and_shows_no_value() {
    let json = json!({
        "paymentAmount": {"currency": "USD", "value": MARKER},
        "result": {"resultStatus": "S", "resultCode": "SUCCESS", "resultMessage": MARKER},
    });
    let error =
        entry_code::Response::from_json(json.to_string().as_bytes()).expect_err("no integer");
    assert_eq!(error.pointer(), "/paymentAmount/value");
    assert_eq!(error.kind(), DecodeErrorKind::Expected(Expected::Integer));
    let result = error.result().expect("the result was readable");
    assert_eq!(
        (result.status(), result.code()),
        (Some("S"), Some("SUCCESS"))
    );
    assert!(!format!("{error} {error:?}").contains(MARKER), "{error:?}");
}

#[test]
fn amounts_are_never_rounded_or_truncated() {
    for wrong in [
        json!(1.5),
        json!("1.5"),
        json!(-1),
        json!("-1"),
        json!(""),
        json!(" 1"),
        json!("1e3"),
        json!(true),
        json!("18446744073709551616"),
        json!(null),
        json!([1]),
        json!({}),
    ] {
        let json = json!({"result": {"resultStatus": "S"}, "paymentAmount": {"currency": "USD", "value": wrong}});
        let error = entry_code::Response::from_json(json.to_string().as_bytes());
        let error = error.expect_err(&format!("{wrong} is no amount"));
        assert_eq!(error.pointer(), "/paymentAmount/value", "{wrong}");
        assert_eq!(error.result().and_then(|result| result.status()), Some("S"));
    }
}

#[test]
fn nonsense_is_an_error() {
    let deep = "[".repeat(100_000);
    let nested = format!("{{\"zzz\": {deep}");
    for nonsense in [
        "",
        " ",
        "null",
        "[]",
        "3",
        "\"S\"",
        "{]",
        "{\"result\": 3}",
        "{}{}",
        &deep,
        &nested,
    ] {
        let shown: String = nonsense.chars().take(20).collect();
        assert!(
            entry_code::Response::from_json(nonsense.as_bytes()).is_err(),
            "{shown}"
        );
        assert!(
            cashier::Request::from_json(nonsense.as_bytes()).is_err(),
            "{shown}"
        );
    }
    assert!(
        entry_code::Response::from_json(b"{\"result\": {\"resultStatus\": \"\xff\"}}").is_err()
    );
}

/// The pages and the official libraries send these in place of an absent member.
#[test]
fn an_absent_member_has_many_forms_in_a_request() {
    let whole = value(&sample("create_payment_session.cashier/request.json"));
    let mut message = whole.clone();
    message["enableInstallmentCollection"] = json!("");
    message["paymentSessionExpiryTime"] = json!("");
    message["paymentNotifyUrl"] = json!(null);
    message["memberOfNoPage"] = json!(null);
    let read = cashier::Request::from_json(message.to_string().as_bytes()).expect("readable");
    assert_eq!(read.enable_installment_collection, None);
    assert_eq!(read.payment_notify_url, None);
    let mut expected = whole;
    let members = expected.as_object_mut().expect("an object");
    members.remove("paymentNotifyUrl");
    members.insert("memberOfNoPage".to_owned(), json!(null));
    assert_eq!(serde_json::to_value(&read).expect("writable"), expected);
}

#[test]
fn a_duplicate_result_is_refused_with_any_value() {
    let result = r#"{"resultStatus":"S","resultCode":"SUCCESS"}"#;
    for twice in [
        format!(r#"{{"result":null,"result":{result}}}"#),
        format!(r#"{{"result":{result},"result":null}}"#),
        format!(r#"{{"result":{{}},"result":{result}}}"#),
        format!(r#"{{"result":{result},"result":{{}}}}"#),
    ] {
        let error = entry_code::Response::from_json(twice.as_bytes()).expect_err(&twice);
        let place = (error.pointer(), error.kind());
        assert_eq!(place, ("/result", DecodeErrorKind::Duplicate), "{twice}");
    }
}

#[test]
fn unlisted_members_never_make_a_response_unreadable() {
    let result = br#""result":{"resultStatus":"F","resultCode":"PROCESS_FAIL"}"#.as_slice();
    for unlisted in [
        br#""x":1,"x":2"#.as_slice(),
        b"\"x\":\"\xff\"",
        br#""\ud800":1"#,
        br#""x":1e400"#,
        br#""x":"\udc00""#,
    ] {
        let message = [b"{", result, b",", unlisted, b"}"].concat();
        let shown = String::from_utf8_lossy(&message);
        let response = entry_code::Response::from_json(&message).expect(&shown);
        let is_failure = matches!(response.outcome(), entry_code::Outcome::Failure(_));
        assert!(is_failure, "{shown}");
    }
}

#[test]
fn unknown_members_of_a_request_survive_a_round_trip() {
    let mut request = cashier_request();
    request.extra.insert("newMember", json!({"a": [1, null]}));
    assert_eq!(request.validate(), Ok(()));
    let written = serde_json::to_vec(&request).expect("it can be written");
    assert_eq!(cashier::Request::from_json(&written), Ok(request));
    let marked = [b"\xef\xbb\xbf", written.as_slice()].concat();
    assert!(
        cashier::Request::from_json(&marked).is_err(),
        "a byte order mark"
    );
}
