use std::error::Error;

use CRATE::servers::Server;
use CRATE::{Answer, Body, Operation};

/// The status code, the headers and the body of an answer.
type Received = (u16, Vec<(String, Vec<u8>)>, Vec<u8>);

/// The parts of a client that are not in this crate.
trait Transport {
    /// Sends a call, and returns the answer.
    fn exchange(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, String)],
        body: Option<Body>,
    ) -> Result<Received, Box<dyn Error>>;
}

/// Sends a request and reads its response. The error is an `AnswerError` if there is an
/// answer: a failure, or a success that cannot be read.
fn send<O: Operation>(
    request: &O,
    server: &Server,
    transport: &impl Transport,
) -> Result<O::Response, Box<dyn Error>> {
    let mut url = format!("{server}{}", request.path());
    let query = request.query();
    if !query.is_empty() {
        url = format!("{url}?{query}");
    }
    let mut headers = request.headers();
    headers.push(("accept", O::ACCEPT.to_owned()));
    let answer = transport.exchange(O::METHOD, &url, &headers, request.body()?)?;
    let (status, headers, body) = answer;
    Ok(O::read(&Answer::new(status, &body).with_headers(&headers))?)
}
