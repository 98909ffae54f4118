//! Conversion of JSON numbers into texts and decimals.

use crate::support::syntax;

use super::error_kind::DecodeErrorKind;

/// Returns the shortest text of a number: `1.5` for 1.50, `1` for 1.0. Returns an
/// error if the number may have been rounded to a binary float.
pub fn shortest(value: f64) -> Result<String, DecodeErrorKind> {
    let text = value.to_string();
    if !syntax::is_decimal(&text) || significant_digits(&text) > EXACT_DIGITS {
        return Err(DecodeErrorKind::OutOfRange);
    }
    Ok(text)
}

/// The number of decimal digits that a binary float holds exactly. Zeros at the end
/// of a longer whole number can stand for lost digits.
const EXACT_DIGITS: usize = 15;

fn significant_digits(text: &str) -> usize {
    let digits = text.bytes().filter(u8::is_ascii_digit);
    digits.skip_while(|digit| *digit == b'0').count()
}
