//! Pays with one touch: the first payment also asks for the authorisation, and later ones
//! send its token.
//!
//! `cargo run --package antom-examples --example create_payment_session_easy_safe_pay`

use std::error::Error;

use antom::create_payment_session::easy_safe_pay::{
    AgreementInfo, Buyer, Order, Outcome, PaymentMethod, Request, Response,
};
use antom::types::{Amount, PaymentMethodType, SettlementStrategy};
use antom::{Operation as _, Retry, Violations};

fn main() -> Result<(), Box<dyn Error>> {
    for request in [first_payment()?, later_payment("access-token-001")?] {
        println!("{} {}", Request::METHOD, Request::PATH);
        println!("{}\n", serde_json::to_string_pretty(&request)?);
        // Logs get the redacted view, which hides sensitive values.
        println!("{}\n", antom::redacted(&request));
    }

    // An HTTP client of your choice sends the requests; these are possible answers.
    for answer in ANSWERS {
        println!("{answer}");
        handle(&Response::from_json(answer.as_bytes())?);
    }
    Ok(())
}

fn first_payment() -> Result<Request, Violations> {
    let agreement = AgreementInfo::builder()
        .auth_state("a-value-that-nobody-guesses")
        .user_login_id("buyer@mail.example");
    payment("order-1001", wallet(), Some(agreement.build()))
}

fn later_payment(token: &str) -> Result<Request, Violations> {
    let wallet = PaymentMethod::builder()
        .payment_method_type(PaymentMethodType::AlipayCn)
        .payment_method_id(token);
    payment("order-1002", wallet.build(), None)
}

fn wallet() -> PaymentMethod {
    PaymentMethod::builder()
        .payment_method_type(PaymentMethodType::AlipayCn)
        .build()
}

fn payment(
    order: &str,
    method: PaymentMethod,
    agreement: Option<AgreementInfo>,
) -> Result<Request, Violations> {
    Request::builder()
        .payment_request_id(format!("{order}-1"))
        .order(
            Order::builder()
                .reference_order_id(order)
                .order_description("Two tickets for the evening show")
                .order_amount(Amount::new("CNY", 10_000))
                .buyer(Buyer::builder().reference_buyer_id("buyer-12")),
        )
        .payment_amount(Amount::new("CNY", 10_000))
        .payment_method(method)
        .payment_redirect_url("https://shop.example/result")
        .payment_notify_url("https://shop.example/notify")
        .settlement_strategy(SettlementStrategy::builder().settlement_currency("USD"))
        .maybe_agreement_info(agreement)
        .build()
}

/// Handles an answer.
fn handle(response: &Response) {
    match response.outcome() {
        Outcome::Success(success) => {
            // The data opens the session. Send it to the buyer's app and never log it.
            let data = success.payment_session_data.expose();
            println!("-> hand this to the client SDK in the buyer's app: {data}\n");
        }
        Outcome::Failure(failure) => match &failure.code {
            Some(code) => println!("-> {code}: {}\n", code.action().unwrap_or("not documented")),
            None => println!("-> failed without a reason\n"),
        },
        Outcome::Unknown(unknown) => match unknown.retry() {
            Some(Retry::SameRequest) => println!("-> send the same request again\n"),
            Some(Retry::BackOff) => println!("-> send the same request again, after a pause\n"),
            _ => println!("-> inquire before anything else\n"),
        },
        Outcome::Malformed(malformed) => println!("-> not understood: {}\n", malformed.reason),
    }
}

const ANSWERS: [&str; 4] = [
    r#"{"result": {"resultStatus": "S", "resultCode": "SUCCESS", "resultMessage": "success."},
 "paymentSessionId": "c2Vzc2lvbi0wMDE=", "paymentSessionData": "bmV2ZXIgbG9nIHRoaXM=",
 "paymentSessionExpiryTime": "2027-03-14T13:00:01+08:00"}"#,
    r#"{"result": {"resultStatus": "F", "resultCode": "PARAM_ILLEGAL"}}"#,
    r#"{"result": {"resultStatus": "U", "resultCode": "UNKNOWN_EXCEPTION"}}"#,
    r#"{"result": {"resultStatus": "S", "resultCode": "SUCCESS"}}"#,
];
