//! The error of a conversion that fails.

use std::fmt;

/// The reason why a value cannot be converted.
///
/// It holds no value, so it can be logged.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ConversionError {
    /// The text does not have the documented form of its type.
    Malformed,
    /// The other type cannot hold the value exactly.
    OutOfRange,
    /// The text is not one of the documented values.
    UnknownValue,
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the text does not have the documented form of its type",
            Self::OutOfRange => "the other type cannot hold the value exactly",
            Self::UnknownValue => "the text is not one of the documented values",
        })
    }
}

impl std::error::Error for ConversionError {}
