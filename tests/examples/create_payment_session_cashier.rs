//! Creates the session with which the client SDK guides a buyer of a web shop through the
//! payment.
//!
//! `cargo run --package antom-examples --example create_payment_session_cashier`

use std::error::Error;

use antom::create_payment_session::cashier::{Outcome, Request, Response};
use antom::types::{
    Amount, Buyer, Goods, Order, PaymentFactor, PaymentMethod, PaymentMethodType,
    SettlementStrategy,
};
use antom::{Operation as _, Retry};

fn main() -> Result<(), Box<dyn Error>> {
    let request = request("https://shop.example/result")?;
    println!("{} {}", Request::METHOD, Request::PATH);
    println!("{}", serde_json::to_string_pretty(&request)?);

    // A request that breaks a documented rule is never sent. All violations are reported
    // at once.
    if let Err(violations) = self::request("the result page") {
        println!("\n{violations}");
    }

    // An HTTP client of your choice sends the request; these are possible answers.
    for answer in ANSWERS {
        println!("\n{answer}");
        handle(&Response::from_json(answer.as_bytes())?);
    }
    Ok(())
}

fn request(return_to: &str) -> Result<Request, antom::Violations> {
    let lamp = Goods::builder()
        .reference_goods_id("lamp-3")
        .goods_name("Desk lamp")
        .goods_unit_amount(Amount::new("SGD", 4200))
        .goods_quantity(1);
    let order = Order::builder()
        .reference_order_id("order-1001")
        .order_description("Desk lamp")
        .order_amount(Amount::new("SGD", 4200))
        .goods([lamp])
        .buyer(
            Buyer::builder()
                .reference_buyer_id("buyer-12")
                .buyer_email("ana@mail.example"),
        );
    Request::builder()
        .payment_request_id("order-1001-1")
        .order(order)
        .payment_amount(Amount::new("SGD", 4200))
        .payment_method(PaymentMethod::builder().payment_method_type(PaymentMethodType::Card))
        .payment_factor(PaymentFactor::builder().is_authorization(true))
        .payment_redirect_url(return_to)
        .payment_notify_url("https://shop.example/notify")
        .settlement_strategy(SettlementStrategy::builder().settlement_currency("SGD"))
        .build()
}

/// Handles an answer.
fn handle(response: &Response) {
    match response.outcome() {
        Outcome::Success(success) => {
            // The data opens the session. Send it to the buyer's page and never log it.
            let data = success.payment_session_data.expose();
            println!("-> hand this to the client SDK in the buyer's page: {data}");
            println!(
                "   the session ends at {}",
                success.payment_session_expiry_time
            );
        }
        Outcome::Failure(failure) => match failure.retry() {
            Some(Retry::NewRequestId) => println!("-> let the buyer choose again, under a new id"),
            Some(Retry::FixRequest) => println!("-> correct the request: {:?}", failure.message),
            Some(Retry::FixAccount) => println!("-> correct keys or account: {:?}", failure.code),
            _ => println!(
                "-> no session: {:?}; a person has to look at it",
                failure.code
            ),
        },
        Outcome::Unknown(_) | Outcome::Malformed(_) => {
            println!("-> ask again with the same id; no money moves by a session alone");
        }
    }
}

const ANSWERS: [&str; 5] = [
    r#"{"result": {"resultStatus": "S", "resultCode": "SUCCESS", "resultMessage": "success."},
 "paymentSessionId": "c2Vzc2lvbi0wMDE=", "paymentSessionData": "bmV2ZXIgbG9nIHRoaXM=",
 "paymentSessionExpiryTime": "2027-03-14T13:00:01+08:00"}"#,
    r#"{"result": {"resultStatus": "F", "resultCode": "CARD_NOT_SUPPORTED"}}"#,
    r#"{"result": {"resultStatus": "F", "resultCode": "INVALID_SIGNATURE"}}"#,
    r#"{"result": {"resultStatus": "F", "resultCode": "A_CODE_OF_NEXT_YEAR"}}"#,
    r#"{"result": {"resultStatus": "U", "resultCode": "UNKNOWN_EXCEPTION"}}"#,
];
