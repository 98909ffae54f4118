//! Values that must not appear in logs and are displayed as `[redacted]`.
//!
//! The wrapper has no `Display`, and its `Debug` never shows the value. Reading and
//! writing use the value itself.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::support::read::{self, ReadValue, read_through};
use crate::support::redact::{REDACTED, Redact, unless_redacting};

/// A value that must not appear in logs, such as a card number or a token.
///
/// [`expose`](Self::expose) returns a reference to the value, and
/// [`into_exposed`](Self::into_exposed) the value itself. `Debug` prints
/// `[redacted]`, and there is no `Display`, so the value is not shown by accident.
/// Messages are written with the value itself.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Returns a reference to the value.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Returns a mutable reference to the value.
    pub const fn expose_mut(&mut self) -> &mut T {
        &mut self.0
    }

    /// Returns the value and drops the wrapper.
    #[doc(alias = "into_inner")]
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// A trait that no type implements, for the compiler's message about `Display`.
#[diagnostic::on_unimplemented(
    message = "a sensitive value cannot be displayed",
    label = "`Sensitive` does not implement `Display`",
    note = "call `expose()` to get the value, or use `{{:?}}` to print `[redacted]`"
)]
pub trait Shown {}

/// A `Display` that no value has: the compiler's message refers to `expose()`.
#[doc(hidden)]
impl<T: Shown> fmt::Display for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Redact for Sensitive<T> {}

impl<T: Serialize> Serialize for Sensitive<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        unless_redacting(serializer, |serializer| self.0.serialize(serializer))
    }
}

impl<'de, T: ReadValue> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::deserialize(deserializer)
    }
}

read_through!(Sensitive);
