//! Blocking transports.

use std::io::Read;
use std::sync::Arc;

use super::payload::Payload;
use super::transport_error::TransportError;

/// Sends HTTP requests and blocks the thread until the answer is there.
///
/// What [`Transport`](super::Transport) requires of implementations holds here too.
pub trait BlockingTransport: Send + Sync {
    /// Sends a request and returns the answer, whatever its status code. The body is read
    /// in pieces; `std::io::Cursor` is a body that was received whole.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no answer. [`TransportError::not_sent`] is only for
    /// requests of which certainly no byte was sent.
    fn send(
        &self,
        request: http::Request<Payload>,
    ) -> Result<http::Response<Box<dyn Read + Send>>, TransportError>;
}

impl<T: BlockingTransport + ?Sized> BlockingTransport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Payload>,
    ) -> Result<http::Response<Box<dyn Read + Send>>, TransportError> {
        (**self).send(request)
    }
}
