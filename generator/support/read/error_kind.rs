//! Kinds of decode errors, and the types that an error names as expected.

use std::fmt;

/// The kind of a decode error.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The text is not valid JSON.
    Syntax,
    /// The JSON ends unexpectedly.
    UnexpectedEnd,
    /// Lists and objects are nested too deeply.
    TooDeep,
    /// The value has another type than the expected one.
    Expected(Expected),
    /// The number is out of the range of its type, or has more digits than the type
    /// holds.
    OutOfRange,
    /// The member has another value than its documented constant.
    FixedValue {
        /// The constant.
        value: &'static str,
    },
    /// The value is not one of the documented values.
    UnknownValue,
    /// A required member is missing or null.
    Missing,
    /// The member occurs more than once.
    Duplicate,
    /// The object has an undocumented member, and allows none.
    Unlisted,
    /// The answer has an undocumented HTTP status code.
    UnexpectedStatus(u16),
    /// The answer has an undocumented content type.
    UnexpectedContent,
    /// The answer has another content type than the documented JSON, and is none.
    OtherThanJson,
    /// The answer has no events (`text/event-stream`), although they were asked for.
    NoEvents,
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "not valid JSON",
            Self::UnexpectedEnd => "the JSON ends unexpectedly",
            Self::TooDeep => "lists and objects are nested too deeply",
            Self::Expected(expected) => return write!(f, "expected {expected}"),
            Self::OutOfRange => "the number is out of range",
            Self::FixedValue { value } => return write!(f, "expected the constant {value}"),
            Self::UnknownValue => "expected one of the documented values",
            Self::Missing => "the required member is missing or null",
            Self::Duplicate => "the member occurs more than once",
            Self::Unlisted => "the object has an undocumented member, and allows none",
            Self::UnexpectedContent => "the content type is not documented",
            Self::OtherThanJson => "JSON is documented, but the answer has another content type",
            Self::NoEvents => "the content is not a stream of events",
            Self::UnexpectedStatus(status) => {
                return write!(f, "the HTTP status {status} is not documented");
            }
        })
    }
}

/// The expected type of a value.
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
    /// The value `null`.
    Null,
    /// A value other than `null`.
    Value,
    /// A value of one of the variants of a union.
    Variant,
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
            Self::Null => "null",
            Self::Value => "a value other than null",
            Self::Variant => "a value of one of the variants",
        })
    }
}
