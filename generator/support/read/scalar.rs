//! Scalars of a message, and their conversions into the values of types.
//!
//! Scalars are written as strings, but a sender may use native ones, so numbers and
//! booleans are accepted in both forms. A float is never read as an integer.

use std::borrow::Cow;

use super::error_kind::{DecodeErrorKind, Expected};
use super::float::shortest;

/// A scalar, by the event of the format.
pub enum Scalar<'a> {
    /// The value `null`.
    Null,
    /// A text, borrowed from the input if possible.
    Text(Cow<'a, str>),
    /// A boolean.
    Boolean(bool),
    /// An unsigned integer.
    Unsigned(u64),
    /// A signed integer, in most formats a negative one.
    Signed(i64),
    /// A number that is not an integer, or too large for one.
    Float(f64),
    /// A number as its text, from a parser that keeps it.
    Number(Cow<'a, str>),
    /// A kind of value that JSON does not have.
    Foreign,
}

impl<'a> Scalar<'a> {
    /// Returns the scalar with a text in JSON, or `None` if the text is a list or an object.
    pub fn of_json(json: &'a str) -> Option<Self> {
        match json.as_bytes().first()? {
            b'n' => Some(Self::Null),
            b't' => Some(Self::Boolean(true)),
            b'f' => Some(Self::Boolean(false)),
            b'"' => text(json).map(Self::Text),
            b'[' | b'{' => None,
            _ => Some(Self::Number(Cow::Borrowed(json))),
        }
    }

    /// Returns the text, or the text form of a boolean or a number.
    #[inline]
    pub fn into_text(self) -> Result<Cow<'a, str>, DecodeErrorKind> {
        match self {
            Self::Text(text) => Ok(text),
            other => other.into_spelling(),
        }
    }

    // This is a separate function, since the caller is inlined for each text.
    #[cold]
    fn into_spelling(self) -> Result<Cow<'a, str>, DecodeErrorKind> {
        self.parsed().spelled()
    }

    /// Returns a boolean, from a native one or a text.
    pub fn into_boolean(self) -> Result<bool, DecodeErrorKind> {
        match &self {
            Self::Boolean(value) => Ok(*value),
            Self::Text(text) if text == "true" => Ok(true),
            Self::Text(text) if text == "false" => Ok(false),
            _ => Err(DecodeErrorKind::Expected(Expected::Boolean)),
        }
    }

    /// Returns an integer, from a native one or a text.
    pub fn into_integer<T>(self) -> Result<T, DecodeErrorKind>
    where
        T: TryFrom<u64> + TryFrom<i64> + std::str::FromStr,
    {
        let value = match self.parsed() {
            Self::Text(text) if is_integer(&text) => {
                // A type without a sign has a zero with one too.
                let zero = text
                    .strip_prefix('-')
                    .filter(|it| it.bytes().all(|it| it == b'0'));
                zero.unwrap_or(&text).parse().ok()
            }
            Self::Unsigned(value) => value.try_into().ok(),
            Self::Signed(value) => value.try_into().ok(),
            // A parser returns integers as floats if they fit no integer type.
            Self::Float(value) if value.abs() >= BEYOND => None,
            _ => return Err(DecodeErrorKind::Expected(Expected::Integer)),
        };
        value.ok_or(DecodeErrorKind::OutOfRange)
    }

    /// Returns the text form of a boolean or a number.
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

    /// Returns the number, if this is the text of one.
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

/// Returns the text in a JSON string, or `None` for any other value.
fn text(json: &str) -> Option<Cow<'_, str>> {
    let inner = json.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        serde_json::from_str(json).ok().map(Cow::Owned)
    } else {
        Some(Cow::Borrowed(inner))
    }
}

/// The float from which on an integer fits no type of 64 bits.
const BEYOND: f64 = 9_223_372_036_854_775_808.0;

/// Returns whether a text consists of digits with an optional minus sign.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}
