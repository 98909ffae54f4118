//! Regular expressions.

use crate::pattern::Matcher;

/// A regular expression with its matcher.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The expression, as written.
    pub text: String,
    /// The matcher of the expression.
    pub matcher: Matcher,
}

impl Pattern {
    /// Returns whether a text matches.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.matcher.is_match(text)
    }
}
