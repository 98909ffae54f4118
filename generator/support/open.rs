//! Enums over strings: completes an emitted enum with what all of them share.
//!
//! An open enum keeps a text that it does not know, in a last variant that
//! only this module can build, so that a known text never hides there. A
//! closed enum refuses an unknown text.

use std::fmt;
use std::marker::PhantomData;
use std::slice;

use super::{FromText, IntoText};

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

/// An enum over strings.
pub trait TextEnum: Sized {
    /// Returns the value of a text, if there is one.
    fn read(text: &str) -> Option<Self>;
}

/// An enum over strings that also keeps texts it does not know.
pub trait OpenText: Sized {
    /// Reports whether the text is a known one.
    fn is_recognized(&self) -> bool;
    /// Returns the known texts.
    fn known() -> &'static [&'static str];
    /// Returns the text.
    fn text(&self) -> &str;
    /// Returns the value of a text.
    fn of_text(text: &str) -> Self;
}

impl<T: OpenText> TextEnum for T {
    fn read(text: &str) -> Option<Self> {
        Some(T::of_text(text))
    }
}

impl<T: OpenText> FromText for T {
    fn from_text(text: impl IntoText) -> Self {
        T::of_text(text.as_ref())
    }
}

/// The known values of an enum, in the order of the documentation.
///
/// Each enum has a function `known` that returns it.
pub struct Known<T> {
    texts: slice::Iter<'static, &'static str>,
    value: PhantomData<fn() -> T>,
}

impl<T> Known<T> {
    /// The values of these texts.
    pub(crate) fn new(texts: &'static [&'static str]) -> Self {
        Self {
            texts: texts.iter(),
            value: PhantomData,
        }
    }
}

impl<T: TextEnum> Iterator for Known<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.texts.next().and_then(|text| T::read(text))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.texts.size_hint()
    }
}

impl<T: TextEnum> DoubleEndedIterator for Known<T> {
    fn next_back(&mut self) -> Option<T> {
        self.texts.next_back().and_then(|text| T::read(text))
    }
}

impl<T: TextEnum> ExactSizeIterator for Known<T> {}

impl<T> Clone for Known<T> {
    fn clone(&self) -> Self {
        Self {
            texts: self.texts.clone(),
            value: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Known<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.texts.clone()).finish()
    }
}

/// Stands for a text that somebody makes an [`Unrecognized`] of.
pub struct Text<T>(T);

/// Never implemented. The compiler says so, with the way that is open.
#[diagnostic::on_unimplemented(
    message = "an `Unrecognized` cannot be made from a text",
    label = "this is the text of a value, not an `Unrecognized`",
    note = "convert the text into the enum itself: write `\"NEW_VALUE\".into()` where the enum is wanted"
)]
pub trait Unmade {}

impl<T> From<T> for Unrecognized
where
    Text<T>: Unmade,
{
    fn from(_text: T) -> Self {
        Self(Box::default())
    }
}

/// Completes an emitted enum whose last variant is `Unrecognized(Unrecognized)`
/// and which has `as_str`, `KNOWN` and `of_text`.
macro_rules! open_enum {
    ($name:ident) => {
        impl $name {
            /// Returns every known value, in the order of the documentation.
            #[must_use]
            #[inline]
            #[allow(
                clippy::self_named_constructors,
                reason = "an enum may be called `Known`"
            )]
            pub fn known() -> $crate::support::Known<Self> {
                $crate::support::Known::new(Self::KNOWN)
            }

            /// Reports whether this version of the crate knows the value.
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

            fn of_text(text: &str) -> Self {
                Self::of_text(text)
            }
        }

        // An enum may be called `T`, but none is called `T_`.
        impl<T_: $crate::support::IntoText> From<T_> for $name {
            fn from(text: T_) -> Self {
                Self::of_text(text.as_ref())
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> Result<Self, std::convert::Infallible> {
                Ok(Self::of_text(text))
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

        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Text;

            fn scalar(
                scalar: $crate::support::Scalar<'_>,
            ) -> Result<Self, $crate::support::DecodeErrorKind> {
                scalar.into_text().map(|text| Self::of_text(&text))
            }
        }

        $crate::support::open::text_enum!($name);
    };
}

/// Completes an emitted enum that has `as_str`, `KNOWN` and `from_text`.
macro_rules! closed_enum {
    ($name:ident) => {
        impl $name {
            /// Returns every value, in the order of the documentation.
            #[must_use]
            #[inline]
            #[allow(
                clippy::self_named_constructors,
                reason = "an enum may be called `Known`"
            )]
            pub fn known() -> $crate::support::Known<Self> {
                $crate::support::Known::new(Self::KNOWN)
            }
        }

        impl $crate::support::open::TextEnum for $name {
            fn read(text: &str) -> Option<Self> {
                Self::from_text(text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::support::ConversionError;

            #[inline]
            fn from_str(text: &str) -> Result<Self, $crate::support::ConversionError> {
                Self::from_text(text).ok_or($crate::support::ConversionError::UnknownValue)
            }
        }

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

/// Completes both kinds of enum: compared, ordered, shown and written as their
/// text.
macro_rules! text_enum {
    ($name:ident) => {
        $crate::support::text::equals_text!($name);

        /// Compares the texts, as `Eq` does.
        impl Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

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
