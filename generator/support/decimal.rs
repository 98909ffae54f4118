//! Decimal numbers: keeps the wire text, so that no digit is lost or added.
//!
//! A native JSON number is taken as its shortest text, or with all its digits
//! from a parser that keeps them; one that would be rounded is refused.

use super::syntax;
use super::text::{shortest, text_value};
use super::{DecodeErrorKind, Expected, ReadValue};

/// A decimal number, such as `6.4521`, kept as its text.
///
/// Values are equal when their texts are: `1.0` and `1.00` differ.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Decimal(Box<str>);

text_value!(Decimal);

impl Decimal {
    /// Whether the text is digits with an optional sign and an optional
    /// fraction, without an exponent.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        syntax::is_decimal(&self.0)
    }
}

impl ReadValue<'_> for Decimal {
    const EXPECTED: Expected = Expected::Decimal;

    fn text(text: &str) -> Result<Self, DecodeErrorKind> {
        Ok(text.into())
    }

    fn owned_text(text: String) -> Result<Self, DecodeErrorKind> {
        Ok(text.into())
    }

    fn unsigned(value: u64) -> Result<Self, DecodeErrorKind> {
        Ok(value.to_string().into())
    }

    fn signed(value: i64) -> Result<Self, DecodeErrorKind> {
        Ok(value.to_string().into())
    }

    fn float(value: f64) -> Result<Self, DecodeErrorKind> {
        shortest(value).map(Self::from)
    }

    fn number(text: &str) -> Result<Self, DecodeErrorKind> {
        if syntax::is_decimal(text) {
            return Ok(text.into());
        }
        let value = text.parse().map_err(|_| DecodeErrorKind::OutOfRange)?;
        Self::float(value)
    }
}
