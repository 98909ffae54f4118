//! The kinds of outcomes of a call, and the reasons of a malformed one.

use std::fmt;

/// The outcome of a call, without what the operation's own outcome carries.
///
/// The enum is exhaustive, so that a `match` that forgets an open outcome does not
/// compile.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum OutcomeKind {
    /// The call succeeded.
    Success,
    /// The call failed.
    Failure,
    /// It is not known yet whether the call took effect.
    Unknown,
    /// The response does not say what became of the call: treat it like `Unknown`.
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

/// The reason why a response does not say what became of the call.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum MalformedReason<'a> {
    /// The result is missing, or its status is.
    NoStatus,

    /// The status is none of those that are documented.
    UnrecognizedStatus(&'a str),

    /// The status says success, but what every success has is missing, or an empty text.
    Incomplete {
        /// Pointers to what is missing or empty, be it inside such a member.
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
                write!(f, "a success without {}", missing.join(", "))
            }
        }
    }
}

/// Writes `Debug` of an outcome: these fields alone. The response has a `Debug` of
/// its own, and the message may repeat what was sent.
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
