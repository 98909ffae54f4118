//! Kinds of outcomes of a call, and the reasons for a malformed response.

use std::fmt;

/// The kind of outcome of a call, without the data of the operation's own outcome.
///
/// The enum is exhaustive: a `match` that does not handle the unknown outcome is a
/// compile error.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum OutcomeKind {
    /// The call succeeded.
    Success,
    /// The call failed.
    Failure,
    /// The outcome is unknown: the call may or may not have taken effect.
    Unknown,
    /// The response does not state the outcome. Treat it like `Unknown`.
    Malformed,
}

impl OutcomeKind {
    /// Returns the kind in lower case, for logs and metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Unknown => "unknown",
            Self::Malformed => "malformed",
        }
    }
}

impl fmt::Display for OutcomeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The reason why a response does not state its outcome.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum MalformedReason<'a> {
    /// The result or its status is missing.
    NoStatus,

    /// The status is not documented.
    UnrecognizedStatus(&'a str),

    /// The status is success, but a value that every success has is missing or an
    /// empty text.
    Incomplete {
        /// JSON pointers to the missing or empty values. A value can be inside
        /// another member.
        missing: Vec<&'static str>,
    },
}

impl fmt::Display for MalformedReason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStatus => f.write_str("the response has no status"),
            Self::UnrecognizedStatus(status) => {
                write!(f, "the status {status:?} is not documented")
            }
            Self::Incomplete { missing } => {
                write!(
                    f,
                    "the status is success, but missing or empty: {}",
                    missing.join(", ")
                )
            }
        }
    }
}

/// Implements `Debug` of an outcome with these fields only. The response has its
/// own `Debug`, and the message may repeat request data.
macro_rules! debug_fields {
    ($name:ident { $($field:ident),+ }) => {
        impl std::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($field), &self.$field))+
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use debug_fields;
