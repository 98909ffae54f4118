//! The steps of a resolution.

use std::time::Duration;

use crate::client::not_sent::NotSent;
use crate::client::sent::Sent;
use crate::signature::Prepared;
use crate::support::Operation;

use super::facts::{Call, Facts, Next};
use super::resolution::Resolution;
use super::resolved::Resolved;
use super::traits::Resolve;

/// The next step of a [`Resolution`]. The method `done` of a step takes its result, and
/// returns the resolution that continues.
#[derive(Debug)]
#[must_use = "the step has to be carried out"]
pub enum Step<O: Resolve> {
    /// Send the request.
    Send(SendStep<O>),
    /// Inquire about the request.
    Inquire(InquireStep<O>),
    /// Cancel the request.
    Cancel(CancelStep<O>),
    /// Wait.
    Wait(WaitStep<O>),
    /// There is no further step.
    Done(Resolved<O>),
}

impl<O: Resolve> Resolution<O> {
    /// Returns the next step.
    ///
    /// A step that is lost, such as by a crash, loses no money if the request is stored:
    /// continue with [`resume`](Self::resume).
    pub fn step(self) -> Step<O> {
        let Self { facts, next } = self;
        match next {
            Next::Call(Call::Send) => Step::Send(SendStep { facts }),
            Next::Call(Call::Inquire) => Step::Inquire(InquireStep { facts }),
            Next::Call(Call::Cancel(request)) => Step::Cancel(CancelStep { facts, request }),
            Next::Wait(duration, call) => Step::Wait(WaitStep {
                facts,
                duration,
                call,
            }),
            Next::Done(resolved) => Step::Done(resolved),
        }
    }
}

/// The step that sends the request.
#[derive(Debug)]
pub struct SendStep<O: Resolve> {
    pub(super) facts: Facts<O>,
}

impl<O: Resolve> SendStep<O> {
    /// Returns the request.
    #[must_use]
    pub fn request(&self) -> &Prepared<O> {
        &self.facts.request
    }

    /// Continues with the result of sending the request.
    pub fn done(self, result: Result<Sent<O::Response>, NotSent>) -> Resolution<O> {
        self.facts.sent(result).into()
    }
}

/// The step that inquires about the request.
#[derive(Debug)]
pub struct InquireStep<O: Resolve> {
    pub(super) facts: Facts<O>,
}

impl<O: Resolve> InquireStep<O> {
    /// Returns the inquiry.
    #[must_use]
    pub fn request(&self) -> &Prepared<O::Inquiry> {
        &self.facts.inquiry
    }

    /// Continues with the result of the inquiry.
    pub fn done(
        self,
        result: Result<Sent<<O::Inquiry as Operation>::Response>, NotSent>,
    ) -> Resolution<O> {
        self.facts.inquired(result).into()
    }
}

/// The step that cancels the request.
#[derive(Debug)]
pub struct CancelStep<O: Resolve> {
    pub(super) facts: Facts<O>,
    pub(super) request: Prepared<O::Cancel>,
}

impl<O: Resolve> CancelStep<O> {
    /// Returns the request that cancels.
    #[must_use]
    pub fn request(&self) -> &Prepared<O::Cancel> {
        &self.request
    }

    /// Continues with the result of cancelling.
    pub fn done(
        self,
        result: Result<Sent<<O::Cancel as Operation>::Response>, NotSent>,
    ) -> Resolution<O> {
        self.facts.cancelled(self.request, result).into()
    }
}

/// The step that waits.
#[derive(Debug)]
pub struct WaitStep<O: Resolve> {
    pub(super) facts: Facts<O>,
    pub(super) duration: Duration,
    pub(super) call: Call<O>,
}

impl<O: Resolve> WaitStep<O> {
    /// Returns the duration of the pause.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// Continues after the pause.
    pub fn done(self) -> Resolution<O> {
        self.facts.then(self.call).into()
    }
}
