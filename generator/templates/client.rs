use std::error::Error;
use std::time::Duration;

use CRATE::{Operation, OutcomeKind, Response, Retry};

/// The parts of a client that are not in this crate.
trait Gateway {
    /// Creates the headers of a call, including its signature.
    fn headers(&self, method: &str, url: &str, body: &[u8]) -> Vec<(String, String)>;

    /// Sends a call, verifies the signature of the response and returns its body.
    fn exchange(
        &self,
        method: &str,
        url: &str,
        headers: &[(String, String)],
        body: &[u8],
    ) -> Result<Vec<u8>, Box<dyn Error>>;

    /// Waits for the given time.
    fn pause(&self, time: Duration);
}

/// The maximum pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(32);

/// Sends a request, and retries it if the response says so.
///
/// After an error of `exchange` or `from_json`, the outcome of the call is unknown.
fn send<O: Operation>(
    request: &O,
    server: &str,
    gateway: &impl Gateway,
) -> Result<O::Response, Box<dyn Error>> {
    let url = format!("{server}{}", O::PATH);
    // Every attempt sends the same bytes: an id belongs to one request.
    let body = serde_json::to_vec(request)?;
    let mut pause = Duration::from_secs(1);
    loop {
        let headers = gateway.headers(O::METHOD, &url, &body);
        let received = gateway.exchange(O::METHOD, &url, &headers, &body)?;
        let response = O::Response::from_json(&received)?;
        let (kind, code) = (response.outcome_kind(), response.code());
        println!("{}: {kind}, {code:?}, {:?}", O::ID, response.message());
        match response.retry() {
            Some(Retry::SameRequest | Retry::BackOff) if pause <= LONGEST_PAUSE => {
                gateway.pause(pause);
                pause *= 2;
            }
            _ => return Ok(response),
        }
    }
}

/// Returns the next step after the last attempt.
fn next_step(response: &impl Response) -> &'static str {
    match (response.outcome_kind(), response.retry()) {
        (OutcomeKind::Success, _) => "continue",
        (OutcomeKind::Unknown | OutcomeKind::Malformed, _) => "inquire before any other step",
        (OutcomeKind::Failure, None) => "ask a person",
        (OutcomeKind::Failure, Some(retry)) => match retry {
            Retry::NewRequestId => "send the request with a new id",
            Retry::FixRequest => "correct the request",
            Retry::FixAccount => "correct the keys, the client or the account",
            Retry::SameRequest | Retry::BackOff => "send the same request later",
            Retry::InquireFirst => "inquire before any other step",
            Retry::NotNeeded | Retry::ContactSupport | Retry::Never => "ask a person",
        },
    }
}
