//! Conversions of texts into text values, enums and sensitive texts.
//!
//! [`IntoText`] lists the source types once. Each target has one generic `From`
//! over it, so a source that is added here is accepted everywhere.

use std::borrow::Cow;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::support::sealed::Sealed;

use super::sensitive::Sensitive;

/// A text that setters accept: `&str`, `&String`, `String`, `Cow<str>` or
/// `Box<str>`.
///
/// The trait is sealed.
pub trait IntoText: AsRef<str> + Sealed {
    /// Returns the text as an owned value.
    fn into_text(self) -> Box<str>;
}

/// A type of this crate into which any text converts.
pub trait FromText: Sized {
    /// Converts a text. The conversion never fails; validation checks the value.
    fn from_text(text: impl IntoText) -> Self;
}

/// Makes types sources of text: for [`IntoText`], for sensitive text and for
/// sensitive text values.
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
