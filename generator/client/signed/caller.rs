//! The part of a call that needs no transport.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::response::Parts;

use crate::signature::{
    Attempt, Doubt, Gateway, HasScheme, InDoubt, PrepareError, Prepared, Sign, Verifier,
};
use crate::support::Operation;

use super::answer_head::AnswerHead;
use super::answered::Answered;
use super::exchange::{Interruption, Received, Stopped};
use super::not_sent::NotSent;
use super::sent::Sent;
use super::trace::Trace;

/// The maximum number of bytes in the body of an answer. A larger one is not read.
pub const LARGEST: usize = 1024 * 1024;

/// A function that receives the calls whose futures are dropped.
pub type OnDropped = Arc<dyn Fn(InDoubt) + Send + Sync>;

/// The parts that both clients have.
pub struct Caller {
    pub gateway: Gateway,
    pub private_key: Arc<dyn Sign>,
    pub verifier: Verifier,
    pub on_dropped: Option<OnDropped>,
}

impl Caller {
    pub fn prepare<O: Operation + HasScheme>(
        &self,
        request: &O,
    ) -> Result<Prepared<O>, PrepareError> {
        Prepared::new(request, &self.gateway)
    }

    /// Starts the span of a call.
    pub fn trace<O: Operation + HasScheme>(prepared: &Prepared<O>) -> Trace {
        Trace::start(O::ID, prepared.ids())
    }

    /// Starts an attempt, and returns it with the message to send.
    pub fn start<'a, O: Operation + HasScheme>(
        &self,
        prepared: &'a Prepared<O>,
    ) -> Result<(Attempt<'a, O>, http::Request<Vec<u8>>), NotSent> {
        // A restored request has the gateway for which it was restored.
        if prepared.gateway() != &self.gateway {
            return Err(NotSent::OtherGateway);
        }
        let attempt = prepared.attempt(SystemTime::now()).map_err(NotSent::Clock)?;
        let message = attempt.sign(&*self.private_key).map_err(NotSent::NotSigned)?;
        Ok((attempt, message))
    }

    /// Verifies the answer to an attempt, and reads it. Returns the response with the head of
    /// its answer.
    pub fn conclude<O: Operation + HasScheme>(
        &self,
        attempt: &Attempt<'_, O>,
        exchanged: Result<Received, Stopped>,
        trace: &Trace,
    ) -> Result<Sent<(O::Response, Parts)>, NotSent> {
        let read = match exchanged {
            Ok(Received { head, body }) => {
                let status = head.status.as_u16();
                let read = attempt.read(&self.verifier, status, &head.headers, &body);
                let read = read.inspect(|_| trace.answer(status, || O::result(&body)));
                read.map(|response| (response, head))
            }
            Err(Stopped::BeforeSending(error)) => {
                let error = NotSent::NotConnected(error);
                trace.failure(&error);
                return Err(error);
            }
            Err(Stopped::InDoubt {
                interruption,
                status,
            }) => Err(attempt.in_doubt(interruption.into(), status)),
        };
        Ok(match read {
            Ok(answer) => Sent::Answer(answer),
            Err(doubt) => {
                trace.doubt(&doubt, doubt.status());
                Sent::InDoubt(doubt)
            }
        })
    }

    /// Returns a response with the status code and the headers of its answer.
    pub fn answered<O: Operation>((response, head): (O::Response, Parts)) -> Answered<O> {
        Answered::new(response, AnswerHead::new(head.status, &head.headers))
    }
}

impl From<Interruption> for Doubt {
    fn from(interruption: Interruption) -> Self {
        match interruption {
            Interruption::TimedOut => Self::TimedOut,
            Interruption::Broken { message } => Self::Broken { message },
            Interruption::TooLarge => Self::TooLarge,
        }
    }
}

/// Shows the gateway only.
impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller")
            .field("gateway", &self.gateway)
            .finish_non_exhaustive()
    }
}
