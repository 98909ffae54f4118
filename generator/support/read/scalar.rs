//! Scalars as a message has them, and the values that types make of them.
//!
//! Scalars travel as strings, but a sender may write them natively, so numbers
//! and booleans are accepted in both forms. No integer is taken from a float.

use std::borrow::Cow;

use super::error_kind::{DecodeErrorKind, Expected};
use super::float::shortest;

/// A scalar, by the event that the format made of it.
pub enum Scalar<'a> {
    /// `null`
    Null,
    /// Text, borrowed from the input where that allows.
    Text(Cow<'a, str>),
    /// A boolean.
    Boolean(bool),
    /// An integer that is not negative.
    Unsigned(u64),
    /// An integer, in most formats a negative one.
    Signed(i64),
    /// A number that is no integer, or too large for one.
    Float(f64),
    /// A number by its text, from a parser that keeps it.
    Number(Cow<'a, str>),
    /// A kind of value that JSON does not have.
    Foreign,
}

impl<'a> Scalar<'a> {
    /// Returns a text, or the text that a boolean or a number would have been.
    #[inline]
    pub fn into_text(self) -> Result<Cow<'a, str>, DecodeErrorKind> {
        match self {
            Self::Text(text) => Ok(text),
            other => other.parsed().spelled(),
        }
    }

    /// Returns a boolean, natively or as text.
    pub fn into_boolean(self) -> Result<bool, DecodeErrorKind> {
        match &self {
            Self::Boolean(value) => Ok(*value),
            Self::Text(text) if text == "true" => Ok(true),
            Self::Text(text) if text == "false" => Ok(false),
            _ => Err(DecodeErrorKind::Expected(Expected::Boolean)),
        }
    }

    /// Returns an integer, natively or as text.
    pub fn into_integer<T>(self) -> Result<T, DecodeErrorKind>
    where
        T: TryFrom<u64> + TryFrom<i64> + std::str::FromStr,
    {
        let value = match self.parsed() {
            Self::Text(text) if is_integer(&text) => text.parse().ok(),
            Self::Unsigned(value) => value.try_into().ok(),
            Self::Signed(value) => value.try_into().ok(),
            // A parser hands over integers as floats when they fit no integer type.
            Self::Float(value) if value.abs() >= BEYOND => None,
            _ => return Err(DecodeErrorKind::Expected(Expected::Integer)),
        };
        value.ok_or(DecodeErrorKind::OutOfRange)
    }

    /// Returns the text that a boolean or a number would have been.
    fn spelled(&self) -> Result<Cow<'a, str>, DecodeErrorKind> {
        match self {
            Self::Boolean(true) => Ok(Cow::Borrowed("true")),
            Self::Boolean(false) => Ok(Cow::Borrowed("false")),
            Self::Unsigned(value) => Ok(Cow::Owned(value.to_string())),
            Self::Signed(value) => Ok(Cow::Owned(value.to_string())),
            Self::Float(value) => shortest(*value).map(Cow::Owned),
            Self::Null | Self::Text(_) | Self::Number(_) | Self::Foreign => {
                Err(DecodeErrorKind::Expected(Expected::Text))
            }
        }
    }

    /// Returns the number itself, if this is the text of one.
    fn parsed(self) -> Self {
        let Self::Number(text) = &self else {
            return self;
        };
        if let Ok(value) = text.parse::<u64>() {
            Self::Unsigned(value)
        } else if let Ok(value) = text.parse::<i64>() {
            Self::Signed(value)
        } else if let Ok(value) = text.parse::<f64>() {
            Self::Float(value)
        } else {
            Self::Foreign
        }
    }
}

/// From here on a float may be an integer that no type of 64 bits holds.
const BEYOND: f64 = 9_223_372_036_854_775_808.0;

/// Returns whether a text is digits with an optional minus sign, and nothing else.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}
