//! The facts about a request so far, and the next step that follows from an answer.

use std::time::Duration;

use crate::client::not_sent::NotSent;
use crate::client::sent::Sent;
use crate::signature::{InDoubt, PrepareError, Prepared};
use crate::support::{Operation, OutcomeKind, Response, Retry};

use super::resolved::{Last, Resolved};
use super::traits::{CanCancel, Inquiry, Resolve};

/// The facts about a request.
#[derive(Debug)]
pub struct Facts<O: Resolve> {
    pub request: Prepared<O>,
    pub inquiry: Prepared<O::Inquiry>,
    pub pauses: Vec<Duration>,
    used_pauses: usize,
    knowledge: Knowledge,
    /// A refusal of a repeated request, which an inquiry has to confirm.
    refusal: Option<O::Response>,
    last: Option<Last<O>>,
}

/// The proven part of the history of a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Knowledge {
    /// No attempt was sent.
    NotSent,
    /// An attempt may have arrived.
    MayHaveArrived,
    /// The gateway knows the request.
    Accepted,
    /// The request may be cancelled, so it is never sent again.
    Cancelling,
}

/// The next step.
#[derive(Debug)]
pub enum Next<O: Resolve> {
    Call(Call<O>),
    Wait(Duration, Call<O>),
    Done(Resolved<O>),
}

/// A call.
#[derive(Debug)]
pub enum Call<O: Resolve> {
    Send,
    Inquire,
    Cancel(Prepared<O::Cancel>),
}

/// The facts after a step, and the next one.
type Planned<O> = (Facts<O>, Next<O>);

impl<O: Resolve> Facts<O> {
    pub fn new(request: Prepared<O>, knowledge: Knowledge) -> Result<Self, PrepareError> {
        let inquiry = Prepared::new(&O::inquiry(&request)?, request.gateway())?;
        let pauses = O::Inquiry::PAUSES.iter();
        Ok(Self {
            request,
            inquiry,
            pauses: pauses.map(|&it| Duration::from_secs(it.into())).collect(),
            used_pauses: 0,
            knowledge,
            refusal: None,
            last: None,
        })
    }

    pub fn then(self, call: Call<O>) -> Planned<O> {
        (self, Next::Call(call))
    }

    /// Cancels the request at once.
    pub fn cancel_now(self) -> Result<Planned<O>, PrepareError>
    where
        O: CanCancel,
    {
        let cancel = Prepared::new(&O::cancel(&self.request)?, self.request.gateway())?;
        Ok(self.then(Call::Cancel(cancel)))
    }

    /// Continues after the request was sent.
    pub fn sent(mut self, result: Result<Sent<O::Response>, NotSent>) -> Planned<O> {
        let response = match result {
            Ok(Sent::Answer(response)) => response,
            Ok(Sent::InDoubt(doubt)) => {
                self.knowledge = Knowledge::MayHaveArrived;
                return self.in_doubt(doubt, Call::Inquire);
            }
            Err(error) if self.knowledge == Knowledge::NotSent => {
                return self.not_sent(error, Call::Send);
            }
            Err(error) => return self.not_sent(error, Call::Inquire),
        };
        let is_first = self.knowledge == Knowledge::NotSent;
        match response.outcome_kind() {
            OutcomeKind::Failure if is_first => self.done(Resolved::Refused(response)),
            OutcomeKind::Failure if is_lasting(&response) => {
                self.refusal = Some(response);
                self.then(Call::Inquire)
            }
            // An earlier attempt that arrives later need not be refused.
            OutcomeKind::Failure => {
                self.last = Some(Last::Answer(response));
                self.pause(Call::Inquire)
            }
            OutcomeKind::Success => {
                self.knowledge = Knowledge::Accepted;
                self.last = Some(Last::Answer(response));
                self.pause(Call::Inquire)
            }
            OutcomeKind::Unknown | OutcomeKind::Malformed => {
                self.knowledge = Knowledge::MayHaveArrived;
                self.last = Some(Last::Answer(response));
                self.pause(Call::Inquire)
            }
        }
    }

    /// Continues after an inquiry.
    pub fn inquired(
        mut self,
        result: Result<Sent<<O::Inquiry as Operation>::Response>, NotSent>,
    ) -> Planned<O> {
        let response = match result {
            Ok(Sent::Answer(response)) => response,
            Ok(Sent::InDoubt(doubt)) => return self.in_doubt(doubt, Call::Inquire),
            Err(error) => return self.not_sent(error, Call::Inquire),
        };
        if is_missing::<O::Inquiry>(&response) {
            return self.not_found(response);
        }
        let state = O::Inquiry::state(&response);
        if !O::Inquiry::OPEN.contains(&state) {
            return self.done(Resolved::Found { state, response });
        }
        if response.outcome_kind() == OutcomeKind::Success {
            self.refusal = None;
            if self.knowledge == Knowledge::MayHaveArrived {
                self.knowledge = Knowledge::Accepted;
            }
        }
        self.last = Some(Last::Inquiry(response));
        self.pause(Call::Inquire)
    }

    /// Continues after an inquiry that did not find the request.
    fn not_found(mut self, response: <O::Inquiry as Operation>::Response) -> Planned<O> {
        if let Some(refusal) = self.refusal.take() {
            return self.done(Resolved::Refused(refusal));
        }
        self.last = Some(Last::Inquiry(response));
        match self.knowledge {
            Knowledge::NotSent | Knowledge::MayHaveArrived => self.then(Call::Send),
            Knowledge::Accepted | Knowledge::Cancelling => self.pause(Call::Inquire),
        }
    }

    /// Continues after the request to cancel was sent.
    pub fn cancelled(
        mut self,
        request: Prepared<O::Cancel>,
        result: Result<Sent<<O::Cancel as Operation>::Response>, NotSent>,
    ) -> Planned<O> {
        let response = match result {
            Ok(Sent::Answer(response)) => response,
            Ok(Sent::InDoubt(doubt)) => return self.in_doubt(doubt, Call::Cancel(request)),
            Err(error) => return self.not_sent(error, Call::Cancel(request)),
        };
        match response.outcome_kind() {
            OutcomeKind::Success => self.done(Resolved::Cancelled(response)),
            OutcomeKind::Failure if is_lasting(&response) && !is_missing::<O::Inquiry>(&response) => {
                self.last = Some(Last::Cancel(response));
                self.then(Call::Inquire)
            }
            // An earlier attempt to cancel may still arrive, so no inquiry is final.
            OutcomeKind::Failure | OutcomeKind::Unknown | OutcomeKind::Malformed => {
                self.last = Some(Last::Cancel(response));
                self.pause(Call::Cancel(request))
            }
        }
    }

    /// Plans a call after an answer in doubt.
    fn in_doubt(mut self, doubt: InDoubt, call: Call<O>) -> Planned<O> {
        self.last = Some(Last::InDoubt(doubt));
        self.pause(call)
    }

    /// Plans a call after one that was not sent, unless the next one would fail alike.
    fn not_sent(mut self, error: NotSent, call: Call<O>) -> Planned<O> {
        let can_repeat = matches!(error, NotSent::NotConnected(_));
        self.last = Some(Last::NotSent(error));
        if can_repeat {
            self.pause(call)
        } else {
            self.stop()
        }
    }

    /// Plans a call after the next pause, if there is one.
    fn pause(mut self, call: Call<O>) -> Planned<O> {
        let Some(&pause) = self.pauses.get(self.used_pauses) else {
            return self.stop();
        };
        self.used_pauses += 1;
        (self, Next::Wait(pause, call))
    }

    /// Ends without an outcome.
    fn stop(mut self) -> Planned<O> {
        let resolved = match (self.knowledge, self.last.take()) {
            (Knowledge::NotSent, Some(Last::NotSent(error))) => Resolved::NotSent(error),
            (Knowledge::Cancelling, last) => Resolved::Cancelling(last),
            (_, last) => Resolved::Open(last),
        };
        self.done(resolved)
    }

    fn done(self, resolved: Resolved<O>) -> Planned<O> {
        (self, Next::Done(resolved))
    }
}

/// Returns whether the gateway refuses the same request again, because a failure is about
/// the request. One about the account is about the call only.
fn is_lasting(response: &impl Response) -> bool {
    match response.retry() {
        Some(
            Retry::NotNeeded
            | Retry::NewRequestId
            | Retry::FixRequest
            | Retry::InquireFirst
            | Retry::Never,
        ) => true,
        Some(
            Retry::SameRequest | Retry::BackOff | Retry::FixAccount | Retry::ContactSupport,
        )
        | None => false,
    }
}

/// Returns whether an answer says that the gateway does not know a request.
fn is_missing<I: Inquiry>(response: &impl Response) -> bool {
    let is_failure = response.outcome_kind() == OutcomeKind::Failure;
    is_failure && response.code().is_some_and(|code| I::NOT_FOUND.contains(&code))
}
