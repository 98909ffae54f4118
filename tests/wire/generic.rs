//! Programs that know no operation: what they can do with each of them.

use std::cell::RefCell;

use antom::{Operation, OutcomeKind, Response, ResultCode, Retry};
use serde_json::json;

use super::{
    cashier, cashier_request, easy_safe_pay_request, entry_code, entry_code_request, sample,
};

/// What is sent, by method, path and body, and what the answers are.
struct Gateway {
    answers: RefCell<Vec<&'static str>>,
    sent: RefCell<Vec<(String, String, Vec<u8>)>>,
}

impl Gateway {
    fn new(answers: &[&'static str]) -> Self {
        Self {
            answers: RefCell::new(answers.iter().rev().copied().collect()),
            sent: RefCell::default(),
        }
    }

    fn exchange(&self, method: &str, path: &str, body: &[u8]) -> Vec<u8> {
        let call = (method.to_owned(), path.to_owned(), body.to_owned());
        self.sent.borrow_mut().push(call);
        let code = self.answers.borrow_mut().pop().expect("an answer is left");
        let (status, code) = code.split_once(' ').expect("a status and a code");
        let result = json!({"resultStatus": status, "resultCode": code, "resultMessage": "m"});
        json!({"result": result}).to_string().into_bytes()
    }
}

/// Sends a request for as long as the advice is to send it again.
fn send<O: Operation>(request: &O, gateway: &Gateway) -> (O::Response, Vec<String>) {
    let body = serde_json::to_vec(request).expect("it can be written");
    let mut log = Vec::new();
    loop {
        let answer = gateway.exchange(O::METHOD, O::PATH, &body);
        let response = O::Response::from_json(&answer).expect("it can be read");
        let code = response.code().map(O::ResultCode::from);
        let action = code.as_ref().and_then(ResultCode::action);
        assert_eq!(
            action.is_some(),
            code.is_some_and(|code| code.is_recognized())
        );
        log.push(format!("{} {}", O::ID, response.outcome_kind()));
        match response.retry() {
            Some(Retry::SameRequest | Retry::BackOff) => {}
            Some(
                Retry::NotNeeded
                | Retry::NewRequestId
                | Retry::FixRequest
                | Retry::FixAccount
                | Retry::InquireFirst
                | Retry::ContactSupport
                | Retry::Never,
            )
            | None => return (response, log),
        }
    }
}

fn sends_again_as_advised<O: Operation>(request: &O) {
    let answers = [
        "U REQUEST_TRAFFIC_EXCEED_LIMIT",
        "U UNKNOWN_EXCEPTION",
        "F INVALID_SIGNATURE",
    ];
    let gateway = Gateway::new(&answers);
    let (response, log) = send(request, &gateway);
    assert_eq!(response.outcome_kind(), OutcomeKind::Failure);
    assert_eq!(response.retry(), Some(Retry::FixAccount));
    assert_eq!(response.message(), Some("m"));
    let kinds = ["unknown", "unknown", "failure"];
    assert_eq!(log, kinds.map(|kind| format!("{} {kind}", O::ID)));
    let sent = gateway.sent.borrow();
    assert!(
        sent.iter().all(|call| *call == sent[0]),
        "the same bytes each time"
    );
}

#[test]
fn a_request_is_sent_again_as_its_answers_advise() {
    sends_again_as_advised(&cashier_request());
    sends_again_as_advised(&easy_safe_pay_request());
    sends_again_as_advised(&entry_code_request());
}

#[test]
fn a_new_code_of_an_open_outcome_is_not_sent_again() {
    let gateway = Gateway::new(&["U NEW_CODE"]);
    let (response, _) = send(&cashier_request(), &gateway);
    assert_eq!(response.outcome_kind(), OutcomeKind::Unknown);
    assert_eq!(response.retry(), None);
}

/// Outlives the text that it was read from, and the response.
fn session() -> Result<cashier::Succeeded, Box<cashier::Response>> {
    let answer = sample("create_payment_session.cashier/response-success.json");
    let response = cashier::Response::from_json(&answer).expect("it can be read");
    response.into_success()
}

#[test]
fn a_success_that_owns_its_members_holds_all_that_the_response_held() {
    let session = session().expect("the sample is a success");
    let answer = sample("create_payment_session.cashier/response-success.json");
    let response = cashier::Response::from_json(&answer).expect("it can be read");
    let cashier::Outcome::Success(success) = response.outcome() else {
        panic!("the sample is a success");
    };
    assert_eq!(&session.payment_session_id, success.payment_session_id);
    assert_eq!(&session.payment_session_data, success.payment_session_data);
    assert_eq!(
        &session.payment_session_expiry_time,
        success.payment_session_expiry_time
    );
    assert_eq!(session.result, response.result);
    assert_eq!(session.extra, response.extra);
}

#[test]
fn what_is_no_success_comes_back_as_it_was() {
    let incomplete = json!({"result": {"resultStatus": "S"}, "paymentId": "1"}).to_string();
    let response = entry_code::Response::from_json(incomplete.as_bytes()).expect("it can be read");
    let same = response
        .clone()
        .into_success()
        .expect_err("it lacks a member");
    assert_eq!(*same, response);
}

#[test]
fn requests_responses_and_codes_can_be_sent_to_other_threads() {
    fn all<O: Operation>() {
        fn shared<T: Clone + std::fmt::Debug + Send + Sync + 'static>() {}
        shared::<O>();
        shared::<O::Response>();
        shared::<O::ResultCode>();
        shared::<<O::Response as Response>::ResultCode>();
    }
    all::<cashier::Request>();
    all::<entry_code::Request>();
}
