//! The errors of calls, by the effect that a call can have had.

use std::error::Error;
use std::fmt;

use crate::support::DecodeError;

use super::in_doubt::InDoubt;
use super::not_sent::NotSent;

/// The reason why a call has no response.
///
/// It can be logged: it shows no credential, and no text of the answer.
#[derive(Debug)]
pub enum CallError {
    /// Nothing was sent, so the call has no effect.
    NotSent(NotSent),
    /// The API reports a failure: the status code does not mean success.
    Failure(RawAnswer),
    /// The status code means success, but the answer is not as documented. It is no
    /// failure: the call has probably taken effect.
    Unreadable(Unreadable),
    /// The request may have taken effect, and there is no whole answer.
    InDoubt(InDoubt),
}

/// A call without an answer.
#[derive(Debug)]
pub enum NoAnswer {
    /// Nothing was sent, so the call has no effect.
    NotSent(NotSent),
    /// The request may have taken effect.
    InDoubt(InDoubt),
}

impl From<NoAnswer> for CallError {
    fn from(error: NoAnswer) -> Self {
        match error {
            NoAnswer::NotSent(error) => Self::NotSent(error),
            NoAnswer::InDoubt(doubt) => Self::InDoubt(doubt),
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent(error) => error.fmt(f),
            Self::Failure(answer) => {
                let RawAnswer {
                    operation, status, ..
                } = answer;
                write!(f, "`{operation}` failed with HTTP status {status}")
            }
            Self::Unreadable(error) => error.fmt(f),
            Self::InDoubt(doubt) => doubt.fmt(f),
        }
    }
}

impl Error for CallError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NotSent(error) => error.source(),
            Self::Unreadable(error) => Some(&error.error),
            Self::Failure(_) | Self::InDoubt(_) => None,
        }
    }
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent(error) => error.fmt(f),
            Self::InDoubt(doubt) => doubt.fmt(f),
        }
    }
}

impl Error for NoAnswer {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NotSent(error) => error.source(),
            Self::InDoubt(_) => None,
        }
    }
}

/// An answer as it was received.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RawAnswer {
    /// The operation's identifier.
    pub operation: &'static str,
    /// The HTTP status code.
    pub status: u16,
    /// The headers.
    pub headers: http::HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

/// Shows no header and no body, since they can have personal data.
impl fmt::Debug for RawAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawAnswer")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("len", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// An answer with a status code that means success, which is not as documented.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Unreadable {
    /// The reason.
    pub error: DecodeError,
    /// The answer.
    pub answer: RawAnswer,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RawAnswer {
            operation, status, ..
        } = &self.answer;
        write!(f, "the answer to `{operation}` with HTTP status {status} is not as documented: {}", self.error)
    }
}
