//! Advisories: the place and the concern of a request that breaks no rule and may
//! still be refused.
//!
//! Like a violation, an advisory never holds the value.

use std::fmt;

use crate::support::pointer::shown;

/// The reason why a request may be refused although it breaks no rule.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Concern {
    /// The request does not follow advice of the documentation.
    Advice {
        /// The advice.
        text: &'static str,
    },
    /// The value is not a documented one, and differs from one by case,
    /// separators or one slip of a key. A value that resembles no documented one
    /// is no concern: it may be newer than this crate.
    Misspelt {
        /// The documented value.
        nearest: &'static str,
    },
    /// The text is required and empty.
    Empty,
    /// The member is not documented for this object. Its name shows in the
    /// pointer if it has the form of a name: a letter, and at most 63 more
    /// letters, digits, underscores, points and hyphens of ASCII.
    UnlistedMember {
        /// The documented member of this object that the name is probably a
        /// misspelling of.
        nearest: Option<&'static str>,
        /// The pointer to the documented member of this name elsewhere in the
        /// request, in which `*` stands for any item.
        elsewhere: Option<Box<str>>,
    },
}

impl fmt::Display for Concern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Advice { text } => f.write_str(text),
            Self::Misspelt { nearest } => {
                write!(f, "not a documented value; {nearest} is probably meant")
            }
            Self::Empty => f.write_str("required, and empty"),
            Self::UnlistedMember {
                elsewhere: Some(place),
                ..
            } => write!(f, "not a documented member of this object; {place} is one"),
            Self::UnlistedMember {
                nearest: Some(known),
                ..
            } => write!(f, "not a documented member; {known} is probably meant"),
            Self::UnlistedMember { .. } => f.write_str("not a documented member"),
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

    /// Returns the JSON pointer (RFC 6901) from the request's root, which itself is
    /// the empty text.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Returns the concern.
    #[must_use]
    pub fn concern(&self) -> &Concern {
        &self.concern
    }
}

impl fmt::Display for Advisory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", shown(&self.pointer), self.concern)
    }
}
