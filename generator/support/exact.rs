//! Exact comparison of numbers by their texts, as JSON writes them.
//!
//! These are plain functions without dependencies, so that a program that prepares messages
//! can apply the same rules as one that sends them.

use std::cmp::Ordering;

/// A number: its sign, and its digits after a point and a power of ten.
struct Exact {
    is_negative: bool,
    /// The digits without zeros at either end. Zero has none.
    digits: Vec<u8>,
    /// The power of ten of the point before the first digit: 1 for `5.3`.
    exponent: i64,
}

/// Returns whether the text is a number of JSON.
pub fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            exponent.strip_prefix(['+', '-']).unwrap_or(exponent),
        ),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let has_spare_zero = whole.len() > 1 && whole.starts_with('0');
    !has_spare_zero
        && [whole, fraction, exponent]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Compares two numbers, or returns `None` if a text is not a number.
pub fn compare(left: &str, right: &str) -> Option<Ordering> {
    let (left, right) = (Exact::of(left)?, Exact::of(right)?);
    let sign = |number: &Exact| match (number.digits.is_empty(), number.is_negative) {
        (true, _) => 0,
        (false, true) => -1,
        (false, false) => 1,
    };
    let by_sign = sign(&left).cmp(&sign(&right));
    if by_sign.is_ne() || left.digits.is_empty() {
        return Some(by_sign);
    }
    let by_size = left.exponent.cmp(&right.exponent);
    let by_size = by_size.then_with(|| left.digits.cmp(&right.digits));
    Some(if left.is_negative {
        by_size.reverse()
    } else {
        by_size
    })
}

/// Returns whether a number is a multiple of a step, or `None` if a text is not a number or
/// the step has more digits than 64 bits hold.
pub fn is_multiple(number: &str, step: &str) -> Option<bool> {
    let (number, step) = (Exact::of(number)?, Exact::of(step)?);
    let divisor = step.integer()?;
    if number.digits.is_empty() || divisor == 0 {
        return Some(number.digits.is_empty());
    }
    // The last digits of both are not zeros, so the step cannot be the larger power.
    let Some(power) = number.last_power().checked_sub(step.last_power()) else {
        return Some(false);
    };
    let Ok(power) = u64::try_from(power) else {
        return Some(false);
    };
    let product = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b) % u128::from(divisor);
        u64::try_from(product).unwrap_or_default()
    };
    let digits = number.digits.iter();
    let rest = digits.fold(0, |rest: u64, digit| {
        let next = u128::from(rest) * 10 + u128::from(digit - b'0');
        u64::try_from(next % u128::from(divisor)).unwrap_or_default()
    });
    Some(product(rest, power_of_ten(power, product)) == 0)
}

/// Returns a text that is the same for equal numbers, or `None` if the text is not a number.
pub fn normal(text: &str) -> Option<String> {
    let number = Exact::of(text)?;
    if number.digits.is_empty() {
        return Some("0".to_owned());
    }
    let sign = if number.is_negative { "-" } else { "" };
    let digits: String = number.digits.iter().copied().map(char::from).collect();
    Some(format!("{sign}0.{digits}e{}", number.exponent))
}

/// Returns a power of ten as `product` reduces it.
fn power_of_ten(mut power: u64, product: impl Fn(u64, u64) -> u64) -> u64 {
    let (mut result, mut square) = (1, 10);
    while power > 0 {
        if power % 2 == 1 {
            result = product(result, square);
        }
        square = product(square, square);
        power /= 2;
    }
    result
}

impl Exact {
    fn of(text: &str) -> Option<Self> {
        if !is_number(text) {
            return None;
        }
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, power) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        let last = digits.iter().rposition(|digit| *digit != b'0');
        let digits = last.and_then(|last| digits.get(zeros..=last));
        let power: i64 = power.parse().ok()?;
        let point = i64::try_from(whole.len()).ok()?;
        let exponent = point.checked_sub(i64::try_from(zeros).ok()?)?;
        Some(Self {
            is_negative: text.starts_with('-'),
            digits: digits.unwrap_or_default().to_vec(),
            exponent: exponent.checked_add(power)?,
        })
    }

    /// Returns the digits as an integer.
    fn integer(&self) -> Option<u64> {
        self.digits.iter().try_fold(0_u64, |value, digit| {
            value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
        })
    }

    /// Returns the power of ten of the last digit.
    fn last_power(&self) -> i64 {
        let count = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        self.exponent.saturating_sub(count)
    }
}
