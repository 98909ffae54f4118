//! The asynchronous client.

use std::sync::Arc;

use crate::support::{DecodeErrorKind, Operation, Server};

use super::answer_body::AnswerBody;
use super::answered::Answered;
use super::call_error::{CallError, NoAnswer};
use super::caller::Caller;
use super::exchange::{Stopped, receive};
use super::not_sent::NotSent;
use super::payload::Payload;
use super::streamed::Streamed;
use super::trace::Trace;
use super::transport::{BoxTransport, Transport as _};

/// A client that sends requests of any operation with its credentials.
///
/// A clone is cheap and uses the same connections.
#[derive(Clone, Debug)]
pub struct Client {
    pub(super) caller: Arc<Caller>,
    transport: BoxTransport,
}

impl Client {
    pub(super) fn new(caller: Caller, transport: BoxTransport) -> Self {
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
    /// If the future is dropped, the request may have been sent.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no response. [`CallError`] tells the effect that the
    /// call can have had.
    pub async fn send<O: Operation>(&self, request: &O) -> Result<O::Response, CallError<O::Error>> {
        let answered = self.send_for_answer(request).await;
        answered.map(Answered::into_response)
    }

    /// Sends a request once, and returns the response with the status code and the headers of
    /// its answer.
    ///
    /// If the future is dropped, the request may have been sent.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no response. [`CallError`] tells the effect that the
    /// call can have had.
    pub async fn send_for_answer<O: Operation>(
        &self,
        request: &O,
    ) -> Result<Answered<O>, CallError<O::Error>> {
        let trace = Caller::trace(request);
        let answer = self.open::<O>(self.caller.start(request), &trace).await?;
        let received = trace.within(receive(answer, self.caller.largest)).await;
        Caller::conclude::<O>(received, &trace)
    }

    /// Sends a request once, and returns a success with a body that is received while it is
    /// read: for downloads, which can be larger than the memory.
    ///
    /// The header `content-type` tells which of the documented contents the body has. An answer
    /// with another one, and one that is no success, is received whole, and is the error that
    /// [`send`](Self::send) returns.
    ///
    /// If the future is dropped, the request may have been sent.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no success. An error of the body means that the rest of
    /// it is missing.
    pub async fn send_streamed<O: Operation>(
        &self,
        request: &O,
    ) -> Result<Streamed<O, AnswerBody>, CallError<O::Error>> {
        let trace = Caller::trace(request);
        let answer = self.open::<O>(self.caller.start(request), &trace).await?;
        if Caller::is_streamed::<O>(answer.status(), answer.headers()) {
            trace.answer(answer.status().as_u16(), || None);
            return Ok(Streamed::new(answer));
        }
        let received = trace.within(receive(answer, self.caller.largest)).await;
        Err(Caller::unexpected::<O>(received, &trace, DecodeErrorKind::UnexpectedContent))
    }

    /// Sends a request once, and returns the answer, whatever its status code, with a body
    /// that is received while it is read.
    ///
    /// If the future is dropped, the request may have been sent.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no answer.
    pub async fn send_raw<O: Operation>(
        &self,
        request: &O,
    ) -> Result<Streamed<O, AnswerBody>, NoAnswer> {
        let trace = Caller::trace(request);
        let answer = self.open::<O>(self.caller.start(request), &trace).await?;
        trace.answer(answer.status().as_u16(), || None);
        Ok(Streamed::new(answer))
    }

    /// Sends a message, and returns the answer before its body is received.
    pub(super) async fn open<O: Operation>(
        &self,
        message: Result<http::Request<Payload>, NotSent>,
        trace: &Trace,
    ) -> Result<http::Response<AnswerBody>, NoAnswer> {
        let message = message.inspect_err(|error| trace.failure(error));
        let message = message.map_err(NoAnswer::NotSent)?;
        let answer = trace.within(self.transport.send(message)).await;
        let answer = answer.map_err(Stopped::before_answer);
        answer.map_err(|stopped| Caller::no_answer::<O>(stopped, trace))
    }
}
