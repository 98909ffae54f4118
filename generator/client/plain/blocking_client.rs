//! The blocking client.

use std::fmt;
use std::io::Read;
use std::sync::Arc;

use crate::support::{DecodeErrorKind, Operation, Server};

use super::answered::Answered;
use super::blocking_transport::BlockingTransport;
use super::call_error::{CallError, NoAnswer};
use super::caller::Caller;
use super::exchange::{Stopped, receive_blocking};
use super::not_sent::NotSent;
use super::payload::Payload;
use super::streamed::Streamed;
use super::trace::Trace;

/// A client that sends requests of any operation with its credentials, and blocks the
/// thread meanwhile.
///
/// A clone is cheap and uses the same connections.
#[derive(Clone)]
pub struct BlockingClient {
    pub(super) caller: Arc<Caller>,
    transport: Arc<dyn BlockingTransport>,
}

impl BlockingClient {
    pub(super) fn new(caller: Caller, transport: Arc<dyn BlockingTransport>) -> Self {
        Self {
            caller: Arc::new(caller),
            transport,
        }
    }

    /// Returns the server.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.caller.server
    }

    /// Sends a request once, and returns the response.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no response. [`CallError`] tells the effect that the
    /// call can have had.
    pub fn send<O: Operation>(&self, request: &O) -> Result<O::Response, CallError<O::Error>> {
        self.send_for_answer(request).map(Answered::into_response)
    }

    /// Sends a request once, and returns the response with the status code and the headers of
    /// its answer.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no response. [`CallError`] tells the effect that the
    /// call can have had.
    pub fn send_for_answer<O: Operation>(
        &self,
        request: &O,
    ) -> Result<Answered<O>, CallError<O::Error>> {
        let trace = Caller::trace(request);
        let answer = self.open::<O>(self.caller.start(request), &trace)?;
        let received = trace.within_blocking(|| receive_blocking(answer, self.caller.largest));
        Caller::conclude::<O>(received, &trace)
    }

    /// Sends a request once, and returns a success with a body that is received while it is
    /// read: for downloads, which can be larger than the memory.
    ///
    /// The header `content-type` tells which of the documented contents the body has. An answer
    /// with another one, and one that is no success, is received whole, and is the error that
    /// [`send`](Self::send) returns.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no success. An error of the body's reader means that the
    /// rest of the body is missing.
    pub fn send_streamed<O: Operation>(
        &self,
        request: &O,
    ) -> Result<Streamed<O, Box<dyn Read + Send>>, CallError<O::Error>> {
        let trace = Caller::trace(request);
        let answer = self.open::<O>(self.caller.start(request), &trace)?;
        if Caller::is_streamed::<O>(answer.status(), answer.headers()) {
            trace.answer(answer.status().as_u16(), || None);
            return Ok(Streamed::new(answer));
        }
        let received = trace.within_blocking(|| receive_blocking(answer, self.caller.largest));
        Err(Caller::unexpected::<O>(received, &trace, DecodeErrorKind::UnexpectedContent))
    }

    /// Sends a request once, and returns the answer, whatever its status code, with a body
    /// that is received while it is read.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no answer.
    pub fn send_raw<O: Operation>(
        &self,
        request: &O,
    ) -> Result<Streamed<O, Box<dyn Read + Send>>, NoAnswer> {
        let trace = Caller::trace(request);
        let answer = self.open::<O>(self.caller.start(request), &trace)?;
        trace.answer(answer.status().as_u16(), || None);
        Ok(Streamed::new(answer))
    }

    /// Sends a message, and returns the answer before its body is received.
    pub(super) fn open<O: Operation>(
        &self,
        message: Result<http::Request<Payload>, NotSent>,
        trace: &Trace,
    ) -> Result<http::Response<Box<dyn Read + Send>>, NoAnswer> {
        let message = message.inspect_err(|error| trace.failure(error));
        let message = message.map_err(NoAnswer::NotSent)?;
        let answer = trace.within_blocking(|| self.transport.send(message));
        let answer = answer.map_err(Stopped::before_answer);
        answer.map_err(|stopped| Caller::no_answer::<O>(stopped, trace))
    }
}

/// Shows the server and the names of the schemes only.
impl fmt::Debug for BlockingClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingClient")
            .field("caller", &self.caller)
            .finish_non_exhaustive()
    }
}
