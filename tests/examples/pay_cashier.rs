//! Creates a payment for a wallet that the buyer has chosen in a web shop, and handles each
//! answer.
//!
//! `cargo run --package antom-examples --example pay_cashier`

use std::error::Error;

use antom::pay::cashier::{Outcome, PaymentMethod, Request, Response, ResultCode, Unknown};
use antom::types::{
    Amount, Env, Order, OsType, PaymentMethodType, SettlementStrategy, TerminalType,
};
use antom::{Operation as _, Retry};

fn main() -> Result<(), Box<dyn Error>> {
    let request = request()?;
    for advisory in request.advisories() {
        eprintln!("the gateway may refuse this: {advisory}");
    }
    println!("{} {}", Request::METHOD, Request::PATH);
    println!("{}", serde_json::to_string_pretty(&request)?);

    // An HTTP client of your choice sends the request; these are possible answers.
    for answer in ANSWERS {
        println!("\n{answer}");
        handle(answer.as_bytes());
    }
    Ok(())
}

/// Builds the payment. `build` reports all violations at once.
fn request() -> Result<Request, antom::Violations> {
    let order = Order::builder()
        .reference_order_id("order-1001")
        .order_description("Two paperbacks")
        .order_amount(Amount::new("HKD", 1250));
    let env = Env::builder()
        .terminal_type(TerminalType::Wap)
        .os_type(OsType::Android)
        .client_ip("203.0.113.7");
    Request::builder()
        // A new id for every attempt; the order keeps its own.
        .payment_request_id("order-1001-1")
        .order(order)
        .payment_amount(Amount::new("HKD", 1250))
        .payment_method(PaymentMethod::builder().payment_method_type(PaymentMethodType::AlipayHk))
        .payment_redirect_url("https://shop.example/result")
        .payment_notify_url("https://shop.example/notify")
        .settlement_strategy(SettlementStrategy::builder().settlement_currency("USD"))
        .env(env)
        .build()
}

/// Handles an answer.
fn handle(answer: &[u8]) {
    let response = match Response::from_json(answer) {
        Ok(response) => response,
        // The error contains no value, so it may be logged.
        Err(error) => return println!("-> {error}; inquire, for the payment may exist"),
    };
    match response.outcome() {
        Outcome::Success(_) => println!("-> paid; wait for the notification before delivery"),
        Outcome::Failure(failure) => match failure.retry() {
            Some(Retry::NewRequestId) => println!("-> offer to pay again, under a new id"),
            Some(Retry::FixRequest) => println!("-> correct the request: {:?}", failure.message),
            Some(Retry::FixAccount) => println!("-> correct keys or account: {:?}", failure.code),
            _ => println!(
                "-> not paid: {:?}; a person has to look at it",
                failure.code
            ),
        },
        Outcome::Unknown(unknown) => handle_open(&unknown),
        Outcome::Malformed(malformed) => {
            println!("-> {}; inquire before anything else", malformed.reason);
        }
    }
}

/// Handles an open payment. The normal answer is one that waits for the buyer.
fn handle_open(unknown: &Unknown<'_>) {
    let response = unknown.response;
    if unknown.code == Some(ResultCode::PaymentInProcess) {
        // An app would try `applink_url` and `scheme_url` first.
        if let Some(url) = &response.normal_url {
            let url = url.expose();
            return println!("-> send the buyer to {url}, and wait for the notification");
        }
    }
    match unknown.retry() {
        Some(Retry::SameRequest) => println!("-> send the same request again"),
        Some(Retry::BackOff) => println!("-> send the same request again, after a pause"),
        // Never use a new id: the buyer could pay twice.
        _ => println!(
            "-> inquire about payment {:?} before anything else",
            response.payment_id
        ),
    }
}

const ANSWERS: [&str; 6] = [
    r#"{"result": {"resultStatus": "U", "resultCode": "PAYMENT_IN_PROCESS"},
 "paymentId": "2027", "normalUrl": "https://pay.example/cashier?code=001"}"#,
    r#"{"result": {"resultStatus": "U", "resultCode": "PAYMENT_IN_PROCESS"}, "paymentId": "2027"}"#,
    r#"{"result": {"resultStatus": "U", "resultCode": "UNKNOWN_EXCEPTION"}}"#,
    r#"{"result": {"resultStatus": "F", "resultCode": "USER_BALANCE_NOT_ENOUGH"}}"#,
    r#"{"result": {"resultStatus": "F", "resultCode": "KEY_NOT_FOUND"}}"#,
    r#"{"result": {"resultStatus": "U"#,
];
