//! The facts of operations and webhooks that a gateway needs, which the generator emits.
#![allow(dead_code, reason = "without the modules, there are no messages")]

use std::any::{Any, TypeId};
use std::sync::Arc;

use crate::signature::HasScheme;
use crate::support::{
    CodeFacts, DecodeError, Operation, OutcomeKind, Response, ResultCode, Violations, Webhook,
};

/// An operation of this crate.
#[derive(Clone, Copy)]
pub struct KnownOperation {
    pub request: fn() -> TypeId,
    pub id: &'static str,
    pub method: &'static str,
    pub path: &'static str,
    /// The path of the module below the crate.
    pub module: &'static str,
    /// The HTTP status code of the response.
    pub status: u16,
    /// Reads a request, unless it has parts outside of the body.
    pub read: Option<Read>,
    /// The names of the ids of a request.
    pub ids: &'static [&'static str],
    pub repetition: Option<Repetition>,
    /// The inquiry about a request.
    pub resolved_by: Option<ResolvedBy>,
    /// The findings of the operation, if it inquires about others.
    pub inquiry: Option<KnownInquiry>,
    pub has_content: bool,
    pub samples: Samples,
}

/// A function that reads the body of a request.
pub type Read = fn(&[u8]) -> Result<ReadRequest, DecodeError>;

impl KnownOperation {
    /// Creates an operation whose response has no content.
    pub const fn of<O: Operation + HasScheme>(module: &'static str, status: u16) -> Self {
        Self {
            request: TypeId::of::<O>,
            id: O::ID,
            method: O::METHOD,
            path: O::PATH,
            module,
            status,
            read: None,
            ids: &[],
            repetition: None,
            resolved_by: None,
            inquiry: None,
            has_content: false,
            samples: Samples::NONE,
        }
    }

    pub const fn read(self, read: Read) -> Self {
        Self { read: Some(read), ..self }
    }

    pub const fn ids(self, ids: &'static [&'static str]) -> Self {
        Self { ids, ..self }
    }

    pub const fn repeated(self, repetition: Repetition) -> Self {
        Self {
            repetition: Some(repetition),
            ..self
        }
    }

    pub const fn resolved_by(self, inquiry: &'static str, ids: &'static [&'static str]) -> Self {
        Self {
            resolved_by: Some(ResolvedBy { inquiry, ids }),
            ..self
        }
    }

    pub const fn inquiry(self, open: &'static str, missing: &'static str) -> Self {
        Self {
            inquiry: Some(KnownInquiry { open, missing }),
            ..self
        }
    }

    pub const fn samples(self, samples: Samples) -> Self {
        Self {
            has_content: true,
            samples,
            ..self
        }
    }

    /// Returns the outcome that an answer states, if answers do so.
    pub fn outcome_kind(&self, answer: &[u8]) -> Option<OutcomeKind> {
        self.samples.outcome.map(|outcome| (outcome.kind)(answer))
    }

    /// Returns whether a path is that of the operation behind the base path of a server.
    pub fn is_at(&self, path: &str) -> bool {
        let mut given = path.rsplit('/');
        let mut segments = self.path.rsplit('/').filter(|segment| !segment.is_empty());
        segments.all(|segment| match given.next() {
            Some(given) if segment.starts_with('{') => !given.is_empty(),
            Some(given) => given == segment,
            None => false,
        })
    }
}

/// The handling of a repeated request.
#[derive(Clone, Copy)]
pub struct Repetition {
    /// The name of the id by which a repeated request is known.
    pub key: &'static str,
    /// The paths to the values that must not differ.
    pub compare: &'static [&'static [&'static str]],
    /// The result code if one of them differs.
    pub conflict: Option<&'static str>,
}

/// The inquiry about a request.
#[derive(Clone, Copy)]
pub struct ResolvedBy {
    /// The identifier of its operation.
    pub inquiry: &'static str,
    /// The names of the ids that both requests have.
    pub ids: &'static [&'static str],
}

/// The findings of an inquiry.
#[derive(Clone, Copy)]
pub struct KnownInquiry {
    /// The first state that is not final.
    pub open: &'static str,
    /// The first result code for a request that did not arrive.
    pub missing: &'static str,
}

/// The result codes of requests that the gateway refuses.
#[derive(Clone, Copy)]
pub struct Refusals {
    pub signature: Option<&'static str>,
    pub client: Option<&'static str>,
    pub path: Option<&'static str>,
    pub request: Option<&'static str>,
}

/// A webhook of this crate.
#[derive(Clone, Copy)]
pub struct KnownWebhook {
    pub notification: fn() -> TypeId,
    pub id: &'static str,
    pub method: &'static str,
    /// Returns whether a body is the reply that acknowledges a notification, if the reply
    /// has a body.
    pub is_reply: Option<fn(&[u8]) -> bool>,
    /// The seconds after which a notification is sent again, from the attempt before.
    pub resends: &'static [u64],
    pub samples: Samples,
}

impl KnownWebhook {
    /// Creates a webhook without examples, which a success without content acknowledges.
    pub const fn of<W: Webhook + HasScheme>() -> Self {
        Self {
            notification: TypeId::of::<W>,
            id: W::ID,
            method: W::METHOD,
            is_reply: None,
            resends: &[],
            samples: Samples::NONE,
        }
    }

    pub const fn is_reply(self, is_reply: fn(&[u8]) -> bool) -> Self {
        Self {
            is_reply: Some(is_reply),
            ..self
        }
    }

    pub const fn resends(self, resends: &'static [u64]) -> Self {
        Self { resends, ..self }
    }

    pub const fn samples(self, samples: Samples) -> Self {
        Self { samples, ..self }
    }
}

/// The messages of the gateway that the specification has as examples.
#[derive(Clone, Copy)]
pub struct Samples {
    pub examples: &'static [Example],
    /// Returns the state that a message reports.
    pub state: fn(&[u8]) -> Option<&'static str>,
    pub outcome: Option<KnownOutcome>,
}

impl Samples {
    pub const NONE: Self = Self {
        examples: &[],
        state: |_| None,
        outcome: None,
    };
}

/// An example of a message.
#[derive(Clone, Copy)]
pub struct Example {
    pub name: &'static str,
    pub json: &'static str,
}

/// The outcome that the response of an operation states.
#[derive(Clone, Copy)]
pub struct KnownOutcome {
    pub status: &'static [&'static str],
    pub code: &'static [&'static str],
    pub message: &'static [&'static str],
    /// The status value that means failure.
    pub failure: &'static str,
    /// Returns the outcome that a body states.
    pub kind: fn(&[u8]) -> OutcomeKind,
    pub facts: fn(&str) -> Option<CodeFacts>,
}

/// Returns the outcome that a body states.
pub fn kind<R: Response>(body: &[u8]) -> OutcomeKind {
    R::from_json(body).map_or(OutcomeKind::Malformed, |response| response.outcome_kind())
}

/// Returns the facts of a result code.
pub fn facts<R: Response>(code: &str) -> Option<CodeFacts> {
    R::ResultCode::from(code).facts()
}

/// A request that was read, whatever its operation.
#[derive(Clone)]
pub struct ReadRequest {
    pub request: Arc<dyn Any + Send + Sync>,
    /// The ids of the request, by their names on the wire.
    pub ids: Vec<(String, String)>,
    pub violations: Option<Violations>,
    /// The number of advisories. A request of another operation has members that this one
    /// does not list.
    pub advisories: usize,
}

/// Checks a request that was read.
pub fn checked<O: Operation>(request: Result<O, DecodeError>) -> Result<ReadRequest, DecodeError> {
    let request = request?;
    let ids = request.ids().into_iter();
    Ok(ReadRequest {
        ids: ids.map(|(name, id)| (name.to_owned(), id.to_owned())).collect(),
        violations: request.validate().err(),
        advisories: request.advisories().len(),
        request: Arc::new(request),
    })
}
