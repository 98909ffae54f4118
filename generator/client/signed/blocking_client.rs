//! The blocking client.

use std::fmt;
use std::sync::Arc;

use http::response::Parts;

use crate::signature::{Gateway, HasScheme, PrepareError, Prepared};
use crate::support::{Operation, Sensitive};

use super::answered::Answered;
use super::blocking_transport::BlockingTransport;
use super::caller::{Caller, LARGEST};
use super::exchange::{Received, Stopped, receive_blocking};
use super::flight::Flight;
use super::not_sent::NotSent;
use super::sent::Sent;
use super::untyped::Untyped;

/// A client that signs, sends and verifies calls, and blocks the thread meanwhile.
///
/// A clone is cheap and uses the same connections.
#[derive(Clone)]
pub struct BlockingClient {
    caller: Arc<Caller>,
    transport: Arc<dyn BlockingTransport>,
}

impl BlockingClient {
    pub(super) fn new(caller: Caller, transport: Arc<dyn BlockingTransport>) -> Self {
        Self {
            caller: Arc::new(caller),
            transport,
        }
    }

    /// Returns the gateway, for which stored requests are restored.
    #[must_use]
    pub fn gateway(&self) -> &Gateway {
        &self.caller.gateway
    }

    /// Sends a request once, and returns the verified response or the doubt.
    ///
    /// Send a request that moves money by [`prepare`](Self::prepare) and
    /// [`send_prepared`](Self::send_prepared), and store it between both.
    ///
    /// # Errors
    ///
    /// Returns an error if nothing was sent. Every other call is a [`Sent`].
    pub fn send<O: Operation + HasScheme>(
        &self,
        request: &O,
    ) -> Result<Sent<O::Response>, NotSent> {
        let prepared = self.prepare(request).map_err(NotSent::NotBuilt)?;
        self.send_prepared(&prepared)
    }

    /// Prepares a request: its URL and its bytes are fixed, so that it can be stored and
    /// sent again.
    ///
    /// # Errors
    ///
    /// Returns an error if the request breaks a documented rule or cannot be written.
    pub fn prepare<O: Operation + HasScheme>(
        &self,
        request: &O,
    ) -> Result<Prepared<O>, PrepareError> {
        self.caller.prepare(request)
    }

    /// Sends a prepared request once, with the current time and a new signature.
    ///
    /// # Errors
    ///
    /// Returns an error if nothing was sent. Every other call is a [`Sent`].
    pub fn send_prepared<O: Operation + HasScheme>(
        &self,
        prepared: &Prepared<O>,
    ) -> Result<Sent<O::Response>, NotSent> {
        let sent = self.fly(prepared)?;
        Ok(sent.map(|(response, _)| response))
    }

    /// Sends a request once as [`send`](Self::send) does, and returns the verified response
    /// with the status code and the headers of its answer, or the doubt.
    ///
    /// # Errors
    ///
    /// Returns an error if nothing was sent. Every other call is a [`Sent`].
    pub fn send_for_answer<O: Operation + HasScheme>(
        &self,
        request: &O,
    ) -> Result<Sent<Answered<O>>, NotSent> {
        let prepared = self.prepare(request).map_err(NotSent::NotBuilt)?;
        self.send_prepared_for_answer(&prepared)
    }

    /// Sends a prepared request once as [`send_prepared`](Self::send_prepared) does, and
    /// returns the verified response with the status code and the headers of its answer, or
    /// the doubt.
    ///
    /// # Errors
    ///
    /// Returns an error if nothing was sent. Every other call is a [`Sent`].
    pub fn send_prepared_for_answer<O: Operation + HasScheme>(
        &self,
        prepared: &Prepared<O>,
    ) -> Result<Sent<Answered<O>>, NotSent> {
        let sent = self.fly(prepared)?;
        Ok(sent.map(Caller::answered))
    }

    /// Sends a request for which this crate has no types, and returns the verified bytes
    /// of the answer.
    ///
    /// `path` is appended to the base URL of the server, and `body` is JSON. It is sent
    /// by `POST` and not checked. [`Untyped`] is the same as a request, which can be
    /// prepared and stored.
    ///
    /// # Errors
    ///
    /// Returns an error if nothing was sent. Every other call is a [`Sent`].
    pub fn call(
        &self,
        path: &str,
        body: &[u8],
    ) -> Result<Sent<Sensitive<Vec<u8>>>, NotSent> {
        self.send(&Untyped::new(path, body))
    }

    fn fly<O: Operation + HasScheme>(
        &self,
        prepared: &Prepared<O>,
    ) -> Result<Sent<(O::Response, Parts)>, NotSent> {
        let trace = Caller::trace(prepared);
        let started = self.caller.start(prepared);
        let (attempt, message) = started.inspect_err(|error| trace.failure(error))?;
        let flight = Flight::start(&self.caller, &attempt, &trace);
        let exchanged = trace.within_blocking(|| self.exchange(message));
        flight.land(exchanged)
    }

    fn exchange(&self, message: http::Request<Vec<u8>>) -> Result<Received, Stopped> {
        let answer = self.transport.send(message);
        receive_blocking(answer.map_err(Stopped::before_answer)?, LARGEST)
    }
}

/// Shows the gateway only.
impl fmt::Debug for BlockingClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingClient")
            .field("caller", &self.caller)
            .finish_non_exhaustive()
    }
}
