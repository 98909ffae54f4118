use std::error::Error;

use CRATE::servers::Server;
use CRATE::{Answer, Body, Operation};

/// The parts of a client that are not in this crate.
trait Transport {
    /// Sends a call, and returns the status code and the body of the answer.
    fn exchange(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, String)],
        body: Option<Body>,
    ) -> Result<(u16, Vec<u8>), Box<dyn Error>>;
}

/// Sends a request and reads its response.
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
    let (headers, body) = (request.headers(), request.body()?);
    let (status, received) = transport.exchange(O::METHOD, &url, &headers, body)?;
    Ok(O::read(&Answer::new(status, &received))?)
}
