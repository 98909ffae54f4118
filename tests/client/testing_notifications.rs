//! The notifications of the gateway of tests.

use antom::signature::{ReceiveError, Rejection};
use antom::testing::{TestMessage, TestNotification};
use antom::types::{Acknowledgement, Amount};
use antom::webhooks::notify_payment::{Notification, PaymentState};
use antom::webhooks::{notify_capture, notify_refund};

use super::testing::{answer, client, gateway, inquiry, refund, session};

const PATH: &str = "/notify?shop=1";

/// Returns an answer with a body.
fn reply(status: u16, body: &[u8]) -> http::Response<Vec<u8>> {
    let answer = http::Response::builder().status(status);
    answer.body(body.to_vec()).expect("it is a status")
}

fn acknowledgement() -> Vec<u8> {
    serde_json::to_vec(&Acknowledgement::default()).expect("it can be written")
}

fn notified(message: TestMessage) -> (TestNotification, antom::signature::Verifier) {
    let gateway = gateway();
    let notification = gateway.notification::<Notification>(PATH, message, &session("request-1"));
    let verifier = gateway.verifier().expect("the key can be loaded");
    (notification.expect("there is an example"), verifier)
}

#[test]
fn a_notification_is_about_the_request_and_agrees_with_answers() {
    let gateway = gateway();
    let paid = TestMessage::state(PaymentState::Paid);
    let notification = gateway.notification::<Notification>(PATH, paid, &session("request-1"));
    let notification = notification.expect("there is an example");
    let request = &notification.attempts()[0].request;
    let verifier = gateway.verifier().expect("the key can be loaded");
    let found = Notification::receive(request.headers(), request.body(), PATH, &verifier);
    let found = found.expect("it is genuine");
    assert_eq!(found.payment_state(), PaymentState::Paid);
    assert_eq!(found.payment_request_id.as_deref(), Some("request-1"));
    assert_eq!(found.payment_amount, Some(Amount::new("SGD", 4200)));
    let inquired = answer(client(&gateway).send(&inquiry("request-1")));
    assert_eq!(inquired.payment_id, found.payment_id);
}

#[test]
fn a_notification_is_sent_until_it_is_acknowledged() {
    let (notification, verifier) = notified(TestMessage::success());
    let mut bodies = Vec::new();
    let mut signatures = Vec::new();
    let deliveries = notification.deliver(|request| {
        let read = Notification::receive(request.headers(), request.body(), PATH, &verifier);
        read.expect("each attempt is genuine");
        signatures.push(request.headers()["signature"].clone());
        bodies.push(request.body().clone());
        match bodies.len() {
            1 => reply(500, b""),
            2 => reply(200, br#"{"resultCode":"SUCCESS"}"#),
            3 => reply(202, &acknowledgement()),
            _ => reply(200, &acknowledgement()),
        }
    });
    let delays: Vec<u64> = deliveries.iter().map(|it| it.delay.as_secs()).collect();
    assert_eq!(delays, [0, 0, 120, 600]);
    let acknowledged: Vec<bool> = deliveries.iter().map(|it| it.is_acknowledged).collect();
    assert_eq!(acknowledged, [false, false, false, true]);
    assert!(bodies.iter().all(|body| *body == bodies[0]));
    assert_ne!(signatures[1], signatures[2]);
}

#[test]
fn an_unacknowledged_notification_is_given_up() {
    let (notification, _) = notified(TestMessage::success());
    let deliveries = notification.deliver(|_| reply(503, b""));
    let hours: u64 = deliveries.iter().map(|it| it.delay.as_secs()).sum::<u64>() / 3600;
    assert_eq!((deliveries.len(), hours), (9, 24));
    assert!(deliveries.iter().all(|it| !it.is_acknowledged));
}

#[test]
fn a_forged_notification_is_not_accepted() {
    let kinds = [
        (TestMessage::success().unsigned(), Rejection::Unsigned),
        (
            TestMessage::success().badly_signed(),
            Rejection::WrongSignature,
        ),
    ];
    for (message, rejection) in kinds {
        let (notification, verifier) = notified(message);
        let request = &notification.attempts()[0].request;
        let read = Notification::receive(request.headers(), request.body(), PATH, &verifier);
        assert_eq!(read, Err(ReceiveError::Unverified(rejection)));
    }
    let (lost, _) = notified(TestMessage::success().lost());
    assert!(lost.attempts().is_empty());
}

#[test]
fn every_webhook_can_be_sent() {
    let gateway = gateway();
    let about = refund("refund-1", "payment-1", 100);
    let message = || TestMessage::success();
    let refunded = gateway.notification::<notify_refund::Notification>(PATH, message(), &about);
    let refunded = refunded.expect("there is an example");
    let body = refunded.attempts()[0].request.body();
    let read = notify_refund::Notification::from_json(body).expect("it can be read");
    assert_eq!(read.refund_request_id.as_deref(), Some("refund-1"));
    let captured = gateway.notification::<notify_capture::Notification>(PATH, message(), &about);
    captured.expect("there is an example");
}
