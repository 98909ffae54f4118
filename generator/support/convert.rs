//! Conversions into the crate's text values, and the error of those that fail.
//!
//! [`IntoText`] lists the sources once. Each target has one generic `From` over
//! it, so a source that is added here is taken everywhere.

use std::borrow::Cow;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Sensitive;
use super::sealed::Sealed;

/// Text in a form that setters take: `&str`, `&String`, `String`, `Cow<str>` or
/// `Box<str>`.
///
/// The trait is sealed.
pub trait IntoText: AsRef<str> + Sealed {
    /// Returns the text, owned.
    fn into_text(self) -> Box<str>;
}

/// A value of this crate that any text converts into.
pub trait FromText: Sized {
    /// Converts a text. It never fails: validation judges the value.
    fn from_text(text: impl IntoText) -> Self;
}

/// Makes types sources of text: for [`IntoText`] itself, for sensitive text and
/// for sensitive text values.
///
/// The sources are listed because a generic source and the generic
/// `From<T> for Sensitive<T>` would overlap.
macro_rules! text_sources {
    ($($source:ty => $into_text:expr;)*) => {$(
        impl Sealed for $source {}

        impl IntoText for $source {
            #[inline]
            fn into_text(self) -> Box<str> {
                let into_text: fn(Self) -> Box<str> = $into_text;
                into_text(self)
            }
        }

        impl<T: FromText> From<$source> for Sensitive<T> {
            fn from(text: $source) -> Self {
                Self::new(T::from_text(text))
            }
        }
    )*};
}

text_sources! {
    &str => Into::into;
    &String => |text| text.as_str().into();
    String => String::into_boxed_str;
    Cow<'_, str> => |text| text.into_owned().into_boxed_str();
    Box<str> => |text| text;
}

/// Makes types sources of a sensitive text. An IP address is none of a URI or
/// of a date-time, so it is a source of nothing else.
macro_rules! sensitive_text_from {
    ($($source:ty => $text:expr;)*) => {$(
        impl From<$source> for Sensitive<String> {
            fn from(value: $source) -> Self {
                let text: fn($source) -> String = $text;
                Self::new(text(value))
            }
        }
    )*};
}

sensitive_text_from! {
    &str => str::to_owned;
    &String => String::clone;
    Cow<'_, str> => |text| text.into_owned();
    Box<str> => String::from;
    IpAddr => |address| address.to_string();
    Ipv4Addr => |address| address.to_string();
    Ipv6Addr => |address| address.to_string();
}

/// Converts types into a text value, also where that is sensitive.
macro_rules! value_from {
    ($target:ty: $($source:ty => $convert:expr;)*) => {$(
        impl From<$source> for $target {
            fn from(value: $source) -> Self {
                ($convert)(value)
            }
        }

        impl From<$source> for $crate::support::Sensitive<$target> {
            fn from(value: $source) -> Self {
                Self::new(value.into())
            }
        }
    )*};
}

/// Converts a text value, owned or borrowed, into another type.
macro_rules! value_into {
    ($source:ty: $($target:ty => $convert:expr;)*) => {$(
        impl TryFrom<&$source> for $target {
            type Error = $crate::support::ConversionError;

            fn try_from(value: &$source) -> Result<Self, Self::Error> {
                ($convert)(value)
            }
        }

        impl TryFrom<$source> for $target {
            type Error = $crate::support::ConversionError;

            fn try_from(value: $source) -> Result<Self, Self::Error> {
                Self::try_from(&value)
            }
        }
    )*};
}

pub(super) use {value_from, value_into};

/// The reason why a value cannot be converted.
///
/// It holds no value, so it can be logged.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ConversionError {
    /// The text does not have the form that its type documents.
    Malformed,
    /// The other type cannot hold the value exactly.
    OutOfRange,
    /// The text is none of the documented values.
    UnknownValue,
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the text does not have the form that its type documents",
            Self::OutOfRange => "the other type cannot hold the value exactly",
            Self::UnknownValue => "the text is none of the documented values",
        })
    }
}

impl std::error::Error for ConversionError {}
