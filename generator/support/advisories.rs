//! What keeps the rules and may still be refused: the place and the concern.
//!
//! Like a violation, an advisory never holds the value.

use std::fmt;

use super::pointer::shown;

/// Why a request may be refused although it breaks no rule.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Concern {
    /// The request does not follow advice of the documentation.
    Advice {
        /// The advice.
        text: &'static str,
    },
    /// The value is not among the documented ones.
    Unrecognized {
        /// The documented value that it resembles, if it resembles one.
        nearest: Option<&'static str>,
    },
}

impl fmt::Display for Concern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Advice { text } => f.write_str(text),
            Self::Unrecognized { nearest: None } => f.write_str("not a documented value"),
            Self::Unrecognized {
                nearest: Some(known),
            } => write!(f, "not a documented value; the nearest one is {known}"),
        }
    }
}

/// One place in a request that may be a reason to refuse it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Advisory {
    pointer: String,
    concern: Concern,
}

impl Advisory {
    pub(super) fn new(pointer: String, concern: Concern) -> Self {
        Self { pointer, concern }
    }

    /// The JSON pointer (RFC 6901) from the request's root, which itself is
    /// the empty text.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The concern.
    #[must_use]
    pub fn concern(&self) -> Concern {
        self.concern
    }
}

impl fmt::Display for Advisory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", shown(&self.pointer), self.concern)
    }
}
