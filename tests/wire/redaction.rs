//! Sensitive values: found in what is sent, and nowhere else.

use antom_tests::instances::{PLAIN, SECRET, api, full};
use serde_json::Value;

use super::{cashier, cashier_request, easy_safe_pay, entry_code, value};

/// Every member of every message, with a marker in each sensitive one.
fn messages() -> Vec<(String, Value, Value)> {
    let api = api();
    let messages = api.operations.iter().map(|operation| {
        (
            operation.product.wire.clone(),
            full(&api, operation.request),
            full(&api, operation.response),
        )
    });
    messages.collect()
}

/// What a message shows, and what it writes.
macro_rules! shown {
    ($product:ident, $request:expr, $response:expr) => {{
        let request = $product::Request::from_json($request).expect("the request can be read");
        let response = $product::Response::from_json($response).expect("the response can be read");
        let outcome = response.outcome();
        let found = request
            .validate()
            .expect_err("the markers are no addresses");
        let shown = format!("{request:?} {request:#?} {response:?} {outcome:?} {found} {found:?}");
        (
            shown,
            serde_json::to_value(&request).ok(),
            serde_json::to_value(&response).ok(),
        )
    }};
}

#[test]
fn nothing_sensitive_is_shown_and_everything_is_written() {
    for (product, request, response) in messages() {
        let marked = request.to_string().matches(SECRET).count();
        let (asked, answered) = (
            request.to_string().into_bytes(),
            response.to_string().into_bytes(),
        );
        let (shown, written_request, written_response) = match product.as_str() {
            "cashier" => shown!(cashier, &asked, &answered),
            "easy_safe_pay" => shown!(easy_safe_pay, &asked, &answered),
            "entry_code" => shown!(entry_code, &asked, &answered),
            // An operation that was added since has its models from the same mould.
            _ => continue,
        };
        assert!(marked > 5, "{product}: {marked} sensitive members only");
        assert!(!shown.contains(SECRET), "{product}: {shown}");
        assert!(
            shown.contains("[redacted]") && shown.contains(PLAIN),
            "{product}: {shown}"
        );
        assert_eq!(written_request, Some(request), "{product}");
        assert_eq!(written_response, Some(response), "{product}");
    }
}

#[test]
fn builders_redact_as_their_types_do() {
    let (_, request, _) = messages()
        .into_iter()
        .find(|(product, ..)| product == "cashier")
        .expect("the cashier");
    let request =
        cashier::Request::from_json(request.to_string().as_bytes()).expect("it can be read");
    let data = cashier::PaymentMethodMetaData::builder()
        .card_no(SECRET)
        .cvv(SECRET)
        .tokenize_mode(PLAIN);
    let builder = cashier::Request::builder()
        .order(request.order)
        .maybe_env(request.env)
        .maybe_risk_data(request.risk_data)
        .payment_method(request.payment_method)
        .extra("newMember", SECRET);
    let shown = format!("{data:?} {builder:?} {builder:#?}");
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(shown.contains(PLAIN), "{shown}");
}

#[test]
fn members_that_nobody_knows_are_redacted() {
    let mut request = cashier_request();
    request.extra.insert("newMember", SECRET);
    let shown = format!("{request:?}");
    assert!(
        shown.contains("newMember") && !shown.contains(SECRET),
        "{shown}"
    );
}

#[test]
fn sensitive_values_are_had_by_name_only() {
    let request = cashier_request();
    let data = request
        .payment_method
        .payment_method_meta_data
        .expect("the sample has card data");
    let number = data.card_no.expect("the sample has a card number");
    assert_eq!(number.expose(), "4111111111111111");
    assert_eq!(format!("{number:?}"), "[redacted]");
    assert_eq!(
        value(&serde_json::to_vec(&number).expect("it can be written")),
        "4111111111111111"
    );
    assert_eq!(number.into_exposed(), "4111111111111111");
}

#[test]
fn advisories_and_errors_of_reading_show_no_value() {
    let mut request = cashier_request();
    request.payment_method.payment_method_type = SECRET.into();
    let advisories = request.advisories();
    assert_eq!(advisories.len(), 1);
    let shown = format!("{advisories:?} {}", advisories[0]);
    assert!(!shown.contains(SECRET), "{shown}");
    let mut json = serde_json::to_value(&request).expect("it can be written");
    json["order"]["buyer"]["successfulOrderCount"] = SECRET.into();
    let error = cashier::Request::from_json(json.to_string().as_bytes()).expect_err("no number");
    assert_eq!(error.pointer(), "/order/buyer/successfulOrderCount");
    assert!(!format!("{error} {error:?}").contains(SECRET), "{error:?}");
}
