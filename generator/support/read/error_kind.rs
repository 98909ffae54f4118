//! The kinds of errors of reading, and the types of values that an error names as
//! expected.

use std::fmt;

/// The kind of an error of reading.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// It is not JSON.
    Syntax,
    /// The JSON ends too early.
    UnexpectedEnd,
    /// Lists and objects are nested too deeply.
    TooDeep,
    /// A value of another type is expected.
    Expected(Expected),
    /// The number has more digits than its type holds.
    OutOfRange,
    /// The member has a fixed value, and this is another one.
    FixedValue {
        /// The fixed value.
        value: &'static str,
    },
    /// The value is none of the documented ones.
    UnknownValue,
    /// A required member is missing.
    Missing,
    /// The member occurs twice.
    Duplicate,
    /// The object takes no members beside the documented ones, and has one.
    Unlisted,
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "not valid JSON",
            Self::UnexpectedEnd => "the JSON ends too early",
            Self::TooDeep => "nested too deeply",
            Self::Expected(expected) => return write!(f, "expected {expected}"),
            Self::OutOfRange => "the number is out of range",
            Self::FixedValue { value } => return write!(f, "expected the fixed value {value}"),
            Self::UnknownValue => "expected one of the documented values",
            Self::Missing => "the required member is missing",
            Self::Duplicate => "the member occurs twice",
            Self::Unlisted => "the object has a member that is not documented",
        })
    }
}

/// The type of value that is expected.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Expected {
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer,
    /// A decimal number.
    Decimal,
    /// A list.
    List,
    /// An object.
    Object,
    /// Anything but `null`.
    Value,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a string",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Decimal => "a decimal number",
            Self::List => "a list",
            Self::Object => "an object",
            Self::Value => "a value",
        })
    }
}
