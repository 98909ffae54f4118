//! Values that must not reach a log, and show as `[redacted]`.
//!
//! The wrapper has no `Display`, and its `Debug` never shows the value; reading
//! and writing treat it as the value itself.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::support::read::{self, ReadValue, read_through};
use crate::support::redact::{REDACTED, Redact, unless_redacting};

/// A value that must not appear in logs, such as a card number or a token.
///
/// [`expose`](Self::expose) is the way to the value, and
/// [`into_exposed`](Self::into_exposed) gives it away. `Debug` prints `[redacted]`,
/// and there is no `Display`, so nothing shows the value by accident. Messages
/// hold it as it is.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Returns the value itself.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Unwraps the value itself.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// A trait that no type implements. The compiler says so, and what to do instead.
#[diagnostic::on_unimplemented(
    message = "a sensitive value is not shown",
    label = "`Sensitive` has no `Display`",
    note = "`expose()` returns the value itself, and `{{:?}}` shows `[redacted]`"
)]
pub trait Shown {}

/// A `Display` that no value has: the compiler's message leads to `expose()`.
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
