//! The text of an enum's value that this version of the crate does not know.
//!
//! Only this crate creates one, so it never holds a known text.

use std::fmt;

/// The text of a value that this version of the crate does not know.
///
/// There is no constructor. Convert the text into the enum instead: write
/// `"NEW_VALUE".into()` where a setter or a field expects the enum. A known text
/// becomes its own variant.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// Keeps a text that has no variant.
    #[inline]
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns the text as it was received or given.
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

/// The type of a text from which an [`Unrecognized`] cannot be made.
pub struct TextOf<T>(T);

/// A trait that no type implements, for the compiler's message about `From`.
#[diagnostic::on_unimplemented(
    message = "an `Unrecognized` cannot be made from a text",
    label = "this is the text of a value, not an `Unrecognized`",
    note = "convert the text into the enum itself: write `\"NEW_VALUE\".into()` where the enum is expected"
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
