//! Tests programs that are generic over all operations.

use std::cell::RefCell;

use antom::{Operation, OutcomeKind, Response, ResultCode, Retry};
use serde_json::json;

use super::{cashier, cashier_request, entry_code, sample};

/// The codes of an operation.
type CodeOf<O> = <<O as Operation>::Response as Response>::ResultCode;

/// The sent requests, by method, path and body, and the answers.
struct Gateway {
    answers: RefCell<Vec<String>>,
    sent: RefCell<Vec<(String, String, Vec<u8>)>>,
}

impl Gateway {
    fn new(mut answers: Vec<String>) -> Self {
        answers.reverse();
        Self {
            answers: RefCell::new(answers),
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

/// Sends a request as long as the advice is to send it again.
fn send<O: Operation<Response: Response>>(
    request: &O,
    gateway: &Gateway,
) -> (O::Response, Vec<String>) {
    let body = request
        .body()
        .expect("it can be written")
        .expect("a body")
        .into_bytes()
        .expect("in memory");
    let mut log = Vec::new();
    loop {
        let answer = gateway.exchange(O::METHOD, O::PATH, &body);
        let response = O::Response::from_json(&answer).expect("it can be read");
        let code = response.code().map(CodeOf::<O>::from);
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

/// Returns a code of the operation with this advice and this kind of outcome, if any.
fn answer<O: Operation<Response: Response>>(kind: OutcomeKind, wanted: Retry) -> Option<String> {
    let mut codes = CodeOf::<O>::KNOWN.iter().filter_map(|text| {
        let code = CodeOf::<O>::from(text);
        let status = code.status()?;
        let result = json!({"result": {"resultStatus": status, "resultCode": text}});
        let response = O::Response::from_json(result.to_string().as_bytes()).ok()?;
        let fits = response.outcome_kind() == kind && code.retry() == Some(wanted);
        fits.then(|| format!("{status} {text}"))
    });
    codes.next()
}

/// Sends a request until an answer ends the call: two open outcomes, and a failure.
fn sends_again_as_advised<O: Operation<Response: Response>>(request: &O) {
    let again = [Retry::BackOff, Retry::SameRequest].into_iter();
    let mut answers: Vec<String> = again
        .filter_map(|retry| answer::<O>(OutcomeKind::Unknown, retry))
        .collect();
    let open = answers.len();
    let mut ends = [Retry::FixAccount, Retry::FixRequest, Retry::Never].into_iter();
    let (advice, end) = ends
        .find_map(|retry| Some((retry, answer::<O>(OutcomeKind::Failure, retry)?)))
        .expect("some failure is final");
    answers.push(end);
    let gateway = Gateway::new(answers);
    let (response, log) = send(request, &gateway);
    assert_eq!(response.outcome_kind(), OutcomeKind::Failure);
    assert_eq!(response.retry(), Some(advice));
    assert_eq!(response.message(), Some("m"));
    let kinds = std::iter::repeat_n("unknown", open).chain(["failure"]);
    assert!(
        log.into_iter()
            .eq(kinds.map(|kind| format!("{} {kind}", O::ID)))
    );
    let sent = gateway.sent.borrow();
    assert!(
        sent.iter().all(|call| *call == sent[0]),
        "the same bytes each time"
    );
}

#[test]
fn a_request_is_sent_again_as_its_answers_advise() {
    macro_rules! send_each {
        ($($name:ident $samples:literal $($module:ident)::+;)*) => {
            $(
                let json = sample(concat!($samples, "/request.json"));
                let request = antom::$($module)::+::Request::from_json(&json);
                sends_again_as_advised(&request.expect("the sample can be read"));
            )*
        };
    }
    antom_tests::operations!(send_each);
}

#[test]
fn a_new_code_of_an_open_outcome_is_not_sent_again() {
    let gateway = Gateway::new(vec!["U NEW_CODE".to_owned()]);
    let (response, _) = send(&cashier_request(), &gateway);
    assert_eq!(response.outcome_kind(), OutcomeKind::Unknown);
    assert_eq!(response.retry(), None);
}

/// Returns a success that outlives its text and its response.
fn session() -> Result<cashier::Succeeded, Box<cashier::Response>> {
    let answer = sample("create_payment_session.cashier/response-success.json");
    let response = cashier::Response::from_json(&answer).expect("it can be read");
    response.into_success()
}

#[test]
fn an_owned_success_has_all_members_of_the_response() {
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
fn a_response_without_success_is_returned_unchanged() {
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
    fn all<O: Operation<Response: Response>>() {
        fn shared<T: Clone + std::fmt::Debug + Send + Sync + 'static>() {}
        shared::<O>();
        shared::<O::Response>();
        shared::<CodeOf<O>>();
        shared::<<O::Response as Response>::ResultCode>();
    }
    macro_rules! check_each {
        ($($name:ident $samples:literal $($module:ident)::+;)*) => {
            $(all::<antom::$($module)::+::Request>();)*
        };
    }
    antom_tests::operations!(check_each);
}
