//! Bodies of requests, as transports get them.

#[cfg(feature = "ureq")]
use std::io::{self, Read};

use crate::support::Body;

#[cfg(feature = "reqwest")]
pub use super::reqwest_body::reqwest_body;

/// The body of a request, if it has one.
pub type Payload = Option<Body>;

/// Returns the body for `ureq`, which reads it while it sends it.
#[cfg(feature = "ureq")]
pub fn ureq_body(payload: Payload) -> Option<ureq::SendBody<'static>> {
    payload.map(|body| ureq::SendBody::from_owned_reader(Content(body.into_reader())))
}

/// A reader whose errors are never those of a connection, which tell whether a request was
/// sent.
#[cfg(feature = "ureq")]
struct Content<R>(R);

#[cfg(feature = "ureq")]
impl<R: Read> Read for Content<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => return read.map_err(io::Error::other),
            }
        }
    }
}
