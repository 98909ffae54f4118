//! The text of an enum's value that this version of the crate does not know.
//!
//! Only the crate itself creates one, so a known text is never in disguise.

use std::fmt;

/// The text of a value that this version of the crate does not know.
///
/// There is no constructor: convert the text into the enum instead, as in
/// `"NEW_VALUE".into()` where a setter or a field wants the enum. A text that is
/// known becomes its own variant there.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// Keeps a text that no variant stands for.
    #[inline]
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns the text, as it was received or given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The type of a text that somebody makes an [`Unrecognized`] of.
pub struct TextOf<T>(T);

/// A trait that no type implements. The compiler says so, and what to do instead.
#[diagnostic::on_unimplemented(
    message = "an `Unrecognized` cannot be made from a text",
    label = "this is the text of a value, not an `Unrecognized`",
    note = "convert the text into the enum itself: write `\"NEW_VALUE\".into()` where the enum is wanted"
)]
pub trait Unmade {}

impl<T> From<T> for Unrecognized
where
    TextOf<T>: Unmade,
{
    fn from(_text: T) -> Self {
        Self(Box::default())
    }
}
