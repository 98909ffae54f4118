//! The errors of calls, by the effect that a call can have had.

use std::error::Error;
use std::fmt;

use crate::support::{AnswerError, ApiError, RawAnswer, Unreadable};

use super::in_doubt::InDoubt;
use super::not_sent::NotSent;

/// The reason why a call has no response.
///
/// `Display` can be logged: it shows no credential, and no text of the answer. `Debug` also
/// shows the body of a documented failure.
#[derive(Debug)]
pub enum CallError<E> {
    /// Nothing was sent, so the call has no effect.
    NotSent(NotSent),
    /// The API reports a failure: the status code does not mean success.
    Failure(E),
    /// The status code means success, but the answer is not as documented, or has no events
    /// although they were asked for. It is no failure: the call has probably taken effect.
    Unreadable(Unreadable),
    /// The request may have taken effect, and there is no whole answer.
    InDoubt(InDoubt),
}

impl<E: ApiError> CallError<E> {
    /// Returns the answer as it was received, if it was received whole.
    #[must_use]
    pub fn answer(&self) -> Option<&RawAnswer> {
        match self {
            Self::Failure(error) => Some(error.answer()),
            Self::Unreadable(error) => Some(error.answer()),
            Self::NotSent(_) | Self::InDoubt(_) => None,
        }
    }

    /// Returns the failure that the API reports, if it is one.
    #[must_use]
    pub fn failure(&self) -> Option<&E> {
        match self {
            Self::Failure(error) => Some(error),
            Self::NotSent(_) | Self::Unreadable(_) | Self::InDoubt(_) => None,
        }
    }
}

/// A call without an answer.
#[derive(Debug)]
pub enum NoAnswer {
    /// Nothing was sent, so the call has no effect.
    NotSent(NotSent),
    /// The request may have taken effect.
    InDoubt(InDoubt),
}

impl<E> From<NoAnswer> for CallError<E> {
    fn from(error: NoAnswer) -> Self {
        match error {
            NoAnswer::NotSent(error) => Self::NotSent(error),
            NoAnswer::InDoubt(doubt) => Self::InDoubt(doubt),
        }
    }
}

impl<E> From<AnswerError<E>> for CallError<E> {
    fn from(error: AnswerError<E>) -> Self {
        match error {
            AnswerError::Failure(error) => Self::Failure(error),
            AnswerError::Unreadable(error) => Self::Unreadable(error),
        }
    }
}

impl<E: fmt::Display> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent(error) => error.fmt(f),
            Self::Failure(error) => error.fmt(f),
            Self::Unreadable(error) => error.fmt(f),
            Self::InDoubt(doubt) => doubt.fmt(f),
        }
    }
}

impl<E: Error> Error for CallError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NotSent(error) => error.source(),
            Self::Failure(error) => error.source(),
            Self::Unreadable(error) => error.source(),
            Self::InDoubt(_) => None,
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
