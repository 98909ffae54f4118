//! States of a required field in a builder: not set, or [`Set`].
//!
//! A builder has a type parameter per required field, and `build` takes the value
//! of each. The state "not set" is a type named after the field, so that the
//! compiler's message names the field.

use std::fmt;

use crate::support::sealed::Sealed;

/// A required field that is set to a `T`.
///
/// Builders require this trait of their type parameters. The trait is sealed.
#[diagnostic::on_unimplemented(
    message = "required field `{Self}` is not set",
    label = "set `{Self}` before this call, to a value of type `{T}`",
    note = "call the setter of that name on the builder",
    note = "a setter takes the builder and returns a new one: chain the calls, or write `let builder = builder.setter(…);`",
    note = "if a branch or a loop sets the field, compute its value first; see the documentation of the crate's module `builder`"
)]
pub trait Given<T>: Sealed {
    /// Returns the value.
    fn given(self) -> T;
}

/// The state of a required field that is set.
#[derive(Clone)]
pub struct Set<T>(pub(crate) T);

impl<T> Set<T> {
    /// The state of a field that has not been read yet.
    pub const NONE: Option<Self> = None;
}

impl<T> Sealed for Set<T> {}

// The setter is the advice to a reader who forgot the field; the state is not.
#[diagnostic::do_not_recommend]
impl<T> Given<T> for Set<T> {
    fn given(self) -> T {
        self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
