//! Sends notifications to both handlers over loopback, with keys that are made when the
//! tests run and signatures of a second library.

#[expect(dead_code, reason = "the tests of signatures need more")]
#[path = "../signing/keys.rs"]
mod keys;
#[expect(dead_code, reason = "the tests of signatures need more")]
#[path = "../signing/messages.rs"]
mod messages;
mod site;

use antom::types::{Acknowledgement, Amount};
use antom_webhooks::shop::{Effect, Reason, State};

use keys::merchant;
use site::{Site, sites};

/// The id of the shop's order of 42.00 SGD.
const ORDER: &str = "order-1001-1";

/// A notification about the order.
fn notification(notify_type: &str, status: &str, payment_id: &str, amount: &str) -> String {
    format!(
        r#"{{"notifyType":"{notify_type}","paymentRequestId":"{ORDER}","paymentId":"{payment_id}",
            "result":{{"resultStatus":"{status}","resultCode":"X","resultMessage":"m"}},
            "paymentAmount":{amount}}}"#
    )
}

/// The amount of the order, with a member that this version does not know.
const PRICE: &str = r#"{"currency":"SGD","value":"4200","new":"member"}"#;

fn paid() -> String {
    notification("PAYMENT_RESULT", "S", "p-1", PRICE)
}

fn failed() -> String {
    notification("PAYMENT_RESULT", "F", "p-1", PRICE)
}

/// Starts both servers, each with the open order.
fn with_order() -> [Site; 2] {
    let sites = sites();
    for site in &sites {
        let added = site.shop.add(ORDER, Amount::new("SGD", 4200));
        added.expect("the database can be reached");
    }
    sites
}

/// Sends a genuine notification, and checks that it is acknowledged with this effect and
/// leaves the order in this state.
#[track_caller]
fn assert_acknowledged(site: &Site, body: &str, effect: Effect, state: State) {
    let reply = site.send(body);
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
        let paid = paid();
        assert_acknowledged(&site, &paid, Effect::Moved(State::Paid), State::Paid);
        assert_acknowledged(&site, &paid, Effect::Repeated, State::Paid);
    }
}

#[test]
fn an_open_payment_leaves_its_order_open() {
    for site in with_order() {
        let pending = notification("PAYMENT_PENDING", "S", "p-1", PRICE);
        assert_acknowledged(&site, &pending, Effect::StillOpen, State::Open);
        let paid = paid();
        assert_acknowledged(&site, &paid, Effect::Moved(State::Paid), State::Paid);
    }
}

#[test]
fn a_forged_notification_is_refused() {
    for site in with_order() {
        let reply = site.send_signed_by(merchant(), &paid());
        assert_refused(&site, &reply, 400, "signature does not belong");
        let reply = site.send_unsigned(&paid());
        assert_refused(&site, &reply, 400, "not signed");
        assert_eq!(site.shop.state(ORDER), Ok(Some(State::Open)));
    }
}

#[test]
fn a_notification_with_another_body_is_refused() {
    for site in with_order() {
        // The same JSON, but other bytes.
        let paid = paid();
        let reply = site.send_altered(&paid, &format!("{paid} "));
        assert_refused(&site, &reply, 400, "signature does not belong");
        let reply = site.send_altered(&failed(), &paid);
        assert_refused(&site, &reply, 400, "signature does not belong");
        assert_eq!(site.shop.state(ORDER), Ok(Some(State::Open)));
    }
}

#[test]
fn a_genuine_notification_that_cannot_be_read_is_refused() {
    for site in with_order() {
        let reply = site.send(r#"{"notifyType":"#);
        assert_refused(&site, &reply, 400, "cannot read");
    }
}

#[test]
fn an_unknown_type_is_acknowledged_and_changes_nothing() {
    for site in with_order() {
        for notify_type in ["CAPTURE_RESULT", "NEW_TYPE"] {
            let other = notification(notify_type, "S", "p-1", PRICE);
            let effect = Effect::NotApplied(Reason::OtherType);
            assert_acknowledged(&site, &other, effect, State::Open);
        }
    }
}

#[test]
fn another_amount_is_acknowledged_and_changes_nothing() {
    let amounts = [
        r#"{"currency":"SGD","value":"1"}"#,
        r#"{"currency":"JPY","value":"4200"}"#,
        "null",
    ];
    for site in with_order() {
        for amount in amounts {
            let other = notification("PAYMENT_RESULT", "S", "p-1", amount);
            let effect = Effect::NotApplied(Reason::OtherAmount);
            assert_acknowledged(&site, &other, effect, State::Open);
        }
        let paid = paid();
        assert_acknowledged(&site, &paid, Effect::Moved(State::Paid), State::Paid);
    }
}

#[test]
fn a_final_order_never_moves_again() {
    let refused = Effect::NotApplied(Reason::FinalOrder);
    for site in with_order() {
        assert_acknowledged(&site, &paid(), Effect::Moved(State::Paid), State::Paid);
        assert_acknowledged(&site, &failed(), refused, State::Paid);
        let second = notification("PAYMENT_RESULT", "S", "p-2", PRICE);
        assert_acknowledged(&site, &second, refused, State::Paid);
        let pending = notification("PAYMENT_PENDING", "S", "p-1", PRICE);
        assert_acknowledged(&site, &pending, Effect::StillOpen, State::Paid);
    }
    for site in with_order() {
        assert_acknowledged(
            &site,
            &failed(),
            Effect::Moved(State::Failed),
            State::Failed,
        );
        assert_acknowledged(&site, &paid(), refused, State::Failed);
    }
}

#[test]
fn a_notification_about_an_unknown_order_is_acknowledged() {
    for site in with_order() {
        let unknown = paid().replace(ORDER, "order-of-nobody");
        let effect = Effect::NotApplied(Reason::UnknownOrder);
        assert_acknowledged(&site, &unknown, effect, State::Open);
        let incomplete = paid().replace("paymentId", "otherId");
        let effect = Effect::NotApplied(Reason::Incomplete);
        assert_acknowledged(&site, &incomplete, effect, State::Open);
    }
}

#[test]
fn a_notification_that_cannot_be_stored_is_sent_again() {
    for site in with_order() {
        site.shop.disconnect();
        let reply = site.send(&paid());
        assert_refused(&site, &reply, 503, "database");
    }
}
