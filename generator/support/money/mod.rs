//! Conversions between amounts in major units and in the smallest unit of their
//! currency. They are exact or return an error: digits are shifted, nothing is
//! rounded.

pub mod currency;

use std::fmt;

use crate::support::syntax;
use crate::support::value::Decimal;

use currency::decimal_digits;

/// The reason why an amount cannot be converted between major units and the
/// smallest unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum MoneyError {
    /// The text is not a decimal number.
    NotDecimal,
    /// The currency is not in ISO 4217, or has no smallest unit there.
    UnknownCurrency,
    /// The amount has a fraction of the currency's smallest unit.
    FractionOfSmallestUnit,
    /// The amount is below or above the range of its type.
    OutOfRange,
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotDecimal => "not a decimal number, such as 10.50",
            Self::UnknownCurrency => "not a currency of ISO 4217 with a smallest unit",
            Self::FractionOfSmallestUnit => {
                "more decimal digits than the currency has: a fraction of its smallest unit"
            }
            Self::OutOfRange => "below or above the range of an amount",
        })
    }
}

impl std::error::Error for MoneyError {}

super::report::variant_name!(MoneyError);

/// Converts an amount in major units into a number of the currency's smallest unit.
pub fn smallest_units<T: TryFrom<i128>>(currency: &str, major: &Decimal) -> Result<T, MoneyError> {
    let text = major.as_str();
    if !syntax::is_decimal(text) {
        return Err(MoneyError::NotDecimal);
    }
    let digits = decimal_digits(currency).ok_or(MoneyError::UnknownCurrency)?;
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.trim_end_matches('0');
    let missing = u32::try_from(fraction.len())
        .ok()
        .and_then(|given| digits.checked_sub(given))
        .ok_or(MoneyError::FractionOfSmallestUnit)?;
    let mut units: i128 = 0;
    for digit in whole.bytes().chain(fraction.bytes()) {
        units = units
            .checked_mul(10)
            .and_then(|units| units.checked_add(i128::from(digit - b'0')))
            .ok_or(MoneyError::OutOfRange)?;
    }
    units
        .checked_mul(sign * 10_i128.pow(missing))
        .and_then(|units| T::try_from(units).ok())
        .ok_or(MoneyError::OutOfRange)
}

/// Converts a number of the currency's smallest unit into an amount in major units,
/// with as many decimal digits as the currency has.
pub fn major_units(currency: &str, units: impl Into<i128>) -> Result<Decimal, MoneyError> {
    let digits = decimal_digits(currency).ok_or(MoneyError::UnknownCurrency)?;
    let units: i128 = units.into();
    let sign = if units < 0 { "-" } else { "" };
    let scale = 10_u128.pow(digits);
    let (whole, fraction) = (units.unsigned_abs() / scale, units.unsigned_abs() % scale);
    let text = match digits as usize {
        0 => format!("{sign}{whole}"),
        width => format!("{sign}{whole}.{fraction:0width$}"),
    };
    Ok(text.into())
}
