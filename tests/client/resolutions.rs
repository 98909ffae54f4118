//! The steps after an open outcome, played through without a clock or a connection.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use antom::client::{
    BlockingClient, Client, NotSent, Resolution, Resolve, Resolved, Sent, Step, Timeouts,
    TransportError,
};
use antom::inquiry_payment::PaymentState;
use antom::pay::entry_code as pay;
use antom::signature::{Gateway, HasScheme, Prepared};
use antom::testing::{TestGateway, TestMessage, TestRequest};
use antom::{Operation, cancel, inquiry_payment, refund, servers};

use super::clients::{blocking_client, client, run};
use super::messages::CLIENT;
use super::server::{Server, answer, signed};

const PAYMENT: &str = include_str!("../samples/pay.entry_code/request.json");
const REFUND: &str = include_str!("../samples/refund/request.json");

const PROCESSING: &str =
    include_str!("../samples/inquiry_payment/response-success-processing.json");

/// Returns the sample of a success of an operation.
fn success(operation: &str) -> &'static str {
    match operation {
        "pay" => include_str!("../samples/pay.entry_code/response-success.json"),
        "refund" => include_str!("../samples/refund/response-success.json"),
        "cancel" => include_str!("../samples/cancel/response-success.json"),
        other => panic!("there is no sample for {other}"),
    }
}

/// A result of a call.
#[derive(Clone, Copy, Debug)]
enum Reply {
    /// An answer with a status and a code.
    Answer(&'static str, &'static str),
    /// The answer that means success.
    Success,
    /// An answer to an inquiry, with the status of the payment.
    Payment(&'static str),
    InDoubt,
    NotConnected,
    OtherGateway,
}

use Reply::{Answer, InDoubt, NotConnected, OtherGateway, Payment, Success};

const PAID: Reply = Payment("SUCCESS");
const OPEN: Reply = Payment("PROCESSING");
const UNKNOWN: Reply = Answer("U", "UNKNOWN_EXCEPTION");
const MALFORMED: Reply = Answer("?", "SUCCESS");
const NOT_FOUND: Reply = Answer("F", "ORDER_NOT_EXIST");
const DENIED: Reply = Answer("F", "ACCESS_DENIED");
/// A failure that says that the request is wrong.
const REFUSED: Reply = Answer("F", "PARAM_ILLEGAL");
/// A failure to cancel that passes.
const SHORT: Reply = Answer("F", "MERCHANT_BALANCE_NOT_ENOUGH");

impl Reply {
    /// Returns the result of a call as a client returns it.
    fn result<O>(self, request: &Prepared<O>) -> Result<Sent<O::Response>, NotSent>
    where
        O: Operation<Response: antom::Response> + HasScheme,
    {
        let text = match self {
            Answer(status, code) => {
                format!(r#"{{"result":{{"resultStatus":"{status}","resultCode":"{code}"}}}}"#)
            }
            Payment(status) => PROCESSING.replace("PROCESSING", status),
            Success => success(O::ID).to_owned(),
            InDoubt => return Ok(Sent::InDoubt(request.no_answer())),
            NotConnected => return Err(NotSent::NotConnected(TransportError::not_sent("no"))),
            OtherGateway => return Err(NotSent::OtherGateway),
        };
        let response = antom::Response::from_json(text.as_bytes());
        Ok(Sent::Answer(response.expect("it is a response")))
    }
}

fn gateway() -> Gateway {
    Gateway::new(servers::ASIA_SANDBOX, CLIENT).expect("it is a gateway")
}

fn payment() -> Prepared<pay::Request> {
    let request = pay::Request::from_json(PAYMENT.as_bytes()).expect("it is a request");
    request.prepare(&gateway()).expect("it is valid")
}

fn refund() -> Prepared<refund::Request> {
    let request = refund::Request::from_json(REFUND.as_bytes()).expect("it is a request");
    request.prepare(&gateway()).expect("it is valid")
}

/// Carries out the steps with these results of the calls, and returns what happened.
fn played<O: Resolve>(mut resolution: Resolution<O>, replies: &[Reply]) -> (String, Resolved<O>) {
    let mut replies = replies.iter();
    let mut log = String::new();
    let mut next = |call: &str| {
        let reply = *replies.next().unwrap_or(&InDoubt);
        write!(log, "{call} ").expect("a text can be written");
        reply
    };
    let resolved = loop {
        resolution = match resolution.step() {
            Step::Send(step) => {
                let result = next("send").result(step.request());
                step.done(result)
            }
            Step::Inquire(step) => {
                let result = next("inquire").result(step.request());
                step.done(result)
            }
            Step::Cancel(step) => {
                let result = next("cancel").result(step.request());
                step.done(result)
            }
            Step::Wait(step) => step.done(),
            Step::Done(resolved) => break resolved,
        };
    };
    assert_eq!(replies.len(), 0, "all replies are used: {log}");
    let end = match &resolved {
        Resolved::Found { state, .. } => state.to_string(),
        Resolved::Refused(_) => "refused".to_owned(),
        Resolved::Cancelled(_) => "cancelled".to_owned(),
        Resolved::NotSent(_) => "not sent".to_owned(),
        Resolved::Open(_) => "open".to_owned(),
        Resolved::Cancelling(_) => "cancelling".to_owned(),
    };
    (format!("{log}-> {end}"), resolved)
}

/// The results of the calls after a start, and what happens.
const STARTED: [(&[Reply], &str); 19] = [
    (&[Success, PAID], "send inquire -> paid"),
    (&[REFUSED], "send -> refused"),
    (&[UNKNOWN, PAID], "send inquire -> paid"),
    (&[MALFORMED, OPEN, PAID], "send inquire inquire -> paid"),
    (&[InDoubt, PAID], "send inquire -> paid"),
    (&[InDoubt, Payment("FAIL")], "send inquire -> failed"),
    (
        &[InDoubt, InDoubt, UNKNOWN, DENIED, PAID],
        "send inquire inquire inquire inquire -> paid",
    ),
    // A request that did not arrive is sent again, and never counts as failed.
    (
        &[InDoubt, NOT_FOUND, Success, PAID],
        "send inquire send inquire -> paid",
    ),
    (
        &[InDoubt, NOT_FOUND, InDoubt, PAID],
        "send inquire send inquire -> paid",
    ),
    // A refusal of a repeated request needs an inquiry, because the first one may have
    // arrived.
    (
        &[InDoubt, NOT_FOUND, REFUSED, PAID],
        "send inquire send inquire -> paid",
    ),
    (
        &[InDoubt, NOT_FOUND, REFUSED, NOT_FOUND],
        "send inquire send inquire -> refused",
    ),
    (
        &[InDoubt, NOT_FOUND, REFUSED, InDoubt, NOT_FOUND],
        "send inquire send inquire inquire -> refused",
    ),
    (
        &[InDoubt, NOT_FOUND, REFUSED, OPEN, PAID],
        "send inquire send inquire inquire -> paid",
    ),
    // A refusal because of the account says nothing about an attempt that arrives later.
    (
        &[InDoubt, NOT_FOUND, DENIED, PAID],
        "send inquire send inquire -> paid",
    ),
    (
        &[InDoubt, NOT_FOUND, DENIED, NOT_FOUND, Success, PAID],
        "send inquire send inquire send inquire -> paid",
    ),
    // The gateway knows a request that it has accepted.
    (&[Success, NOT_FOUND, PAID], "send inquire inquire -> paid"),
    (
        &[InDoubt, OPEN, NOT_FOUND, PAID],
        "send inquire inquire inquire -> paid",
    ),
    (
        &[NotConnected, NotConnected, Success, PAID],
        "send send send inquire -> paid",
    ),
    (&[OtherGateway], "send -> not sent"),
];

#[test]
fn every_answer_leads_to_the_next_step() {
    for (replies, expected) in STARTED {
        let resolution = Resolution::start(payment()).expect("it can be inquired");
        assert_eq!(played(resolution, replies).0, expected);
    }
}

#[test]
fn a_stored_request_is_inquired_before_it_is_sent() {
    for (replies, expected) in [
        (&[PAID][..], "inquire -> paid"),
        (&[NOT_FOUND, Success, PAID], "inquire send inquire -> paid"),
        (
            &[NOT_FOUND, REFUSED, NOT_FOUND],
            "inquire send inquire -> refused",
        ),
        (&[NotConnected, PAID], "inquire inquire -> paid"),
        (&[OtherGateway], "inquire -> open"),
    ] {
        let resolution = Resolution::resume(payment()).expect("it can be inquired");
        assert_eq!(played(resolution, replies).0, expected);
    }
}

#[test]
fn the_first_answer_can_come_from_the_program() {
    let request = payment();
    let sent = Success.result(&request).expect("it is an answer");
    let resolution = Resolution::after(request, sent).expect("it can be inquired");
    assert_eq!(played(resolution, &[PAID]).0, "inquire -> paid");

    let refused = REFUSED.result(&refund()).expect("it is an answer");
    let resolution = Resolution::after(refund(), refused).expect("it can be inquired");
    assert_eq!(played(resolution, &[]).0, "-> refused");
}

#[test]
fn a_stored_request_is_cancelled() {
    let pauses = [Duration::ZERO; 2];
    for (replies, expected) in [
        (&[Success][..], "cancel -> cancelled"),
        (&[InDoubt, Success], "cancel cancel -> cancelled"),
        (&[NotConnected, Success], "cancel cancel -> cancelled"),
        (&[SHORT, Success], "cancel cancel -> cancelled"),
        (&[REFUSED, PAID], "cancel inquire -> paid"),
        // An inquiry proves nothing while an attempt to cancel may arrive.
        (
            &[InDoubt, NOT_FOUND, Success],
            "cancel cancel cancel -> cancelled",
        ),
        (
            &[InDoubt, DENIED, Success],
            "cancel cancel cancel -> cancelled",
        ),
        (
            &[InDoubt, InDoubt, InDoubt],
            "cancel cancel cancel -> cancelling",
        ),
        // A request that is being cancelled is not sent again.
        (
            &[REFUSED, NOT_FOUND, NOT_FOUND, NOT_FOUND],
            "cancel inquire inquire inquire -> cancelling",
        ),
        (&[OtherGateway], "cancel -> cancelling"),
    ] {
        let resolution = Resolution::cancel_now(payment()).expect("it can be cancelled");
        assert_eq!(played(resolution.with_pauses(&pauses), replies).0, expected);
    }
}

#[test]
fn nothing_is_cancelled_before_the_program_does_so() {
    let resolution = Resolution::start(payment()).expect("it can be inquired");
    let resolution = resolution.with_pauses(&[Duration::ZERO]);
    assert_eq!(
        played(resolution, &[InDoubt, OPEN]).0,
        "send inquire -> open"
    );
}

#[test]
fn every_attempt_sends_the_same_bytes() {
    let request = payment();
    let mut resolution = Resolution::resume(request.clone()).expect("it can be inquired");
    let mut sent = 0;
    loop {
        resolution = match resolution.step() {
            Step::Send(step) => {
                assert_eq!(step.request(), &request);
                sent += 1;
                let result = InDoubt.result(step.request());
                step.done(result)
            }
            Step::Inquire(step) => {
                let ids: Vec<_> = step.request().ids().collect();
                let own: Vec<_> = request.ids().collect();
                assert_eq!(ids, own);
                let result = NOT_FOUND.result(step.request());
                step.done(result)
            }
            Step::Cancel(_) => panic!("nobody allowed that"),
            Step::Wait(step) => step.done(),
            Step::Done(Resolved::Open(_)) => break,
            Step::Done(other) => panic!("{other:?}"),
        };
    }
    assert!(sent > 2, "{sent}");
}

#[test]
fn the_pauses_are_those_of_the_documents() {
    let mut resolution = Resolution::resume(refund()).expect("it can be inquired");
    let mut pauses = Vec::new();
    loop {
        resolution = match resolution.step() {
            Step::Inquire(step) => {
                let result = InDoubt.result(step.request());
                step.done(result)
            }
            Step::Wait(step) => {
                pauses.push(step.duration().as_secs());
                step.done()
            }
            Step::Send(_) | Step::Cancel(_) => panic!("nothing was found out"),
            Step::Done(_) => break,
        };
    }
    assert_eq!(pauses, [2, 3, 3, 5, 5, 15, 15, 15]);
}

#[test]
fn a_refund_is_resolved_by_its_own_inquiry() {
    let resolution = Resolution::start(refund()).expect("it can be inquired");
    let (log, _) = played(resolution, &[InDoubt, NOT_FOUND, Success, UNKNOWN, DENIED]);
    assert!(log.ends_with("-> open"), "{log}");
}

/// The ids of the sample of an inquiry, and of the request of the tests.
const ID_OF_SAMPLE: &str = "payment-request-001";
const ID: &str = "102775745070001";

/// The path of the server of the tests.
const BASE: &str = "/ams/sandbox/api";

/// Starts a gateway that does not answer the payment before the inquiry has asked twice.
fn open_then_paid() -> Server {
    let inquiries = AtomicUsize::new(0);
    Server::start(move |request| {
        let is_inquiry = request.path.ends_with("/inquiryPayment");
        let asked = inquiries.fetch_add(usize::from(is_inquiry), Ordering::Relaxed);
        let body = match (is_inquiry, asked) {
            (false, _) => return Some(answer("500 No", &[], b"")),
            (true, 0) => {
                r#"{"result":{"resultStatus":"F","resultCode":"ORDER_NOT_EXIST"}}"#.to_owned()
            }
            (true, 1) => PROCESSING.to_owned(),
            (true, _) => PROCESSING.replace("PROCESSING", "SUCCESS"),
        };
        let body = body.replace(ID_OF_SAMPLE, ID);
        Some(signed("200 OK", &request.path, body.as_bytes()))
    })
}

/// Asserts that the payment is paid after these calls, with the same body in every payment.
fn assert_paid(resolved: &Resolved<pay::Request>, server: &Server) {
    assert!(
        matches!(
            resolved,
            Resolved::Found {
                state: PaymentState::Paid,
                ..
            }
        ),
        "{resolved:?}"
    );
    let received = server.received();
    let calls: Vec<&str> = received
        .iter()
        .map(|it| it.path.trim_start_matches(BASE))
        .collect();
    let (pay, inquire) = ("/v1/payments/pay", "/v1/payments/inquiryPayment");
    assert_eq!(calls, [pay, inquire, pay, inquire, inquire]);
    assert_eq!(received[0].body, received[2].body);
}

#[test]
fn both_clients_carry_out_the_steps() {
    let pauses = [Duration::ZERO; 8];
    let start = |gateway: &Gateway| {
        let request = pay::Request::from_json(PAYMENT.as_bytes()).expect("it is a request");
        let request = request.prepare(gateway).expect("it is valid");
        let resolution = Resolution::start(request).expect("it can be inquired");
        resolution.with_pauses(&pauses)
    };

    let server = open_then_paid();
    let client = blocking_client(&server.url(), Timeouts::default());
    let resolved = client.resolve(start(client.gateway()));
    assert_paid(&resolved, &server);

    let server = open_then_paid();
    let client = client_at(&server.url());
    let resolved = run(client.resolve(start(client.gateway())));
    assert_paid(&resolved, &server);

    let server = open_then_paid();
    let client = client_at(&server.url());
    let resolution = start(client.gateway());
    let resolved = run(client.resolve_with(resolution, |_| std::future::ready(())));
    assert_paid(&resolved, &server);
}

fn client_at(url: &str) -> Client {
    client(url, Timeouts::default())
}

/// A stored payment, as the program on the front page of the documentation has it.
struct Record {
    request: String,
    is_cancelling: bool,
}

/// Cancels a payment that stays open, and dies after it has stored that if it `crashes`.
fn finished(
    client: &BlockingClient,
    record: &mut Record,
    crashes: bool,
) -> Option<Resolved<pay::Request>> {
    let request = Prepared::from_text(&record.request, client.gateway()).expect("it was stored");
    let pauses = [Duration::ZERO; 2];
    if !record.is_cancelling {
        let resolution = Resolution::resume(request.clone()).expect("it can be inquired");
        let resolved = client.resolve(resolution.with_pauses(&pauses));
        assert!(matches!(resolved, Resolved::Open(_)), "{resolved:?}");
        record.is_cancelling = true;
    }
    let resolution = Resolution::cancel_now(request).expect("it can be cancelled");
    (!crashes).then(|| client.resolve(resolution.with_pauses(&pauses)))
}

#[test]
fn cancelling_continues_after_a_crash() {
    let gateway = TestGateway::new().expect("keys can be made");
    let open = TestMessage::state(PaymentState::Open);
    let script = gateway.script::<inquiry_payment::Request>([open]);
    script.expect("the answer is known");
    let script =
        gateway.script::<cancel::Request>([TestMessage::timeout(), TestMessage::success()]);
    script.expect("the answers are known");
    let client = gateway.blocking_client().expect("it can be built");
    let request = pay::Request::from_json(PAYMENT.as_bytes()).expect("it is a request");
    let request = client.prepare(&request).expect("it is valid");
    let mut record = Record {
        request: request.to_text().expose().clone(),
        is_cancelling: false,
    };

    let resolved = finished(&client, &mut record, true);
    assert!(resolved.is_none(), "the program has crashed");
    assert_eq!(received(&gateway), ["inquiryPayment"; 3]);

    let resolved = finished(&client, &mut record, false);
    assert!(
        matches!(resolved, Some(Resolved::Cancelled(_))),
        "{resolved:?}"
    );
    assert_eq!(received(&gateway)[3..], ["cancel"; 2]);
}

/// Returns the operations of the requests that a gateway has received.
fn received(gateway: &TestGateway) -> Vec<&'static str> {
    let requests = gateway.requests();
    let operations = requests.iter().map(TestRequest::operation);
    operations.map(|it| it.expect("it is known")).collect()
}
