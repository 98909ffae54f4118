//! Errors of answers: documented and other failures, and successes that cannot be read.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;

use crate::support::read::{DecodeError, DecodeErrorKind};
use crate::support::sealed::Sealed;

use super::answer::{Answer, RawAnswer};

/// The error of an answer that is not read as the response.
///
/// It can be logged: it shows the operation and the status code, and no text of the
/// answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AnswerError<E> {
    /// The API reports a failure: the status code does not mean success.
    Failure(E),
    /// The status code means success, but the answer is not as documented. It is no
    /// failure: the call may have taken effect.
    Unreadable(Unreadable),
}

impl<E: ApiError> AnswerError<E> {
    /// Returns the status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.answer().status()
    }

    /// Returns the answer as it was received.
    #[must_use]
    pub fn answer(&self) -> &RawAnswer {
        match self {
            Self::Failure(error) => error.answer(),
            Self::Unreadable(error) => error.answer(),
        }
    }

    /// Returns the failure that the API reports, if it is one.
    #[must_use]
    pub fn failure(&self) -> Option<&E> {
        match self {
            Self::Failure(error) => Some(error),
            Self::Unreadable(_) => None,
        }
    }

    /// Returns the reason why there is no response, for code that knows no failures.
    #[must_use]
    pub fn into_decode_error(self) -> DecodeError {
        match self {
            Self::Failure(error) => DecodeError::of_status(error.answer().status()),
            Self::Unreadable(Unreadable { error, .. }) => *error,
        }
    }
}

impl<E: fmt::Display> fmt::Display for AnswerError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(error) => error.fmt(f),
            Self::Unreadable(error) => error.fmt(f),
        }
    }
}

impl<E: Error> Error for AnswerError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Failure(error) => error.source(),
            Self::Unreadable(error) => Some(&*error.error),
        }
    }
}

/// An answer with a status code that means success, which is not as documented.
///
/// A status code that is not documented is never read as another one by itself. A program that
/// knows that a 201 means the documented 200 reads it as such, with
/// [`with_status`](Answer::with_status):
/// `Request::read(&error.answer().as_answer().with_status(200))`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreadable {
    error: Box<DecodeError>,
    answer: RawAnswer,
}

impl Unreadable {
    pub(super) fn new(error: DecodeError, answer: RawAnswer) -> Self {
        Self {
            error: Box::new(error),
            answer,
        }
    }

    /// Returns the reason why the answer cannot be read.
    #[must_use]
    pub fn error(&self) -> &DecodeError {
        &self.error
    }

    /// Returns the answer as it was received.
    #[must_use]
    pub fn answer(&self) -> &RawAnswer {
        &self.answer
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, status) = (self.answer.operation(), self.answer.status());
        write!(f, "the answer to {operation} with status {status} is not ")?;
        f.write_str(match self.error.kind() {
            DecodeErrorKind::NoEvents => "a stream of events",
            _ => "as documented",
        })
    }
}

impl Error for Unreadable {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.error)
    }
}

/// A failure that the documentation describes, with its body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErrorAnswer<T> {
    body: Box<T>,
    answer: RawAnswer,
}

impl<T> ErrorAnswer<T> {
    pub(super) fn new(body: T, answer: RawAnswer) -> Self {
        Self {
            body: Box::new(body),
            answer,
        }
    }

    /// Returns the body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Returns the body, without the rest of the answer.
    #[must_use]
    pub fn into_body(self) -> T {
        *self.body
    }

    /// Returns the status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.answer.status()
    }

    /// Returns the answer as it was received.
    #[must_use]
    pub fn answer(&self) -> &RawAnswer {
        &self.answer
    }
}

/// The failures of an operation, for code that handles any operation.
///
/// Each module has them as `Error`, an enum with a variant for each documented status. An
/// operation whose responses state an outcome has none.
///
/// The trait is sealed: only the failures of this crate implement it.
pub trait ApiError: Sealed + Error + Clone + Send + Sync + 'static {
    /// Returns the answer as it was received.
    fn answer(&self) -> &RawAnswer;
}

/// The reading of failures.
pub trait ReadFailure {
    /// Reads the failure that an answer reports. The documented status is that under which
    /// the operation describes it, such as `404`, `4XX` or `default`, or an empty text.
    fn read(answer: &Answer<'_>, operation: &'static str, documented: &str) -> Self;
}

impl Sealed for Infallible {}

impl ApiError for Infallible {
    fn answer(&self) -> &RawAnswer {
        match *self {}
    }
}

/// Completes an emitted enum of failures that has `ReadFailure` and the variant `Other`.
macro_rules! failures {
    ($name:ident $(, $variant:ident)*) => {
        impl $name {
            /// Returns the status code.
            #[must_use]
            pub fn status(&self) -> u16 {
                self.answer().status()
            }

            /// Returns the answer as it was received.
            #[must_use]
            pub fn answer(&self) -> &$crate::support::RawAnswer {
                match self {
                    $(Self::$variant(failed) => failed.answer(),)*
                    Self::Other(answer) => answer,
                }
            }
        }

        impl $crate::support::sealed::Sealed for $name {}

        impl $crate::support::ApiError for $name {
            fn answer(&self) -> &$crate::support::RawAnswer {
                self.answer()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::support::fmt_failure(self.answer(), f)
            }
        }

        impl std::error::Error for $name {}

        impl From<$crate::support::RawAnswer> for $name {
            fn from(answer: $crate::support::RawAnswer) -> Self {
                Self::Other(answer)
            }
        }
    };
}

pub(crate) use failures;

/// Adds the getter of the body to an emitted enum of failures in which all bodies have one
/// type. `Other` is not among the variants.
macro_rules! failure_body {
    ($name:ident, $body:ty $(, $variant:ident)+) => {
        impl $name {
            /// Returns the body. A failure that is not documented or cannot be read has none,
            /// but [`answer`](Self::answer) has its bytes.
            #[must_use]
            pub fn body(&self) -> Option<&$body> {
                match self {
                    $(Self::$variant(failed) => Some(failed.body()),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use failure_body;

/// Writes the operation and the status code of a failure.
pub fn fmt_failure(answer: &RawAnswer, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (operation, status) = (answer.operation(), answer.status());
    write!(f, "{operation} failed with status {status}")
}

/// The failures of operations that document none.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub enum UndocumentedFailure {
    /// An undocumented status.
    Other(RawAnswer),
}

impl ReadFailure for UndocumentedFailure {
    fn read(answer: &Answer<'_>, operation: &'static str, _: &str) -> Self {
        Self::Other(answer.raw(operation))
    }
}

failures!(UndocumentedFailure);
