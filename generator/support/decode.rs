//! Reading a whole message: takes JSON, yields the value or a [`DecodeError`].
//!
//! The error says where and what kind, and carries the message's own result as
//! far as that was readable, but never what was found.

use std::fmt;
use std::str;

use serde::Deserializer as _;

use super::ReadValue;
use super::pointer::shown;
use super::read::{Place, Reader, Slot};
use super::received::{self, ReceivedResult, ResultPaths};
use super::trail::Trail;

/// Why a message cannot be read.
///
/// It names the place and what was expected there, never what was found, so
/// that it can be logged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecodeError {
    pointer: Box<str>,
    kind: DecodeErrorKind,
    line: usize,
    column: usize,
    result: Option<Box<ReceivedResult>>,
}

impl DecodeError {
    fn new(error: &serde_json::Error, trail: &Trail, result: Option<ReceivedResult>) -> Self {
        Self {
            pointer: trail.pointer().into_boxed_str(),
            kind: trail.kind().unwrap_or_else(|| syntax_kind(error)),
            line: error.line(),
            column: error.column(),
            result: result.map(Box::new),
        }
    }

    /// The JSON pointer (RFC 6901) to what cannot be read, empty for the whole
    /// message. It names documented members only, and ends at the object or map
    /// that holds anything else: line and column tell the rest.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What is wrong there.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.kind
    }

    /// The line where reading stopped, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column where reading stopped, in bytes.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// The result that the message states, as far as it was readable.
    #[must_use]
    pub fn result(&self) -> Option<&ReceivedResult> {
        self.result.as_deref()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot read {} (line {}, column {}): {}",
            shown(&self.pointer),
            self.line,
            self.column,
            self.kind
        )
    }
}

impl std::error::Error for DecodeError {}

/// What is wrong where a message cannot be read.
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

/// Reads a response; on failure, looks for its result at the given paths.
pub fn from_json<T: ReadValue>(json: &[u8], paths: &ResultPaths) -> Result<T, DecodeError> {
    read_whole(json, Some(paths))
}

/// Reads a message that states no result.
pub fn from_json_request<T: ReadValue>(json: &[u8]) -> Result<T, DecodeError> {
    read_whole(json, None)
}

fn read_whole<T: ReadValue>(json: &[u8], paths: Option<&ResultPaths>) -> Result<T, DecodeError> {
    let mut value = None;
    read_into(&mut Slot::required(&mut value), json, paths)?;
    value.ok_or(DecodeError {
        pointer: Box::default(),
        kind: DecodeErrorKind::Expected(T::EXPECTED),
        line: 0,
        column: 0,
        result: None,
    })
}

fn read_into<'de>(
    place: &mut dyn Place<'de>,
    json: &'de [u8],
    paths: Option<&ResultPaths>,
) -> Result<(), DecodeError> {
    let mut trail = Trail::default();
    // Text is checked faster as a whole than string by string. What is no text
    // may still be readable: strings in what is passed over can hold anything.
    let read = match str::from_utf8(json) {
        Ok(text) => read_all(serde_json::Deserializer::from_str(text), place, &mut trail),
        Err(_) => read_all(
            serde_json::Deserializer::from_slice(json),
            place,
            &mut trail,
        ),
    };
    read.map_err(|error| {
        let result = paths.and_then(|paths| received::find(json, paths));
        DecodeError::new(&error, &trail, result)
    })
}

fn read_all<'de, R: serde_json::de::Read<'de>>(
    mut source: serde_json::Deserializer<R>,
    place: &mut dyn Place<'de>,
    trail: &mut Trail,
) -> Result<(), serde_json::Error> {
    source.deserialize_any(Reader::new(place, trail))?;
    source.end()
}

fn syntax_kind(error: &serde_json::Error) -> DecodeErrorKind {
    if error.is_eof() {
        DecodeErrorKind::UnexpectedEnd
    } else if error.to_string().starts_with("recursion limit") {
        // The parser has no other way to tell its limit from bad syntax.
        DecodeErrorKind::TooDeep
    } else {
        DecodeErrorKind::Syntax
    }
}
