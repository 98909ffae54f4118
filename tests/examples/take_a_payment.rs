//! Takes a payment and refunds it, against a gateway in memory, and prints each step.
//!
//! `cargo run --example take_a_payment`

use std::error::Error;
use std::time::Duration;

use antom::client::{BlockingClient, Resolution, Resolved, Sent};
use antom::create_payment_session::checkout_page as session;
use antom::inquiry_payment::{self, PaymentState};
use antom::inquiry_refund::{self, RefundState};
use antom::refund::Request as Refund;
use antom::signature::{HasScheme, Verifier};
use antom::testing::{TestGateway, TestMessage, TestNotification};
use antom::types::{Acknowledgement, Amount, Buyer, Order, SettlementStrategy};
use antom::webhooks::notify_payment;
use antom::{Operation, Violations};
use http::StatusCode;

/// The path of the URL for notifications, which is signed.
const NOTIFY: &str = "/notify";

/// The attempts of one call, and the inquiries about one payment.
const ATTEMPTS: usize = 5;

/// The pauses between the inquiries about a refund. A real program uses those of the
/// documents.
const PAUSES: [Duration; 5] = [Duration::ZERO; 5];

fn main() -> Result<(), Box<dyn Error>> {
    // The gateway makes its keys now. In production, the client has your own keys and sends
    // with `Reqwest` or `Ureq` to a server of `antom::servers`.
    let gateway = TestGateway::new()?;
    script(&gateway)?;
    let client = gateway.blocking_client()?;
    let price = Amount::from_major("SGD", "42.00")?;

    println!("1. Create a session for order-1001.");
    let request = session_request(&price)?;
    let session = send(&client, &request)?.into_success();
    let session = session.map_err(|response| format!("no session: {response:?}"))?;

    println!("2. Redirect the buyer to {}", session.normal_url.expose());

    println!("3. The buyer has paid, and the gateway notifies the shop.");
    let paid = TestMessage::state(PaymentState::Paid);
    let notification =
        gateway.notification::<notify_payment::Notification>(NOTIFY, paid, &request)?;
    deliver(&notification, &gateway.verifier()?, &price);

    println!("4. Inquire about the payment, before goods leave.");
    let payment = wait_for_payment(&client, &request.payment_request_id)?;

    println!("5. The buyer returns the lamp: refund it in full, and lose the answer.");
    refund(&client, payment, price)?;

    println!("The gateway received:");
    for request in gateway.requests() {
        let ids: Vec<&str> = request.ids().map(|(_, id)| id).collect();
        let operation = request.operation().unwrap_or("an unknown operation");
        println!("   {operation} of {}", ids.join(", "));
    }
    Ok(())
}

/// Sets the answers that are no success at once.
fn script(gateway: &TestGateway) -> Result<(), Box<dyn Error>> {
    let open = TestMessage::state(PaymentState::Open);
    let paid = TestMessage::state(PaymentState::Paid);
    gateway.script::<inquiry_payment::Request>([open, paid])?;
    // The gateway refunds the payment, but its answer is lost.
    gateway.script::<Refund>([TestMessage::timeout()])?;
    let open = TestMessage::state(RefundState::Open);
    let refunded = TestMessage::state(RefundState::Refunded);
    gateway.script::<inquiry_refund::Request>([open, refunded])?;
    Ok(())
}

fn session_request(price: &Amount) -> Result<session::Request, Violations> {
    let order = Order::builder()
        .reference_order_id("order-1001")
        .order_description("Desk lamp")
        .order_amount(price.clone())
        .buyer(Buyer::builder().reference_buyer_id("buyer-7"));
    session::Request::builder()
        // A new id for every attempt; the order keeps its own.
        .payment_request_id("order-1001-1")
        .order(order)
        .payment_amount(price.clone())
        .payment_redirect_url("https://shop.example/result")
        .payment_notify_url("https://shop.example/notify")
        .settlement_strategy(SettlementStrategy::builder().settlement_currency("SGD"))
        .build()
}

/// Sends a request until there is an answer. Each attempt sends the same bytes, so nothing
/// happens twice.
fn send<O: Operation + HasScheme>(
    client: &BlockingClient,
    request: &O,
) -> Result<O::Response, Box<dyn Error>> {
    let prepared = client.prepare(request)?;
    // Store `prepared.to_text()` here, to go on after a restart.
    for _ in 0..ATTEMPTS {
        match client.send_prepared(&prepared)? {
            Sent::Answer(response) => return Ok(response),
            // Nobody knows whether it took effect. Never start over with a new id.
            Sent::InDoubt(doubt) => println!("   {doubt}: send the same request again"),
        }
    }
    Err("in doubt: inquire later".into())
}

/// Refunds a payment, and finds out the outcome whatever the answer is.
fn refund(client: &BlockingClient, payment: String, price: Amount) -> Result<(), Box<dyn Error>> {
    let request = Refund::builder()
        .refund_request_id("refund-1001-1")
        .payment_id(payment)
        .refund_amount(price)
        .build()?;
    let prepared = client.prepare(&request)?;
    // Store `prepared.to_text()` here, to go on after a restart.
    let sent = client.send_prepared(&prepared)?;
    if let Sent::InDoubt(doubt) = &sent {
        println!("   {doubt}");
    }
    println!("6. Inquire about the refund.");
    let resolution = Resolution::after(prepared, sent)?.with_pauses(&PAUSES);
    match client.resolve(resolution) {
        Resolved::Found { state, .. } => println!("   the refund is {state}"),
        Resolved::Refused(response) => println!("   refused: {response:?}"),
        Resolved::Cancelled(_) => println!("   cancelled"),
        Resolved::NotSent(error) => println!("   {error}"),
        Resolved::Open(_) | Resolved::Cancelling(_) => println!("   still open: resume it later"),
    }
    Ok(())
}

/// Sends a notification to the shop until the shop acknowledges it.
fn deliver(notification: &TestNotification, verifier: &Verifier, price: &Amount) {
    let mut is_down = true;
    let shop = |request: &http::Request<Vec<u8>>| notified(request, verifier, price, &mut is_down);
    for delivery in notification.deliver(shop) {
        let (after, status) = (delivery.delay.as_secs(), delivery.status);
        println!("   after {after} s, the shop answered with {status}");
    }
}

/// Handles a notification as the shop's server does. It is down at first.
fn notified(
    request: &http::Request<Vec<u8>>,
    verifier: &Verifier,
    price: &Amount,
    is_down: &mut bool,
) -> http::Response<Vec<u8>> {
    if std::mem::take(is_down) {
        return reply(StatusCode::SERVICE_UNAVAILABLE, Vec::new());
    }
    let (headers, body) = (request.headers(), request.body());
    let received = notify_payment::Notification::receive(headers, body, NOTIFY, verifier);
    let acknowledgement = serde_json::to_vec(&Acknowledgement::default());
    match (received, acknowledgement) {
        (Ok(notification), Ok(acknowledgement)) => {
            let is_exact = notification.payment_amount.as_ref() == Some(price);
            println!(
                "   genuine: {}, in full: {is_exact}",
                notification.payment_state()
            );
            reply(StatusCode::OK, acknowledgement)
        }
        (Err(error), _) => {
            println!("   {error}");
            reply(StatusCode::BAD_REQUEST, Vec::new())
        }
        (Ok(_), Err(_)) => reply(StatusCode::INTERNAL_SERVER_ERROR, Vec::new()),
    }
}

fn reply(status: StatusCode, body: Vec<u8>) -> http::Response<Vec<u8>> {
    let mut answer = http::Response::new(body);
    *answer.status_mut() = status;
    answer
}

/// Inquires until a payment has a final state, and returns the gateway's id of it.
fn wait_for_payment(client: &BlockingClient, id: &str) -> Result<String, Box<dyn Error>> {
    let request = inquiry_payment::Request::builder().payment_request_id(id);
    let request = request.build()?;
    for _ in 0..ATTEMPTS {
        let response = send(client, &request)?;
        let state = response.payment_state();
        println!("   the payment is {state}");
        match state {
            PaymentState::Paid => return Ok(response.payment_id.ok_or("there is no id")?),
            PaymentState::Failed | PaymentState::Cancelled => break,
            // A real program waits for two seconds here.
            PaymentState::Open | PaymentState::Undetermined => {}
        }
    }
    Err("the payment did not succeed".into())
}
