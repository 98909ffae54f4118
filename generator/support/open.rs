//! Enums over strings: completes an emitted enum with what all of them share.
//!
//! An open enum keeps a text that it does not know, in a last variant that
//! only this module can build, so that a known text never hides there. A
//! closed enum refuses an unknown text.

use std::fmt;

/// The text of a value that this version of the crate does not know.
///
/// Only reading and converting text build it; a text that is known becomes its
/// own variant there.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// Keeps a text that no variant stands for.
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text, as it was received or given.
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

/// An enum over strings that also keeps texts it does not know.
pub trait OpenText {
    /// Whether the text is a known one.
    fn is_recognized(&self) -> bool;
    /// The known texts.
    fn known() -> &'static [&'static str];
    /// The text.
    fn text(&self) -> &str;
}

/// Completes an emitted enum whose last variant is `Unrecognized(Unrecognized)`
/// and which has `as_str`, `KNOWN` and `From<&str>`.
macro_rules! open_enum {
    ($name:ident) => {
        impl $name {
            /// Whether this version of the crate knows the value.
            #[must_use]
            pub fn is_recognized(&self) -> bool {
                !matches!(self, Self::Unrecognized(_))
            }
        }

        impl $crate::support::OpenText for $name {
            fn is_recognized(&self) -> bool {
                $name::is_recognized(self)
            }

            fn known() -> &'static [&'static str] {
                Self::KNOWN
            }

            fn text(&self) -> &str {
                self.as_str()
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

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

        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Text;

            fn scalar(
                scalar: $crate::support::Scalar<'_>,
            ) -> Result<Self, $crate::support::DecodeErrorKind> {
                scalar.into_text().map(|text| Self::from(text.as_ref()))
            }
        }

        $crate::support::open::text_enum!($name);
    };
}

/// Completes an emitted enum that has `as_str`, `KNOWN` and `from_text`.
macro_rules! closed_enum {
    ($name:ident) => {
        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Text;

            fn scalar(
                scalar: $crate::support::Scalar<'_>,
            ) -> Result<Self, $crate::support::DecodeErrorKind> {
                match scalar {
                    $crate::support::Scalar::Text(text) => {
                        Self::from_text(&text).ok_or($crate::support::DecodeErrorKind::UnknownValue)
                    }
                    _ => Err($crate::support::DecodeErrorKind::Expected(Self::EXPECTED)),
                }
            }
        }

        $crate::support::open::text_enum!($name);
    };
}

/// What both kinds of enum share: shown and written as their text.
macro_rules! text_enum {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::support::read::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use {closed_enum, open_enum, text_enum};
