//! Values that must not reach a log: takes any value, shows `[redacted]`.
//!
//! The wrapper has no `Display`, and its `Debug` never shows the value; reading
//! and writing treat it as the value itself.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{DateTime, Decimal, OpenText, ReadValue, Uri, read};

/// A value that must not appear in logs, such as a card number or a token.
///
/// `Debug` prints `[redacted]`, and there is no `Display`. The value is written
/// to and read from messages as it is; [`expose`](Self::expose) shows it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Shows the value.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Unwraps the value.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Lets a sensitive text value be given as plain text.
macro_rules! from_text {
    ($($name:ty),*) => {$(
        impl From<&str> for Sensitive<$name> {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for Sensitive<$name> {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }
    )*};
}

from_text!(DateTime, Decimal, Uri);

impl<'t, T: OpenText + From<&'t str>> From<&'t str> for Sensitive<T> {
    fn from(text: &'t str) -> Self {
        Self(text.into())
    }
}

impl<T: OpenText + From<String>> From<String> for Sensitive<T> {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl<T: Serialize> Serialize for Sensitive<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: ReadValue> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::deserialize(deserializer)
    }
}
