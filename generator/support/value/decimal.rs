//! Decimal numbers that keep their wire text, so that no digit is lost or added.
//!
//! A JSON number is read as its shortest text, or with all its digits if the parser
//! keeps them. A number that would be rounded is an error.

use crate::support::read::{DecodeErrorKind, Expected, ReadValue, Scalar, shortest};
use crate::support::syntax;

use super::text_value::text_value;

/// A decimal number, such as `6.4521`, kept as its text.
///
/// Values are equal if their texts are equal: `1.0` and `1.00` differ.
///
/// With the feature `rust_decimal`, a `rust_decimal::Decimal` converts into it by
/// `From`. `TryFrom` converts back, and returns an error if `rust_decimal` cannot
/// hold all digits.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Decimal(Box<str>);

text_value!(Decimal);

impl Decimal {
    /// Returns whether the text consists of digits with an optional sign and an
    /// optional fraction, without an exponent.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        syntax::is_decimal(&self.0)
    }
}

impl ReadValue for Decimal {
    const EXPECTED: Expected = Expected::Decimal;
    const EMPTY_IS_ABSENT: bool = true;

    fn scalar(scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
        match scalar {
            Scalar::Text(text) => Ok(String::from(text).into()),
            Scalar::Unsigned(value) => Ok(value.to_string().into()),
            Scalar::Signed(value) => Ok(value.to_string().into()),
            Scalar::Float(value) => shortest(value).map(Self::from),
            Scalar::Number(text) if syntax::is_decimal(&text) => Ok(String::from(text).into()),
            Scalar::Number(text) => {
                let value = text.parse().map_err(|_| DecodeErrorKind::OutOfRange)?;
                shortest(value).map(Self::from)
            }
            Scalar::Null | Scalar::Boolean(_) | Scalar::Foreign => {
                Err(DecodeErrorKind::Expected(Self::EXPECTED))
            }
        }
    }
}
