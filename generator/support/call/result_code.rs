//! Result codes: the trait that the codes of all operations implement, and the
//! macro that completes an emitted enum of codes.

use std::fmt;
use std::hash::Hash;

use crate::support::sealed::Sealed;

use super::outcome_kind::OutcomeKind;
use super::retry::Retry;

/// A result code of an operation.
///
/// Each operation has an enum of the codes that it may answer with. This trait is
/// for code that handles any operation; it says of a code what the enum says.
///
/// The trait is sealed: the result codes of this crate implement it.
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
    /// Every known code, as it is on the wire.
    const KNOWN: &'static [&'static str];

    /// Returns what is known of the code.
    #[doc(hidden)]
    fn facts(&self) -> Option<CodeFacts>;

    /// Returns the code as it is on the wire.
    fn as_str(&self) -> &str {
        self.as_ref()
    }

    /// Tells whether this version of the crate knows the code.
    fn is_recognized(&self) -> bool {
        self.facts().is_some()
    }

    /// Tells whether the operation's own document lists the code. Others come from
    /// a set that operations share.
    fn is_listed(&self) -> bool {
        self.facts().is_some_and(|facts| facts.is_listed)
    }

    /// Returns the status that the code usually comes with, as it is on the wire.
    fn status(&self) -> Option<&'static str> {
        self.facts().map(|facts| facts.status)
    }

    /// Returns what the code means.
    fn message(&self) -> Option<&'static str> {
        self.facts().map(|facts| facts.message)
    }

    /// Returns what to do about the code.
    fn action(&self) -> Option<&'static str> {
        self.facts().map(|facts| facts.action)
    }

    /// Returns what a program may do about the code.
    fn retry(&self) -> Option<Retry> {
        self.facts().map(|facts| facts.retry)
    }
}

/// The facts that the documents give of a result code.
#[derive(Clone, Copy, Debug)]
pub struct CodeFacts {
    /// The status that the code usually comes with.
    pub status: &'static str,
    /// The outcome that this status means.
    pub outcome: OutcomeKind,
    /// The meaning of the code.
    pub message: &'static str,
    /// The advice to a person.
    pub action: &'static str,
    /// The advice to a program.
    pub retry: Retry,
    /// True if the operation's own document lists the code.
    pub is_listed: bool,
}

/// Returns the advice for a code, if it is meant for this outcome.
///
/// Advice for a code that usually means failure is wrong for a call whose outcome
/// is open: a new request could take effect twice.
pub fn advice<C: ResultCode>(code: Option<&C>, outcome: OutcomeKind) -> Option<Retry> {
    let facts = code?.facts()?;
    (facts.outcome == outcome).then_some(facts.retry)
}

/// Completes an emitted enum of result codes, which is an open enum with `facts`.
/// A second name is that of the enum of statuses, if there is one.
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
                self.facts().map(|facts| facts.status).map($convert)
            }

            /// Returns what the code means.
            #[must_use]
            pub fn message(&self) -> Option<&'static str> {
                self.facts().map(|facts| facts.message)
            }

            /// Returns what to do about the code.
            #[must_use]
            pub fn action(&self) -> Option<&'static str> {
                self.facts().map(|facts| facts.action)
            }

            /// Returns what a program may do about the code.
            #[must_use]
            pub fn retry(&self) -> Option<$crate::support::Retry> {
                self.facts().map(|facts| facts.retry)
            }

            /// Tells whether the operation's own document lists the code. Others come
            /// from a set that operations share.
            #[must_use]
            pub fn is_listed(&self) -> bool {
                self.facts().is_some_and(|facts| facts.is_listed)
            }
        }

        impl $crate::support::sealed::Sealed for $name {}

        impl $crate::support::ResultCode for $name {
            const KNOWN: &'static [&'static str] = Self::KNOWN;

            fn facts(&self) -> Option<$crate::support::CodeFacts> {
                $name::facts(self)
            }
        }
    };
}

pub(crate) use result_code;
