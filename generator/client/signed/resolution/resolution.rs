//! The way from an open outcome to a known one.

use std::time::Duration;

use crate::client::sent::Sent;
use crate::signature::{PrepareError, Prepared};

use super::facts::{Call, Facts, Knowledge, Next};
use super::traits::{CanCancel, Resolve};

/// The way from an open outcome of a request to a known one, step by step.
///
/// It has no clock and sends nothing, so that a program can store, test and delay every
/// step. `resolve` of both clients carries out all steps, and waits between them;
/// [`with_pauses`](Self::with_pauses) sets other pauses, such as none in a test.
///
/// - An inquiry is the first step after every doubt.
/// - If the gateway does not know the request, the same prepared request is sent again,
///   never one with a new id.
/// - Only verified answers are believed.
/// - A refusal counts if no earlier attempt can have arrived, or if an inquiry confirms it
///   and it is not about the account: then an earlier attempt may still be accepted.
/// - Each pause of the schedule is used once, so the number of steps has a limit. Then the
///   outcome is [`Resolved::Open`](crate::client::Resolved::Open).
/// - Nothing is cancelled unless the program does so by [`cancel_now`](Self::cancel_now).
#[derive(Debug)]
#[must_use = "nothing happens before the steps are carried out"]
pub struct Resolution<O: Resolve> {
    pub(super) facts: Facts<O>,
    pub(super) next: Next<O>,
}

impl<O: Resolve> Resolution<O> {
    /// Begins with sending a request that was never sent. Store the request before.
    ///
    /// # Errors
    ///
    /// Returns an error if the inquiry about it cannot be prepared.
    pub fn start(request: Prepared<O>) -> Result<Self, PrepareError> {
        Ok(Facts::new(request, Knowledge::NotSent)?.then(Call::Send).into())
    }

    /// Continues after a request was sent for the first time.
    ///
    /// # Errors
    ///
    /// Returns an error if the inquiry about it cannot be prepared.
    pub fn after(request: Prepared<O>, sent: Sent<O::Response>) -> Result<Self, PrepareError> {
        Ok(Facts::new(request, Knowledge::NotSent)?.sent(Ok(sent)).into())
    }

    /// Continues with a stored request that may have been sent, such as after a restart.
    ///
    /// # Errors
    ///
    /// Returns an error if the inquiry about it cannot be prepared.
    pub fn resume(request: Prepared<O>) -> Result<Self, PrepareError> {
        let facts = Facts::new(request, Knowledge::MayHaveArrived)?;
        Ok(facts.then(Call::Inquire).into())
    }

    /// Cancels a stored request.
    ///
    /// Store that the request is being cancelled before the steps are carried out: nothing
    /// is sent before the first one. After a restart, and after
    /// [`Resolved::Cancelling`](crate::client::Resolved::Cancelling), continue by this
    /// function and never by [`resume`](Self::resume). An inquiry that finds the request
    /// paid proves nothing while an attempt to cancel it may still arrive. The
    /// [front page](crate#resolve-an-open-outcome) has a program.
    ///
    /// # Errors
    ///
    /// Returns an error if the inquiry, or the request that cancels, cannot be prepared.
    pub fn cancel_now(request: Prepared<O>) -> Result<Self, PrepareError>
    where
        O: CanCancel,
    {
        Ok(Facts::new(request, Knowledge::Cancelling)?.cancel_now()?.into())
    }

    /// Sets the pauses before the steps, in place of those of the documents. After the
    /// last one, the outcome is reported as open.
    pub fn with_pauses(mut self, pauses: &[Duration]) -> Self {
        self.facts.pauses = pauses.to_vec();
        self
    }

    /// Returns the request.
    #[must_use]
    pub fn request(&self) -> &Prepared<O> {
        &self.facts.request
    }
}

impl<O: Resolve> From<(Facts<O>, Next<O>)> for Resolution<O> {
    fn from((facts, next): (Facts<O>, Next<O>)) -> Self {
        Self { facts, next }
    }
}
