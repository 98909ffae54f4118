use std::error::Error;
use std::time::Duration;

use CRATE::servers::Server;
use CRATE::{Answer, Operation, OutcomeKind, Response, Retry};

/// The parts of a client that are not in this crate.
trait Transport {
    /// Signs and sends a call, verifies the signature of the answer, and returns the
    /// status code and the body.
    fn exchange(
        &self,
        method: &str,
        url: &str,
        body: &[u8],
    ) -> Result<(u16, Vec<u8>), Box<dyn Error>>;

    /// Waits for the given time.
    fn pause(&self, time: Duration);
}

/// The maximum pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(32);

/// Sends a request, and retries it if the response says so.
///
/// After an error of `exchange` or `read`, the outcome of the call is unknown.
fn send<O: Operation<Response: Response>>(
    request: &O,
    server: &Server,
    transport: &impl Transport,
) -> Result<O::Response, Box<dyn Error>> {
    let url = format!("{server}{}", request.path());
    // Every attempt sends the same bytes: an id belongs to one request.
    let body = request.body()?.map(|body| body.into_bytes()).transpose()?;
    let body = body.unwrap_or_default();
    let mut pause = Duration::from_secs(1);
    loop {
        let (status, received) = transport.exchange(O::METHOD, &url, &body)?;
        let response = O::read(&Answer::new(status, &received))?;
        let (kind, code) = (response.outcome_kind(), response.code());
        println!("{}: {kind}, {code:?}, {:?}", O::ID, response.message());
        match response.retry() {
            Some(Retry::SameRequest | Retry::BackOff) if pause <= LONGEST_PAUSE => {
                transport.pause(pause);
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
