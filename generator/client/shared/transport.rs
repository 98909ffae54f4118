//! Asynchronous transports.

use std::sync::Arc;

use super::answer_body::AnswerBody;
use super::future::BoxFuture;
use super::payload::Payload;
use super::transport_error::TransportError;

/// Sends HTTP requests.
///
/// An implementation sends the request once and unchanged: it follows no redirect,
/// repeats nothing, and uses a proxy only if it was told to. It ends every attempt after
/// some time, at least ten seconds by default.
pub trait Transport: Send + Sync {
    /// Sends a request and returns the answer, whatever its status code.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no answer. [`TransportError::not_sent`] is only for
    /// requests of which certainly no byte was sent.
    fn send(
        &self,
        request: http::Request<Payload>,
    ) -> impl Future<Output = Result<http::Response<AnswerBody>, TransportError>> + Send;
}

/// The boxed form of a transport, whose type is the same for all transports.
#[derive(Clone)]
pub struct BoxTransport(Arc<dyn Boxed>);

impl BoxTransport {
    /// Boxes a transport.
    pub fn new(transport: impl Transport + 'static) -> Self {
        Self(Arc::new(transport))
    }
}

impl Transport for BoxTransport {
    async fn send(
        &self,
        request: http::Request<Payload>,
    ) -> Result<http::Response<AnswerBody>, TransportError> {
        self.0.send_boxed(request).await
    }
}

impl std::fmt::Debug for BoxTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BoxTransport").finish_non_exhaustive()
    }
}

/// A transport with a boxed future, so that the trait can be an object.
trait Boxed: Send + Sync {
    fn send_boxed(
        &self,
        request: http::Request<Payload>,
    ) -> BoxFuture<'_, Result<http::Response<AnswerBody>, TransportError>>;
}

impl<T: Transport> Boxed for T {
    fn send_boxed(
        &self,
        request: http::Request<Payload>,
    ) -> BoxFuture<'_, Result<http::Response<AnswerBody>, TransportError>> {
        Box::pin(self.send(request))
    }
}
