//! The parts of assertions, which are constants in a crate.

use std::borrow::Cow;

pub use crate::support::call::Tree as Json;
pub use crate::support::canonical::canonical;
pub use crate::support::exact;

/// An assertion in another one.
pub type Nested<T> = &'static T;

/// Several assertions or texts.
pub type List<T> = &'static [T];

/// A text.
pub type Text = &'static str;

/// A format of texts.
pub type Form = Pattern;

/// A regular expression or a format.
#[derive(Debug, Clone, Copy)]
pub struct Pattern(pub fn(&str) -> bool);

impl Pattern {
    /// Returns whether a text matches.
    pub fn is_match(self, text: &str) -> bool {
        (self.0)(text)
    }
}

impl Json {
    pub(super) fn is_null(&self) -> bool {
        matches!(self, Self::Absent)
    }

    pub(super) fn is_boolean(&self) -> bool {
        matches!(self, Self::Plain(text) if text == "true" || text == "false")
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_number(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Plain(text) if exact::is_number(text) => Some(text.into()),
            _ => None,
        }
    }

    pub(super) fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }
}
