//! The parts of assertions, which are constants in a crate.

pub use crate::support::canonical::canonical;
pub use crate::support::exact;

/// An assertion in another one.
pub type Nested<T> = &'static T;

/// Several assertions or texts.
pub type List<T> = &'static [T];

/// A text.
pub type Text = &'static str;

/// A regular expression.
#[derive(Debug, Clone, Copy)]
pub struct Pattern(pub fn(&str) -> bool);

impl Pattern {
    /// Returns whether a text matches.
    pub fn is_match(self, text: &str) -> bool {
        (self.0)(text)
    }
}
