//! The payments that the gateway of tests keeps for inquiries.

use antom::inquiry_payment::{self, PaymentState};
use antom::inquiry_refund::{self, RefundState};
use antom::pay::entry_code as pay;
use antom::testing::{TestGateway, TestMessage};
use antom::webhooks::notify_payment::Notification;
use antom::{Response, refund};

use super::testing::{answer, client, gateway, inquiry, refund, session};

const PAYMENT: &str = include_str!("../samples/pay.entry_code/request.json");

/// The id of the sample.
const ID: &str = "102775745070001";

/// Returns the state of a payment, or `None` if an inquiry does not find it.
fn found(gateway: &TestGateway, id: &str) -> Option<PaymentState> {
    state(&answer(client(gateway).send(&inquiry(id))))
}

fn state(response: &inquiry_payment::Response) -> Option<PaymentState> {
    let code = response.code();
    (code != Some("ORDER_NOT_EXIST")).then(|| response.payment_state())
}

fn pay(gateway: &TestGateway) {
    let request = pay::Request::from_json(PAYMENT.as_bytes()).expect("it is a request");
    // The result is of no interest here.
    let _ = client(gateway).send(&request).expect("it is sent");
}

#[test]
fn an_inquiry_finds_what_was_made() {
    let gateway = gateway();
    assert_eq!(found(&gateway, "request-1"), None);
    answer(client(&gateway).send(&session("request-1")));
    let response = answer(client(&gateway).send(&inquiry("request-1")));
    assert_eq!(state(&response), Some(PaymentState::Paid));
    assert_eq!(found(&gateway, "request-2"), None);
    let by_payment = |id: &str| {
        let request = inquiry_payment::Request::builder().payment_id(id);
        let request = request.build().expect("it is valid");
        state(&answer(client(&gateway).send(&request)))
    };
    let payment = response.payment_id.expect("it is in the example");
    assert_eq!(by_payment(&payment), Some(PaymentState::Paid));
    assert_eq!(by_payment("another"), None);
}

#[test]
fn the_state_follows_from_the_script_of_the_payment() {
    let open = || TestMessage::code("PAYMENT_IN_PROCESS");
    for (script, expected) in [
        (vec![TestMessage::timeout()], Some(PaymentState::Paid)),
        (
            vec![TestMessage::success().badly_signed()],
            Some(PaymentState::Paid),
        ),
        (vec![open()], Some(PaymentState::Open)),
        (vec![open().lost()], Some(PaymentState::Open)),
        (
            vec![open(), TestMessage::success()],
            Some(PaymentState::Paid),
        ),
        (vec![TestMessage::not_received()], None),
        (vec![TestMessage::code("RISK_REJECT")], None),
        (vec![TestMessage::code("RISK_REJECT").lost()], None),
    ] {
        let gateway = gateway();
        let calls = script.len();
        let script = gateway.script::<pay::Request>(script);
        script.expect("the answers are known");
        for _ in 0..calls {
            pay(&gateway);
        }
        assert_eq!(found(&gateway, ID), expected);
        assert_eq!(found(&gateway, ID), expected, "it does not change");
    }
}

#[test]
fn the_script_of_an_inquiry_takes_precedence() {
    let gateway = gateway();
    pay(&gateway);
    let states = [PaymentState::Open, PaymentState::Failed];
    let script = gateway.script::<inquiry_payment::Request>(states.map(TestMessage::state));
    script.expect("the states are known");
    for state in states {
        assert_eq!(found(&gateway, ID), Some(state));
    }
}

#[test]
fn an_inquiry_finds_what_a_genuine_notification_reports() {
    let failed = TestMessage::state(PaymentState::Failed);
    for (message, expected) in [
        (failed.clone(), Some(PaymentState::Failed)),
        (failed.clone().lost(), Some(PaymentState::Failed)),
        (failed.badly_signed(), None),
    ] {
        let gateway = gateway();
        let about = session("request-1");
        let notification = gateway.notification::<Notification>("/notify", message, &about);
        notification.expect("there is an example");
        assert_eq!(found(&gateway, "request-1"), expected);
    }
}

#[test]
fn a_refund_has_an_inquiry_of_its_own() {
    let gateway = gateway();
    let client = client(&gateway);
    let open = gateway.script::<refund::Request>([TestMessage::code("REFUND_IN_PROCESS")]);
    open.expect("the operation has the code");
    answer(client.send(&refund("refund-1", "payment-1", 100)));
    let inquire = |id: &str| {
        let request = inquiry_refund::Request::builder().refund_request_id(id);
        answer(client.send(&request.build().expect("it is valid")))
    };
    assert_eq!(inquire("refund-1").refund_state(), RefundState::Open);
    assert_eq!(inquire("refund-2").code(), Some("ORDER_NOT_EXIST"));
    assert_eq!(found(&gateway, "refund-1"), None);
}
