//! Texts of further forms, which keep their wire text.
//!
//! Reading and building never fail; validation reports an invalid text.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::support::forms;
use crate::support::read::{DecodeErrorKind, Expected, ReadValue, Scalar};
use crate::support::validate::{Checkable, Checked, Rule};
use crate::support::value::{ConversionError, Sensitive, text_value};

/// A text whose form validation checks.
pub trait Formatted {
    /// The form in words.
    const FORM: &'static str;

    /// Returns whether the text has the form.
    fn has_form(&self) -> bool;
}

macro_rules! formatted {
    ($($(#[$doc:meta])* $name:ident, $check:ident, $form:literal, $empty:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// It keeps its text: values are equal if their texts are equal.
        #[derive(Clone, PartialEq, Eq, Hash, Debug)]
        pub struct $name(Box<str>);

        text_value!($name);

        impl $name {
            #[doc = concat!("Returns whether the text is ", $form, ".")]
            #[must_use]
            pub fn is_valid(&self) -> bool {
                forms::$check(&self.0)
            }
        }

        impl Formatted for $name {
            const FORM: &'static str = $form;

            fn has_form(&self) -> bool {
                self.is_valid()
            }
        }

        impl ReadValue for $name {
            const EXPECTED: Expected = Expected::Text;
            // An empty text that has the form is a value.
            const EMPTY_IS_ABSENT: bool = !$empty;

            fn scalar(scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
                String::scalar(scalar).map(Self::from)
            }
        }

        impl Checkable for $name {
            type Value = Self;

            fn checked(&self) -> Option<&Self> {
                Some(self)
            }
        }
    )*};
}

formatted! {
    /// A date, such as `2026-02-28`.
    ///
    /// It converts from and to `chrono::NaiveDate`, `jiff::civil::Date` and `time::Date`, with
    /// the feature of the crate.
    Date, is_date, "a date of RFC 3339 that exists", false;
    /// A time with its offset, such as `12:30:00+08:00`.
    Time, is_time, "a time of RFC 3339 with its offset", false;
    /// A duration of ISO 8601, such as `P3DT12H`.
    Duration, is_duration, "a duration of ISO 8601", false;
    /// A UUID, such as `2f1b3312-7df5-4e2b-8d3c-0123456789ab`.
    ///
    /// It converts from and to `uuid::Uuid`, with the feature `uuid`.
    Uuid, is_uuid, "a UUID", false;
    /// Bytes in Base64 with padding, such as `aGVsbG8=`.
    Base64, is_base64, "Base64 with padding", true;
    /// An e-mail address.
    Email, is_email, "an e-mail address", false;
    /// The name of a host, such as `shop.example`.
    Hostname, is_hostname, "the name of a host", false;
    /// An IPv4 address, which converts from and to `std::net::Ipv4Addr`.
    Ipv4, is_ipv4, "an IPv4 address", false;
    /// An IPv6 address, which converts from and to `std::net::Ipv6Addr`.
    Ipv6, is_ipv6, "an IPv6 address", false;
    /// A URI, with or without a scheme.
    UriReference, is_uri_reference, "a URI, with or without a scheme", true;
}

impl Base64 {
    /// Encodes bytes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(encoded(bytes).into())
    }

    /// Returns the bytes, or `None` if the text is invalid.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        decoded(&self.0)
    }
}

/// Implements conversions from and to another type, plain or sensitive, owned or borrowed:
/// the functions return the text, and the value of a valid text.
macro_rules! converted {
    ($($name:ident: $other:ty => $text:expr, $parsed:expr;)*) => {$(
        impl From<$other> for $name {
            fn from(value: $other) -> Self {
                let text: fn($other) -> String = $text;
                Self(text(value).into())
            }
        }

        impl From<$other> for Sensitive<$name> {
            fn from(value: $other) -> Self {
                Self::new(value.into())
            }
        }

        impl TryFrom<&$name> for $other {
            type Error = ConversionError;

            fn try_from(value: &$name) -> Result<Self, ConversionError> {
                if !value.is_valid() {
                    return Err(ConversionError::Malformed);
                }
                let parsed: fn(&str) -> Option<Self> = $parsed;
                parsed(value.as_str()).ok_or(ConversionError::OutOfRange)
            }
        }

        impl TryFrom<$name> for $other {
            type Error = ConversionError;

            fn try_from(value: $name) -> Result<Self, ConversionError> {
                Self::try_from(&value)
            }
        }
    )*};
}

converted! {
    Ipv4: Ipv4Addr => |address| address.to_string(), |text| text.parse().ok();
    Ipv6: Ipv6Addr => |address| address.to_string(), |text| text.parse().ok();
}

#[cfg(feature = "uuid")]
converted! { Uuid: ::uuid::Uuid => |id| id.to_string(), |text| text.parse().ok(); }

#[cfg(feature = "chrono")]
converted! { Date: ::chrono::NaiveDate => |date| date.to_string(), |text| text.parse().ok(); }

#[cfg(feature = "jiff")]
converted! { Date: ::jiff::civil::Date => |date| date.to_string(), |text| text.parse().ok(); }

#[cfg(feature = "time")]
converted! { Date: ::time::Date => |date| {
        let (year, month, day) = date.to_calendar_date();
        format!("{year:04}-{:02}-{day:02}", u8::from(month))
    }, |text| {
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month: u8 = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        ::time::Date::from_calendar_date(year, month.try_into().ok()?, day).ok()
    };
}

impl<T: Formatted> Checked<'_, T> {
    /// Checks the form of a text.
    pub fn form(&mut self) -> &mut Self {
        self.test(Formatted::has_form, Rule::Form { form: T::FORM })
    }
}

/// Returns the bytes of a text in Base64 with padding, or `None` if it is none.
fn decoded(text: &str) -> Option<Vec<u8>> {
    if !forms::is_base64(text) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut group, mut bits) = (0_u32, 0);
    for byte in text.bytes().take_while(|byte| *byte != b'=') {
        let digit = DIGITS.iter().position(|digit| *digit == byte)?;
        group = group << 6 | u32::try_from(digit).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(group >> bits & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// Returns bytes as Base64 with padding.
fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0_u32, |group, index| {
            group << 8 | u32::from(chunk.get(index).copied().unwrap_or_default())
        });
        for index in 0..4 {
            let digit = usize::try_from(group >> (18 - 6 * index) & 0x3f).unwrap_or_default();
            let digit = DIGITS
                .get(digit)
                .filter(|_| index <= u32::try_from(chunk.len()).unwrap_or(3));
            text.push(digit.map_or('=', |digit| char::from(*digit)));
        }
    }
    text
}

/// The digits of Base64.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
