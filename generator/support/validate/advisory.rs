//! Advisories: reasons why a request that breaks no rule may still be rejected,
//! each with its place.
//!
//! Like a violation, an advisory never contains the value.

use std::fmt;

use crate::support::pointer::shown;

/// The reason why a request may be rejected although it breaks no rule.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Concern {
    /// The request does not follow advice of the documentation.
    Advice {
        /// The advice.
        text: &'static str,
    },
    /// The value is probably a misspelling of a documented value: it differs by
    /// case, separators or one typing error. A value that resembles no documented
    /// value is not reported, since it can be newer than this crate.
    Misspelt {
        /// The documented value.
        nearest: &'static str,
    },
    /// The text is required, but empty.
    Empty,
    /// The member is only read: the receiver may refuse or ignore it.
    ReadOnly,
    /// The member is not documented for this object. The pointer shows its name if
    /// that has the form of a name: an ASCII letter, followed by at most 63 ASCII
    /// letters, digits, underscores, points and hyphens.
    UnlistedMember {
        /// The documented member of this object, if the name is probably a
        /// misspelling of it.
        nearest: Option<&'static str>,
        /// The pointer to the documented member with this name elsewhere in the
        /// request; `*` stands for any item.
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
            Self::Empty => f.write_str("required, but empty"),
            Self::ReadOnly => f.write_str("only read, so it should not be written"),
            Self::UnlistedMember {
                elsewhere: Some(place),
                ..
            } => write!(
                f,
                "not a documented member of this object; {place} is documented"
            ),
            Self::UnlistedMember {
                nearest: Some(known),
                ..
            } => write!(f, "not a documented member; {known} is probably meant"),
            Self::UnlistedMember { .. } => f.write_str("not a documented member"),
        }
    }
}

/// A place in a request that may be a reason to reject it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Advisory {
    pointer: String,
    concern: Concern,
}

impl Advisory {
    pub(super) fn new(pointer: String, concern: Concern) -> Self {
        Self { pointer, concern }
    }

    /// Returns the JSON pointer (RFC 6901) from the request's root. The pointer to
    /// the root is empty.
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
