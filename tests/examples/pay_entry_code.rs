//! Starts a payment after a buyer has scanned the code in the store, and handles each
//! answer.
//!
//! `cargo run --package antom-examples --example pay_entry_code`

use std::error::Error;

use antom::pay::entry_code::{
    Env, Merchant, Order, Outcome, PaymentFactor, PaymentMethod, Request, Response, Store,
};
use antom::types::{Amount, SettlementStrategy};
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

/// Builds the payment that the buyer agreed to. `build` reports all violations at once.
fn request() -> Result<Request, antom::Violations> {
    let store = Store::builder()
        .reference_store_id("store-2")
        .store_name("Example Shop, High Street")
        .store_mcc("5411");
    let merchant = Merchant::builder()
        .reference_merchant_id("merchant-7")
        .merchant_name("Example Shop")
        .merchant_mcc("5411")
        .store(store);
    let order = Order::builder()
        .reference_order_id("order-1001")
        .order_description("Groceries")
        .order_amount(Amount::new("USD", 1000))
        .merchant(merchant)
        .env(Env::builder().user_agent("Mozilla/5.0 (Linux; Android 14) Wallet/10.1"));
    Request::builder()
        .payment_request_id("order-1001-1")
        .order(order)
        .payment_amount(Amount::new("USD", 1000))
        .payment_method(PaymentMethod::builder())
        .payment_factor(PaymentFactor::builder())
        .payment_notify_url("https://shop.example/notify")
        .payment_redirect_url("https://shop.example/result")
        .settlement_strategy(SettlementStrategy::builder().settlement_currency("USD"))
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
        Outcome::Success(success) => {
            // A success is not a payment yet: the buyer opens the wallet and pays there.
            let url = success.redirect_action_form.redirect_url.expose();
            println!("-> send the buyer to {url}, and wait for the notification");
        }
        Outcome::Failure(failure) => match failure.retry() {
            Some(Retry::NewRequestId) => println!("-> offer to pay again, under a new id"),
            Some(Retry::FixRequest) => println!("-> correct the request: {:?}", failure.message),
            Some(Retry::FixAccount) => println!("-> correct keys or account: {:?}", failure.code),
            _ => println!(
                "-> not paid: {:?}; a person has to look at it",
                failure.code
            ),
        },
        Outcome::Unknown(unknown) => match unknown.retry() {
            Some(Retry::SameRequest) => println!("-> send the same request again"),
            Some(Retry::BackOff) => println!("-> send the same request again, after a pause"),
            // Never use a new id: the buyer could pay twice.
            _ => println!(
                "-> inquire about payment {:?} before anything else",
                unknown.response.payment_id
            ),
        },
        Outcome::Malformed(malformed) => {
            println!("-> {}; inquire before anything else", malformed.reason);
        }
    }
}

const ANSWERS: [&str; 6] = [
    r#"{"result": {"resultStatus": "S", "resultCode": "SUCCESS", "resultMessage": "success"},
 "redirectActionForm": {"redirectUrl": "https://wallet.example/landing?order=001"}}"#,
    r#"{"result": {"resultStatus": "F", "resultCode": "ORDER_IS_CLOSED"}}"#,
    r#"{"result": {"resultStatus": "F", "resultCode": "KEY_NOT_FOUND"}}"#,
    r#"{"result": {"resultStatus": "U", "resultCode": "PAYMENT_IN_PROCESS"}, "paymentId": "2027"}"#,
    r#"{"result": {"resultStatus": "U", "resultCode": "UNKNOWN_EXCEPTION"}}"#,
    r#"{"result": {"resultStatus": "S"#,
];
