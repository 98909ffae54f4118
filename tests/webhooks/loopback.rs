//! Sends the notifications of the crate's gateway of tests to both handlers over loopback.

mod site;

use antom::testing::TestMessage;
use antom::types::Acknowledgement;
use antom::webhooks::notify_payment::PaymentState;
use antom_webhooks::shop::{Effect, Reason, State};
use serde_json::{Value, json};

use site::{ORDER, Site, price, sites};

/// A payment of the order. Its amount has a member that this version does not know.
fn paid() -> TestMessage {
    TestMessage::state(PaymentState::Paid).with("/paymentAmount/new", "member")
}

fn failed() -> TestMessage {
    TestMessage::state(PaymentState::Failed)
}

fn pending() -> TestMessage {
    TestMessage::state(PaymentState::Open)
}

/// Starts both servers, each with the open order.
fn with_order() -> [Site; 2] {
    let sites = sites();
    for site in &sites {
        let added = site.shop.add(ORDER, price());
        added.expect("the database can be reached");
    }
    sites
}

/// Sends a genuine notification, and checks that it is acknowledged with this effect and
/// leaves the order in this state.
#[track_caller]
fn assert_acknowledged(site: &Site, message: TestMessage, effect: Effect, state: State) {
    let reply = site.send(message);
    assert_eq!(reply.status, 200, "{}", site.name);
    let acknowledgement = serde_json::from_str(&reply.body);
    assert_eq!(acknowledgement.ok(), Some(Acknowledgement::default()));
    assert_eq!(site.last_told(), effect.to_string(), "{}", site.name);
    assert_eq!(site.shop.state(ORDER), Ok(Some(state)), "{}", site.name);
}

/// Checks that a message is refused with an HTTP error, that people are told why, and that
/// the order is as it was.
#[track_caller]
fn assert_refused(site: &Site, reply: &site::Reply, status: u16, why: &str) {
    assert_eq!(reply.status, status, "{}", site.name);
    assert_eq!(reply.body, "", "{}", site.name);
    let told = site.last_told();
    assert!(told.contains(why), "{}: {told}", site.name);
}

#[test]
fn a_payment_moves_its_order_once() {
    for site in with_order() {
        assert_acknowledged(&site, paid(), Effect::Moved(State::Paid), State::Paid);
        assert_acknowledged(&site, paid(), Effect::Repeated, State::Paid);
    }
}

#[test]
fn an_open_payment_leaves_its_order_open() {
    for site in with_order() {
        assert_acknowledged(&site, pending(), Effect::StillOpen, State::Open);
        assert_acknowledged(&site, paid(), Effect::Moved(State::Paid), State::Paid);
    }
}

#[test]
fn a_forged_notification_is_refused() {
    for site in with_order() {
        let reply = site.send(paid().badly_signed());
        assert_refused(&site, &reply, 400, "signature does not belong");
        let reply = site.send(paid().unsigned());
        assert_refused(&site, &reply, 400, "not signed");
        assert_eq!(site.shop.state(ORDER), Ok(Some(State::Open)));
    }
}

#[test]
fn a_notification_with_another_body_is_refused() {
    for site in with_order() {
        // The same JSON, but other bytes.
        let reply = site.send_altered(paid(), |body| body.push(b' '));
        assert_refused(&site, &reply, 400, "signature does not belong");
        let other = site.notification(paid()).into_body();
        let reply = site.send_altered(failed(), |body| *body = other);
        assert_refused(&site, &reply, 400, "signature does not belong");
        assert_eq!(site.shop.state(ORDER), Ok(Some(State::Open)));
    }
}

#[test]
fn a_genuine_notification_that_cannot_be_read_is_refused() {
    for site in with_order() {
        let reply = site.send(TestMessage::bytes(r#"{"notifyType":"#));
        assert_refused(&site, &reply, 400, "cannot read");
    }
}

#[test]
fn an_unknown_type_is_acknowledged_and_changes_nothing() {
    for site in with_order() {
        for notify_type in ["CAPTURE_RESULT", "NEW_TYPE"] {
            let other = paid().with("/notifyType", notify_type);
            let effect = Effect::NotApplied(Reason::OtherType);
            assert_acknowledged(&site, other, effect, State::Open);
        }
    }
}

#[test]
fn another_amount_is_acknowledged_and_changes_nothing() {
    let amounts = [
        json!({"currency": "SGD", "value": "1"}),
        json!({"currency": "JPY", "value": "4200"}),
        Value::Null,
    ];
    for site in with_order() {
        for amount in amounts.clone() {
            let other = paid().with("/paymentAmount", amount);
            let effect = Effect::NotApplied(Reason::OtherAmount);
            assert_acknowledged(&site, other, effect, State::Open);
        }
        assert_acknowledged(&site, paid(), Effect::Moved(State::Paid), State::Paid);
    }
}

#[test]
fn a_final_order_never_moves_again() {
    let refused = Effect::NotApplied(Reason::FinalOrder);
    for site in with_order() {
        assert_acknowledged(&site, paid(), Effect::Moved(State::Paid), State::Paid);
        assert_acknowledged(&site, failed(), refused, State::Paid);
        let second = paid().with("/paymentId", "another");
        assert_acknowledged(&site, second, refused, State::Paid);
        assert_acknowledged(&site, pending(), Effect::StillOpen, State::Paid);
    }
    for site in with_order() {
        assert_acknowledged(&site, failed(), Effect::Moved(State::Failed), State::Failed);
        assert_acknowledged(&site, paid(), refused, State::Failed);
    }
}

#[test]
fn a_notification_about_an_unknown_order_is_acknowledged() {
    for site in with_order() {
        let unknown = paid().with("/paymentRequestId", "order-of-nobody");
        let effect = Effect::NotApplied(Reason::UnknownOrder);
        assert_acknowledged(&site, unknown, effect, State::Open);
        let incomplete = paid().with("/paymentId", Value::Null);
        let effect = Effect::NotApplied(Reason::Incomplete);
        assert_acknowledged(&site, incomplete, effect, State::Open);
    }
}

#[test]
fn a_notification_that_cannot_be_stored_is_sent_again() {
    for site in with_order() {
        site.shop.disconnect();
        let reply = site.send(paid());
        assert_refused(&site, &reply, 503, "database");
    }
}
