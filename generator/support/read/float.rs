//! The texts of native JSON numbers that are read as texts or decimals.

use crate::support::syntax;

use super::error_kind::DecodeErrorKind;

/// Returns the shortest text of a number: `1.5` for 1.50, `1` for 1.0. A number that
/// may have been rounded when it became binary is refused.
pub fn shortest(value: f64) -> Result<String, DecodeErrorKind> {
    let text = value.to_string();
    if !syntax::is_decimal(&text) || significant_digits(&text) > EXACT_DIGITS {
        return Err(DecodeErrorKind::OutOfRange);
    }
    Ok(text)
}

/// A binary float carries every decimal number of this many digits exactly. Of
/// a longer whole number, the zeros at its end may stand for lost digits.
const EXACT_DIGITS: usize = 15;

fn significant_digits(text: &str) -> usize {
    let digits = text.bytes().filter(u8::is_ascii_digit);
    digits.skip_while(|digit| *digit == b'0').count()
}
