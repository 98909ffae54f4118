//! Enums over integers, open or closed.
//!
//! An open enum keeps an unknown integer in its last variant. A closed enum returns an
//! error for an unknown integer.

use std::fmt;

/// The integer of a value that this version of the crate does not know.
///
/// There is no constructor. Convert the integer into the enum instead: write `7.into()`
/// where a setter or a field expects the enum. A known integer becomes its own variant.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnrecognizedInteger(i64);

impl UnrecognizedInteger {
    /// Keeps an integer that has no variant.
    pub(crate) const fn new(number: i64) -> Self {
        Self(number)
    }

    /// Returns the integer as it was received or given.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl fmt::Debug for UnrecognizedInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for UnrecognizedInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Returns the variant of an integer. This is a function so that the search is compiled
/// once, not for each enum.
pub fn variant_of<T: Copy>(number: i64, known: &[i64], variants: &[T]) -> Option<T> {
    let index = known.iter().position(|known| *known == number)?;
    variants.get(index).copied()
}

/// Completes an emitted open enum: its last variant is
/// `Unrecognized(UnrecognizedInteger)`, and it has `as_i64`, `KNOWN` and `VARIANTS`, its
/// other variants in the order of their integers in `KNOWN`.
macro_rules! open_integer_enum {
    ($name:ident) => {
        impl $name {
            /// Returns whether this version of the crate knows the value.
            #[must_use]
            pub fn is_recognized(self) -> bool {
                !matches!(self, Self::Unrecognized(_))
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                let known = $crate::support::variant_of(number, Self::KNOWN, Self::VARIANTS);
                known.unwrap_or(Self::Unrecognized(
                    $crate::support::UnrecognizedInteger::new(number),
                ))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::support::ConversionError;

            fn from_str(text: &str) -> Result<Self, $crate::support::ConversionError> {
                let number = text.parse::<i64>();
                number
                    .map(Self::from)
                    .map_err(|_| $crate::support::ConversionError::Malformed)
            }
        }

        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Integer;
            const EMPTY_IS_ABSENT: bool = true;

            fn scalar(
                scalar: $crate::support::Scalar<'_>,
            ) -> Result<Self, $crate::support::DecodeErrorKind> {
                scalar.into_integer::<i64>().map(Self::from)
            }
        }

        $crate::support::integer_enum!($name);
    };
}

/// Completes an emitted closed enum, which has `as_i64`, `KNOWN` and `VARIANTS`.
macro_rules! closed_integer_enum {
    ($name:ident) => {
        impl TryFrom<i64> for $name {
            type Error = $crate::support::ConversionError;

            fn try_from(number: i64) -> Result<Self, $crate::support::ConversionError> {
                let known = $crate::support::variant_of(number, Self::KNOWN, Self::VARIANTS);
                known.ok_or($crate::support::ConversionError::UnknownValue)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::support::ConversionError;

            fn from_str(text: &str) -> Result<Self, $crate::support::ConversionError> {
                let number = text.parse::<i64>();
                number
                    .map_err(|_| $crate::support::ConversionError::Malformed)
                    .and_then(Self::try_from)
            }
        }

        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Integer;
            const EMPTY_IS_ABSENT: bool = true;

            fn scalar(
                scalar: $crate::support::Scalar<'_>,
            ) -> Result<Self, $crate::support::DecodeErrorKind> {
                Self::try_from(scalar.into_integer::<i64>()?)
                    .map_err(|_| $crate::support::DecodeErrorKind::UnknownValue)
            }
        }

        $crate::support::integer_enum!($name);
    };
}

/// Completes an emitted enum, open or closed: its values are compared, ordered,
/// displayed and written as their integer.
macro_rules! integer_enum {
    ($name:ident) => {
        impl $name {
            /// Returns every known value, in the order of the documentation.
            #[allow(
                clippy::self_named_constructors,
                reason = "an enum may be called `Known`"
            )]
            pub fn known() -> std::iter::Copied<std::slice::Iter<'static, Self>> {
                Self::VARIANTS.iter().copied()
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.as_i64()
            }
        }

        impl PartialEq<i64> for $name {
            fn eq(&self, other: &i64) -> bool {
                self.as_i64() == *other
            }
        }

        /// Compares the integers, as `Eq` does.
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_i64().cmp(&other.as_i64())
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::support::read::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use {closed_integer_enum, integer_enum, open_integer_enum};
