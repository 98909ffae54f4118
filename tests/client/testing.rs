//! The gateway of tests in memory: scripts, refusals, idempotency and agreement of ids.

use antom::client::{BlockingClient, NotSent, Sent};
use antom::signature::{Doubt, HasScheme, Rejection};
use antom::testing::{Refusal, ScriptError, TestGateway, TestKeys, TestMessage, TestRequest};
use antom::types::{Amount, Order, PaymentMethod, SettlementStrategy};
use antom::{Operation, OutcomeKind, Response, cancel, create_payment_session};
use antom::{inquiry_payment, refund};

use inquiry_payment::PaymentState;

use super::clients::run;

pub fn gateway() -> TestGateway {
    TestGateway::new().expect("keys can be made")
}

pub fn client(gateway: &TestGateway) -> BlockingClient {
    gateway.blocking_client().expect("it can be built")
}

/// Returns the answer to a request.
pub fn answer<R: std::fmt::Debug>(sent: Result<Sent<R>, NotSent>) -> R {
    match sent {
        Ok(Sent::Answer(response)) => response,
        other => panic!("{other:?}"),
    }
}

/// Returns the doubt of a call.
fn doubt<R: std::fmt::Debug>(sent: Result<Sent<R>, NotSent>) -> Doubt {
    match sent {
        Ok(Sent::InDoubt(doubt)) => doubt.doubt().clone(),
        other => panic!("{other:?}"),
    }
}

pub fn inquiry(id: &str) -> inquiry_payment::Request {
    let request = inquiry_payment::Request::builder().payment_request_id(id);
    request.build().expect("it is valid")
}

pub fn refund(id: &str, payment: &str, cents: u64) -> refund::Request {
    let request = refund::Request::builder()
        .refund_request_id(id)
        .payment_id(payment)
        .refund_amount(Amount::new("SGD", cents));
    request.build().expect("it is valid")
}

pub fn session(id: &str) -> create_payment_session::cashier::Request {
    let price = Amount::new("SGD", 4200);
    let order = Order::builder()
        .reference_order_id("order-1")
        .order_description("Desk lamp")
        .order_amount(price.clone());
    create_payment_session::cashier::Request::builder()
        .payment_request_id(id)
        .order(order)
        .payment_amount(price)
        .payment_method(PaymentMethod::builder().payment_method_type("CARD"))
        .payment_redirect_url("https://shop.example/return")
        .settlement_strategy(SettlementStrategy::builder().settlement_currency("SGD"))
        .build()
        .expect("it is valid")
}

fn scripted<O: Operation + HasScheme>(
    answers: impl IntoIterator<Item = TestMessage>,
) -> TestGateway {
    let gateway = gateway();
    gateway.script::<O>(answers).expect("the answers are known");
    gateway
}

#[test]
fn a_success_has_the_ids_of_the_request() {
    let gateway = gateway();
    let request = cancel::Request::builder().payment_request_id("request-1");
    let response = answer(client(&gateway).send(&request.build().expect("it is valid")));
    assert_eq!(response.outcome_kind(), OutcomeKind::Success);
    assert_eq!(response.payment_request_id.as_deref(), Some("request-1"));
}

#[test]
fn both_clients_receive_the_answer() {
    let gateway = gateway();
    let client = gateway.client().expect("it can be built");
    answer(run(client.send(&session("request-1"))));
    let response = answer(run(client.send(&inquiry("request-1"))));
    assert_eq!(response.payment_state(), PaymentState::Paid);
    assert_eq!(gateway.requests().len(), 2);
}

#[test]
fn a_script_is_followed_and_its_last_answer_is_repeated() {
    let open = TestMessage::state(PaymentState::Open);
    let paid = TestMessage::state(PaymentState::Paid);
    let gateway = scripted::<inquiry_payment::Request>([open, paid]);
    let client = client(&gateway);
    let states: Vec<PaymentState> = (0..3)
        .map(|_| answer(client.send(&inquiry("request-1"))).payment_state())
        .collect();
    let expected = [PaymentState::Open, PaymentState::Paid, PaymentState::Paid];
    assert_eq!(states, expected);
}

#[test]
fn every_code_of_an_operation_can_be_answered() {
    let gateway = gateway();
    let client = client(&gateway);
    for known in cancel::ResultCode::KNOWN {
        let code = cancel::ResultCode::from(*known);
        let script = gateway.script::<cancel::Request>([TestMessage::code(&code)]);
        script.expect("the operation has the code");
        let request = cancel::Request::builder().payment_request_id("request-1");
        let response = answer(client.send(&request.build().expect("it is valid")));
        assert_eq!(Response::code(&response), Some(*known));
        let status = response.result.and_then(|result| result.result_status);
        assert_eq!(status, code.status(), "{known}");
    }
}

#[test]
fn an_unknown_code_is_a_failure() {
    let gateway = scripted::<cancel::Request>([TestMessage::code("NEW_CODE")]);
    let request = cancel::Request::builder().payment_request_id("request-1");
    let response = answer(client(&gateway).send(&request.build().expect("it is valid")));
    assert_eq!(response.outcome_kind(), OutcomeKind::Failure);
}

#[test]
fn every_kind_of_doubt_can_be_scripted() {
    let kinds = [
        (TestMessage::timeout(), Doubt::TimedOut),
        (TestMessage::not_received(), Doubt::TimedOut),
        (
            TestMessage::success().broken(),
            Doubt::Broken {
                message: "the script says so".to_owned(),
            },
        ),
        (
            TestMessage::success().badly_signed(),
            Doubt::Unverified(Rejection::WrongSignature),
        ),
        (
            TestMessage::success().unsigned(),
            Doubt::Unverified(Rejection::UnsignedSuccess),
        ),
        (
            TestMessage::code("SYSTEM_ERROR").unsigned(),
            Doubt::Unverified(Rejection::Unsigned),
        ),
        (
            TestMessage::success().with("/paymentRequestId", "request-2"),
            Doubt::OtherRequest {
                member: "paymentRequestId",
            },
        ),
    ];
    for (message, expected) in kinds {
        let gateway = scripted::<inquiry_payment::Request>([message]);
        assert_eq!(
            doubt(client(&gateway).send(&inquiry("request-1"))),
            expected
        );
    }
    for message in [
        TestMessage::garbage(),
        TestMessage::success().with_status(502),
    ] {
        let gateway = scripted::<inquiry_payment::Request>([message]);
        let doubt = doubt(client(&gateway).send(&inquiry("request-1")));
        assert!(matches!(doubt, Doubt::Unreadable(_)), "{doubt:?}");
    }
}

#[test]
fn a_message_that_cannot_be_made_is_an_error() {
    let gateway = gateway();
    let script = |message| gateway.script::<cancel::Request>([message]);
    let error = script(TestMessage::example("other")).expect_err("there is none");
    assert_eq!(
        error.to_string(),
        "there is no example `other`, only: success, failure, unknown"
    );
    let state = "paid".to_owned();
    assert_eq!(
        script(TestMessage::state(&state)),
        Err(ScriptError::NoSuchState { state })
    );
    let pointer = "/result/resultCode/x".to_owned();
    assert_eq!(
        script(TestMessage::success().with(&*pointer, "x")),
        Err(ScriptError::Pointer { pointer })
    );
    assert_eq!(
        gateway.script::<cancel::Request>([]),
        Err(ScriptError::Empty)
    );
}

#[test]
fn a_request_that_breaks_a_rule_is_refused() {
    let gateway = gateway();
    let signature = gateway.gateway();
    let mut request = inquiry("request-1");
    request.payment_request_id = Some("x".repeat(65));
    let prepared = antom::signature::Prepared::new_unvalidated(&request, signature);
    let response = client(&gateway).send_prepared(&prepared.expect("it can be written"));
    assert_eq!(Response::code(&answer(response)), Some("PARAM_ILLEGAL"));
    let requests = gateway.requests();
    assert!(matches!(requests[0].refusal(), Some(Refusal::Invalid(found)) if found.len() == 1));
    assert!(!format!("{requests:?}").contains("signature"));
}

#[test]
fn a_path_that_no_operation_has_is_refused() {
    let gateway = gateway();
    let client = client(&gateway);
    let bytes = answer(client.call("/v1/payments/other", b"{}"));
    assert!(String::from_utf8_lossy(bytes.expose()).contains("NO_INTERFACE_DEF"));
    let bytes = answer(client.call("/v1/payments/cancel", b"["));
    assert!(String::from_utf8_lossy(bytes.expose()).contains("PARAM_ILLEGAL"));
    let refusals: Vec<_> = gateway.requests();
    assert_eq!(refusals[0].refusal(), Some(&Refusal::UnknownOperation));
    assert!(matches!(
        refusals[1].refusal(),
        Some(Refusal::Unreadable(_))
    ));
}

#[test]
fn a_request_of_another_client_or_key_is_refused_without_a_signature() {
    let keys = TestKeys::made().expect("keys can be made");
    let swapped = TestKeys::from_texts(
        super::keys::merchant().pkcs8_pem().as_str(),
        super::keys::gateway().pkcs8_pem().as_str(),
    );
    let own = gateway();
    let strangers = [
        (
            "SANDBOX_OTHER",
            keys,
            "the message names another client id than the verifier's",
        ),
        (
            own.gateway().client_id(),
            swapped.expect("they are keys"),
            "the signature does not belong to the message",
        ),
    ];
    for (client_id, keys, reason) in strangers {
        let stranger = TestGateway::for_client(client_id, keys).expect("it is a client id");
        let client = BlockingClient::builder()
            .gateway(stranger.gateway().clone())
            .keys(stranger.keys().load().expect("they are keys"))
            .transport(own.clone())
            .build()
            .expect("it can be built");
        let Ok(Sent::InDoubt(doubt)) = client.send(&inquiry("request-1")) else {
            panic!("the answer is not signed");
        };
        assert_eq!(doubt.doubt(), &Doubt::Unverified(Rejection::Unsigned));
        let result = doubt.reported_result().expect("it can be read");
        assert_eq!(result.code(), Some("INVALID_SIGNATURE"));
        let requests = own.requests();
        let refusal = requests.last().and_then(TestRequest::refusal);
        let refusal = refusal.expect("it was refused").to_string();
        assert!(refusal.starts_with(reason), "{refusal}");
    }
}

#[test]
fn a_request_finds_its_operation_among_several_with_one_path() {
    let gateway = gateway();
    let client = client(&gateway);
    answer(client.send(&session("request-1")));
    let requests = gateway.requests();
    assert_eq!(
        requests[0].module(),
        Some("create_payment_session::cashier")
    );
    let message = requests[0].message::<create_payment_session::cashier::Request>();
    assert_eq!(message, Some(&session("request-1")));
}

#[test]
fn every_sample_finds_its_operation() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples");
    let samples = [
        (
            "create_payment_session.checkout_page",
            "createPaymentSession",
        ),
        ("create_payment_session.cashier", "createPaymentSession"),
        (
            "create_payment_session.easy_safe_pay",
            "createPaymentSession",
        ),
        (
            "create_payment_session.payment_element",
            "createPaymentSession",
        ),
        ("pay.cashier", "pay"),
        ("pay.entry_code", "pay"),
    ];
    let gateway = gateway();
    for (module, path) in samples {
        let body = std::fs::read(format!("{directory}/{module}/request.json"));
        let path = format!("/v1/payments/{path}");
        answer(client(&gateway).call(&path, &body.expect("the sample is there")));
        let requests = gateway.requests();
        let found = requests.last().and_then(TestRequest::module);
        assert_eq!(found, Some(&*module.replace('.', "::")));
    }
}

#[test]
fn ids_and_amounts_agree_from_call_to_call() {
    let gateway = gateway();
    let client = client(&gateway);
    for id in ["request-1", "request-2"] {
        answer(client.send(&session(id)));
    }
    let inquire = |id: &str| answer(client.send(&inquiry(id)));
    let (first, second) = (inquire("request-1"), inquire("request-2"));
    assert_eq!(first.payment_amount, Some(Amount::new("SGD", 4200)));
    assert_ne!(first.payment_id, second.payment_id);
    assert_eq!(first.payment_id, inquire("request-1").payment_id);
    let payment = first.payment_id.expect("it is in the example");
    let refunds =
        ["refund-1", "refund-2"].map(|id| answer(client.send(&refund(id, &payment, 100))));
    let [first, second] = refunds.map(|refund| refund.refund_id);
    assert_ne!(first, second);
}

#[test]
fn a_known_outcome_is_repeated_and_an_open_one_is_not() {
    let gateway = scripted::<refund::Request>([
        TestMessage::code("REFUND_IN_PROCESS"),
        TestMessage::timeout(),
        TestMessage::code("PROCESS_FAIL"),
    ]);
    let client = client(&gateway);
    let request = refund("refund-1", "payment-1", 100);
    let kinds = || answer(client.send(&request)).outcome_kind();
    assert_eq!(kinds(), OutcomeKind::Unknown);
    assert_eq!(doubt(client.send(&request)), Doubt::TimedOut);
    // The answer of the call that timed out is stored, so the script does not go on.
    assert_eq!(kinds(), OutcomeKind::Success);
    assert_eq!(kinds(), OutcomeKind::Success);
    let repeated: Vec<bool> = gateway
        .requests()
        .iter()
        .map(TestRequest::is_repeated)
        .collect();
    assert_eq!(repeated, [false, false, true, true]);
    let other = answer(client.send(&refund("refund-2", "payment-1", 100)));
    assert_eq!(other.outcome_kind(), OutcomeKind::Failure);
}

#[test]
fn a_request_that_is_not_received_has_no_effect() {
    let answers = [TestMessage::not_received(), TestMessage::success()];
    let gateway = scripted::<refund::Request>(answers);
    let client = client(&gateway);
    let request = refund("refund-1", "payment-1", 100);
    assert_eq!(doubt(client.send(&request)), Doubt::TimedOut);
    assert!(gateway.requests().is_empty());
    assert_eq!(
        answer(client.send(&request)).outcome_kind(),
        OutcomeKind::Success
    );
    assert!(!gateway.requests()[0].is_repeated());
}

#[test]
fn another_amount_with_the_same_id_is_refused() {
    let gateway = gateway();
    let client = client(&gateway);
    answer(client.send(&refund("refund-1", "payment-1", 100)));
    let other = answer(client.send(&refund("refund-1", "payment-1", 200)));
    assert_eq!(Response::code(&other), Some("REPEAT_REQ_INCONSISTENT"));
    let requests = gateway.requests();
    assert_eq!(requests[1].refusal(), Some(&Refusal::OtherRequest));
}

#[test]
fn output_for_logs_shows_no_key_and_no_body() {
    let gateway = gateway();
    answer(client(&gateway).send(&session("request-1")));
    let shown = format!("{gateway:?} {:?} {:?}", gateway.keys(), gateway.requests());
    assert!(
        !shown.contains("Desk lamp") && !shown.contains("PRIVATE"),
        "{shown}"
    );
}
