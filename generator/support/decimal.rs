//! Decimal numbers: keeps the wire text, so that no digit is lost or added.
//!
//! A number that arrives as a native JSON number keeps its digits too, as long
//! as the parser could carry them exactly; otherwise it is refused.

use super::syntax;
use super::text::text_value;
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

/// A binary float carries every decimal number of this many digits exactly.
const EXACT_DIGITS: usize = 15;

fn significant_digits(text: &str) -> usize {
    let digits = || text.bytes().filter(u8::is_ascii_digit);
    let leading = digits().take_while(|b| *b == b'0').count();
    let trailing = if text.contains('.') {
        0
    } else {
        text.bytes().rev().take_while(|b| *b == b'0').count()
    };
    digits().count().saturating_sub(leading + trailing)
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
        let text = value.to_string();
        if !syntax::is_decimal(&text) || significant_digits(&text) > EXACT_DIGITS {
            return Err(DecodeErrorKind::OutOfRange);
        }
        Ok(text.into())
    }

    fn number(text: &str) -> Result<Self, DecodeErrorKind> {
        if syntax::is_decimal(text) {
            return Ok(text.into());
        }
        let value = text.parse().map_err(|_| DecodeErrorKind::OutOfRange)?;
        Self::float(value)
    }
}
