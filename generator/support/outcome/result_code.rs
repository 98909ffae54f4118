//! The trait of the result codes of all operations, and the macro that completes an
//! emitted enum of codes.

use std::fmt;
use std::hash::Hash;

use crate::support::sealed::Sealed;

use super::kind::OutcomeKind;
use super::retry::Retry;

/// A result code of an operation.
///
/// Each operation has an enum of its result codes. This trait has the same methods,
/// for code that handles any operation.
///
/// The trait is sealed: only the result codes of this crate implement it.
pub trait ResultCode:
    Sealed
    + for<'a> From<&'a str>
    + AsRef<str>
    + Clone
    + Eq
    + Hash
    + fmt::Debug
    + fmt::Display
    + Send
    + Sync
    + 'static
{
    /// The known codes as they are on the wire.
    const KNOWN: &'static [&'static str];

    /// Returns the documented facts about the code, or `None` if the code is
    /// unknown.
    #[doc(hidden)]
    fn facts(&self) -> Option<CodeFacts>;

    /// Returns the code as it is on the wire.
    fn as_str(&self) -> &str {
        self.as_ref()
    }

    /// Returns whether this version of the crate knows the code.
    fn is_recognized(&self) -> bool {
        self.facts().is_some()
    }

    /// Returns whether the operation's own document lists the code. Other codes
    /// come from a set that operations share.
    fn is_listed(&self) -> bool {
        self.facts().is_some_and(|facts| facts.is_listed)
    }

    /// Returns the status that the code usually comes with, as it is on the wire.
    fn status(&self) -> Option<&'static str> {
        self.facts().map(|facts| facts.status)
    }

    /// Returns the meaning of the code.
    fn message(&self) -> Option<&'static str> {
        self.facts().map(|facts| facts.message)
    }

    /// Returns the advice for people.
    fn action(&self) -> Option<&'static str> {
        self.facts().map(|facts| facts.action)
    }

    /// Returns the retry advice for a program.
    fn retry(&self) -> Option<Retry> {
        self.facts().map(|facts| facts.retry)
    }
}

/// The documented facts about a result code.
#[derive(Clone, Copy, Debug)]
pub struct CodeFacts {
    /// The code as it is on the wire.
    pub code: &'static str,
    /// The status that the code usually comes with.
    pub status: &'static str,
    /// The kind of outcome of this status.
    pub outcome: OutcomeKind,
    /// The meaning of the code.
    pub message: &'static str,
    /// The advice for people.
    pub action: &'static str,
    /// The retry advice for a program.
    pub retry: Retry,
    /// True if the operation's own document lists the code.
    pub is_listed: bool,
}

impl CodeFacts {
    /// Creates the facts of a code that usually means success.
    pub const fn success(
        code: &'static str,
        status: &'static str,
        retry: Retry,
        message: &'static str,
        action: &'static str,
    ) -> Self {
        Self {
            code,
            status,
            outcome: OutcomeKind::Success,
            message,
            action,
            retry,
            is_listed: true,
        }
    }

    /// Creates the facts of a code that usually means failure.
    pub const fn failure(
        code: &'static str,
        status: &'static str,
        retry: Retry,
        message: &'static str,
        action: &'static str,
    ) -> Self {
        Self {
            outcome: OutcomeKind::Failure,
            ..Self::success(code, status, retry, message, action)
        }
    }

    /// Creates the facts of a code that usually means an open outcome.
    pub const fn unknown(
        code: &'static str,
        status: &'static str,
        retry: Retry,
        message: &'static str,
        action: &'static str,
    ) -> Self {
        Self {
            outcome: OutcomeKind::Unknown,
            ..Self::success(code, status, retry, message, action)
        }
    }

    /// Marks the code as one that comes from a set of codes.
    pub const fn of_set(self) -> Self {
        Self {
            is_listed: false,
            ..self
        }
    }
}

/// Returns the facts about a code, or `None` if it is unknown.
pub fn facts_of(code: &str, known: &[CodeFacts]) -> Option<CodeFacts> {
    known.iter().find(|facts| facts.code == code).copied()
}

/// Returns the advice for a code, or `None` if the code usually comes with another
/// outcome.
///
/// Advice for a failure is wrong if the outcome is unknown: a new request could
/// take effect twice.
pub fn advice<C: ResultCode>(code: Option<&C>, outcome: OutcomeKind) -> Option<Retry> {
    let facts = code?.facts()?;
    (facts.outcome == outcome).then_some(facts.retry)
}

/// Completes an emitted enum of result codes, an open enum with `FACTS`. The
/// optional second name is the enum of statuses.
macro_rules! result_code {
    ($name:ident) => {
        $crate::support::result_code!($name, &'static str, |status| status);
    };
    ($name:ident, $status:ty) => {
        $crate::support::result_code!($name, $status, |status| <$status>::from(status));
    };
    ($name:ident, $status:ty, $convert:expr) => {
        impl $name {
            /// Returns the status that the code usually comes with.
            #[must_use]
            pub fn status(&self) -> Option<$status> {
                $crate::support::ResultCode::status(self).map($convert)
            }

            /// Returns the meaning of the code.
            #[must_use]
            pub fn message(&self) -> Option<&'static str> {
                $crate::support::ResultCode::message(self)
            }

            /// Returns the advice for people.
            #[must_use]
            pub fn action(&self) -> Option<&'static str> {
                $crate::support::ResultCode::action(self)
            }

            /// Returns the retry advice for a program.
            #[must_use]
            pub fn retry(&self) -> Option<$crate::support::Retry> {
                $crate::support::ResultCode::retry(self)
            }

            /// Returns whether the operation's own document lists the code. Other
            /// codes come from a set that operations share.
            #[must_use]
            pub fn is_listed(&self) -> bool {
                $crate::support::ResultCode::is_listed(self)
            }
        }

        impl $crate::support::sealed::Sealed for $name {}

        impl $crate::support::ResultCode for $name {
            const KNOWN: &'static [&'static str] = Self::KNOWN;

            fn facts(&self) -> Option<$crate::support::CodeFacts> {
                $crate::support::facts_of(self.as_str(), Self::FACTS)
            }
        }
    };
}

pub(crate) use result_code;
