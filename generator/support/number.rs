//! Numbers of JSON: exact ones that keep their text, and binary floats.

use std::cmp::Ordering;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};

use crate::support::exact;
use crate::support::exact_text;
use crate::support::read::{DecodeErrorKind, Expected, ReadValue, Scalar};
use crate::support::validate::{Checkable, Checked, Listed, Rule};
use crate::support::value::text_form;

/// A number of JSON, such as `19.90`, kept as its text.
///
/// No digit is lost or added: a number is read and written with all its digits. Values are
/// equal if their texts are equal: `1.0` and `1.00` differ.
///
/// Integers, floats and texts convert into it by `From`. A text that is not a number gives
/// an invalid value, which validation reports.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Number(Box<str>);

text_form!(Number);

impl Number {
    /// Returns whether the text is a number of JSON.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        exact::is_number(&self.0)
    }

    /// Returns the nearest binary float.
    #[must_use]
    pub fn to_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|_| self.is_valid())
    }

    /// Returns the integer, or `None` if the number has a fraction or an exponent.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        self.0.parse().ok().filter(|_| self.is_valid())
    }

    /// Compares the numbers, not their texts. Returns `None` if one is invalid.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        exact::compare(&self.0, &other.0)
    }
}

macro_rules! from_numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Number {
            fn from(value: $number) -> Self {
                Self(value.to_string().into())
            }
        }
    )*};
}

from_numbers!(u8, u16, u32, u64, u128, i8, i16, i32, i64, i128, f32, f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_valid() {
            return exact_text::number(&self.0, serializer);
        }
        Err(S::Error::custom("an invalid number cannot be written"))
    }
}

impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::support::read::deserialize(deserializer)
    }
}

impl ReadValue for Number {
    const EXPECTED: Expected = Expected::Decimal;
    const EMPTY_IS_ABSENT: bool = true;
    const KEEPS_TEXT: bool = true;

    fn scalar(scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
        match scalar {
            Scalar::Unsigned(value) => Ok(value.into()),
            Scalar::Signed(value) => Ok(value.into()),
            Scalar::Float(value) => Ok(value.into()),
            Scalar::Number(text) | Scalar::Text(text) if exact::is_number(&text) => {
                Ok(Self(text.into()))
            }
            Scalar::Number(_)
            | Scalar::Text(_)
            | Scalar::Null
            | Scalar::Boolean(_)
            | Scalar::Foreign => Err(DecodeErrorKind::Expected(Self::EXPECTED)),
        }
    }
}

impl ReadValue for f64 {
    const EXPECTED: Expected = Expected::Decimal;
    const EMPTY_IS_ABSENT: bool = true;

    #[allow(clippy::cast_precision_loss, reason = "the type is a binary float")]
    fn scalar(scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
        match scalar {
            Scalar::Unsigned(value) => Ok(value as Self),
            Scalar::Signed(value) => Ok(value as Self),
            Scalar::Float(value) => Ok(value),
            Scalar::Number(text) | Scalar::Text(text) if exact::is_number(&text) => {
                text.parse().map_err(|_| DecodeErrorKind::OutOfRange)
            }
            Scalar::Number(_)
            | Scalar::Text(_)
            | Scalar::Null
            | Scalar::Boolean(_)
            | Scalar::Foreign => Err(DecodeErrorKind::Expected(Self::EXPECTED)),
        }
    }
}

macro_rules! wide_integers {
    ($($name:ty),*) => {$(
        impl ReadValue for $name {
            const EXPECTED: Expected = Expected::Integer;
            const EMPTY_IS_ABSENT: bool = true;
            const KEEPS_TEXT: bool = true;

            fn scalar(scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
                match scalar {
                    Scalar::Number(text) | Scalar::Text(text) if is_whole(&text) => {
                        text.parse().map_err(|_| DecodeErrorKind::OutOfRange)
                    }
                    Scalar::Unsigned(value) => Ok(value.into()),
                    Scalar::Signed(value) => {
                        value.try_into().map_err(|_| DecodeErrorKind::OutOfRange)
                    }
                    _ => Err(DecodeErrorKind::Expected(Self::EXPECTED)),
                }
            }
        }

        impl Listed for $name {
            fn is(&self, text: &str) -> bool {
                text.parse() == Ok(*self)
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

wide_integers!(i128, u128);

/// Returns whether a text consists of digits with an optional minus sign.
fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number that is compared with limits, which are given as texts.
pub trait Numeric {
    /// Returns whether JSON can express the value.
    fn is_expressible(&self) -> bool;

    /// Compares the value with a limit.
    fn compared(&self, limit: &str) -> Option<Ordering>;

    /// Returns whether the value is a multiple of a step.
    fn is_multiple(&self, step: &str) -> Option<bool>;
}

impl Numeric for Number {
    fn is_expressible(&self) -> bool {
        self.is_valid()
    }

    fn compared(&self, limit: &str) -> Option<Ordering> {
        exact::compare(&self.0, limit)
    }

    fn is_multiple(&self, step: &str) -> Option<bool> {
        exact::is_multiple(&self.0, step)
    }
}

impl Numeric for f64 {
    fn is_expressible(&self) -> bool {
        self.is_finite()
    }

    fn compared(&self, limit: &str) -> Option<Ordering> {
        self.partial_cmp(&limit.parse().ok()?)
    }

    fn is_multiple(&self, step: &str) -> Option<bool> {
        exact::is_multiple(&self.to_string(), step)
    }
}

impl Numeric for u128 {
    fn is_expressible(&self) -> bool {
        true
    }

    fn compared(&self, limit: &str) -> Option<Ordering> {
        exact::compare(&self.to_string(), limit)
    }

    fn is_multiple(&self, step: &str) -> Option<bool> {
        exact::is_multiple(&self.to_string(), step)
    }
}

impl Listed for Number {
    fn is(&self, text: &str) -> bool {
        self.compared(text) == Some(Ordering::Equal)
    }
}

impl Listed for f64 {
    fn is(&self, text: &str) -> bool {
        self.compared(text) == Some(Ordering::Equal)
    }
}

impl Checkable for Number {
    type Value = Self;

    fn checked(&self) -> Option<&Self> {
        Some(self)
    }
}

impl Checkable for f64 {
    type Value = Self;

    fn checked(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<T: Numeric> Checked<'_, T> {
    /// Checks that JSON can express a number.
    pub fn number(&mut self) -> &mut Self {
        self.test(Numeric::is_expressible, Rule::Number)
    }

    /// Checks that a number is at least the limit.
    pub fn at_least(&mut self, limit: &'static str) -> &mut Self {
        let is_below = |value: &T| value.compared(limit) == Some(Ordering::Less);
        self.test(|value| !is_below(value), Rule::AtLeast { limit })
    }

    /// Checks that a number is at most the limit.
    pub fn at_most(&mut self, limit: &'static str) -> &mut Self {
        let is_above = |value: &T| value.compared(limit) == Some(Ordering::Greater);
        self.test(|value| !is_above(value), Rule::AtMost { limit })
    }

    /// Checks that a number is above the limit.
    pub fn above(&mut self, limit: &'static str) -> &mut Self {
        let is_above = |value: &T| value.compared(limit).is_none_or(Ordering::is_gt);
        self.test(is_above, Rule::Above { limit })
    }

    /// Checks that a number is below the limit.
    pub fn below(&mut self, limit: &'static str) -> &mut Self {
        let is_below = |value: &T| value.compared(limit).is_none_or(Ordering::is_lt);
        self.test(is_below, Rule::Below { limit })
    }

    /// Checks that a number is a multiple of a step.
    pub fn step(&mut self, step: &'static str) -> &mut Self {
        let is_multiple = |value: &T| value.is_multiple(step).unwrap_or(true);
        self.test(is_multiple, Rule::Step { step })
    }
}
