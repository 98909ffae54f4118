//! A macro that completes a value that keeps its wire text.
//!
//! `text_value!(Name)` completes a tuple struct over `Box<str>` that has
//! `is_valid`. The value is built from any text without failing, compared by its
//! text, and written unchanged.

/// Implements a value that keeps its text, except `is_valid` and reading.
macro_rules! text_value {
    ($name:ident) => {
        $crate::support::value::text_form!($name);

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::support::read::deserialize(deserializer)
            }
        }
    };
}

/// Implements a value that keeps its text, except `is_valid`, reading and writing.
macro_rules! text_form {
    ($name:ident) => {
        impl $name {
            /// Returns the text as it is written in a message.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Returns the text as an owned `String`.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0.into_string()
            }
        }

        impl $crate::support::FromText for $name {
            #[inline]
            fn from_text(text: impl $crate::support::IntoText) -> Self {
                Self(text.into_text())
            }
        }

        impl<T: $crate::support::IntoText> From<T> for $name {
            #[inline]
            fn from(text: T) -> Self {
                $crate::support::FromText::from_text(text)
            }
        }

        /// Parses a text, and returns an error if it is invalid.
        impl std::str::FromStr for $name {
            type Err = $crate::support::ConversionError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let value = Self::from(text);
                if value.is_valid() {
                    Ok(value)
                } else {
                    Err($crate::support::ConversionError::Malformed)
                }
            }
        }

        $crate::support::equals_text!($name);

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.into_string()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

/// Implements the comparison of a value that has `as_str` with plain text.
macro_rules! equals_text {
    ($name:ident) => {
        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
    };
}

pub(crate) use {equals_text, text_form, text_value};
