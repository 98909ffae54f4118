//! The time between sending a request and receiving its answer.

use http::response::Parts;

use crate::signature::{Attempt, Doubt, HasScheme};
use crate::support::Operation;

use super::caller::Caller;
use super::exchange::{Received, Stopped};
use super::not_sent::NotSent;
use super::sent::Sent;
use super::trace::Trace;

/// A request that may have been sent. If it is dropped before the answer is there, the
/// call is reported as in doubt.
pub struct Flight<'a, O: Operation + HasScheme> {
    caller: &'a Caller,
    attempt: &'a Attempt<'a, O>,
    trace: &'a Trace,
    has_landed: bool,
}

impl<'a, O: Operation + HasScheme> Flight<'a, O> {
    pub fn start(caller: &'a Caller, attempt: &'a Attempt<'a, O>, trace: &'a Trace) -> Self {
        Self {
            caller,
            attempt,
            trace,
            has_landed: false,
        }
    }

    /// Ends the flight, and verifies and reads the answer.
    pub fn land(
        mut self,
        exchanged: Result<Received, Stopped>,
    ) -> Result<Sent<(O::Response, Parts)>, NotSent> {
        self.has_landed = true;
        self.caller.conclude(self.attempt, exchanged, self.trace)
    }
}

impl<O: Operation + HasScheme> Drop for Flight<'_, O> {
    fn drop(&mut self) {
        if self.has_landed {
            return;
        }
        let doubt = self.attempt.in_doubt(Doubt::Dropped, None);
        self.trace.doubt(&doubt, doubt.status());
        if let Some(report) = &self.caller.on_dropped {
            report(doubt);
        }
    }
}
