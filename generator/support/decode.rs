//! Reading a whole message: takes JSON, yields the value or a [`DecodeError`].
//!
//! The error says where and what kind, and carries the message's own result as
//! far as that was readable, but never what was found. What makes a message
//! unreadable where nobody needs it is worked around for a response.

use std::borrow::Cow;
use std::fmt;
use std::str;

use serde::Deserializer as _;

use super::ReadValue;
use super::pointer::shown;
use super::read::{Place, Reader, Slot};
use super::received::{self, ReceivedResult, ResultPaths};
use super::trail::{Condition, Message, Trail};

/// Why a message cannot be read.
///
/// It can be logged: it names the place and what was expected there, never what
/// was found. [`result`](Self::result) hands out the message's own result; of
/// that, `Debug` shows a status and a code that have the form of one, and
/// `Display` shows nothing.
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

    /// The error of a message that held no value.
    fn of_nothing<T: ReadValue>() -> Self {
        Self {
            pointer: Box::default(),
            kind: DecodeErrorKind::Expected(T::EXPECTED),
            line: 0,
            column: 0,
            result: None,
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

/// Reads a response; on failure, looks for its result at the given paths.
pub fn from_json<T: ReadValue>(json: &[u8], paths: &ResultPaths) -> Result<T, DecodeError> {
    let response = Received::of(json);
    let mut value = None;
    read_response(&mut Slot::required(&mut value), &response, paths)?;
    value.ok_or_else(DecodeError::of_nothing::<T>)
}

/// Reads a message that states no result.
pub fn from_json_request<T: ReadValue>(json: &[u8]) -> Result<T, DecodeError> {
    let mut value = None;
    read_request(&mut Slot::required(&mut value), json)?;
    value.ok_or_else(DecodeError::of_nothing::<T>)
}

fn read_request<'de>(place: &mut dyn Place<'de>, json: &'de [u8]) -> Result<(), DecodeError> {
    let mut trail = Trail::new(Message::Request);
    // Text is checked faster as a whole than string by string.
    let read = match str::from_utf8(json) {
        Ok(text) => read_all(serde_json::Deserializer::from_str(text), place, &mut trail),
        Err(_) => read_all(
            serde_json::Deserializer::from_slice(json),
            place,
            &mut trail,
        ),
    };
    read.map_err(|error| DecodeError::new(&error, &trail, None))
}

/// A response as a text, in the best condition that it can be brought into.
struct Received<'a> {
    text: Cow<'a, str>,
    condition: Condition,
    /// The bytes before the text.
    skipped: usize,
}

impl<'a> Received<'a> {
    /// A byte order mark: no JSON, and yet some of it begins with one.
    const MARK: &'static [u8] = "\u{feff}".as_bytes();

    fn of(json: &'a [u8]) -> Self {
        let body = json.strip_prefix(Self::MARK).unwrap_or(json);
        let (text, condition) = match str::from_utf8(body) {
            Ok(text) => (Cow::Borrowed(text), Condition::Clean),
            Err(_) => (Cow::Owned(mended(body)), Condition::Mended),
        };
        Self {
            text,
            condition,
            skipped: json.len() - body.len(),
        }
    }

    /// Returns whether the text may have names that no Rust string can hold.
    fn may_have_broken_names(&self) -> bool {
        let escapes = ["\\ud", "\\uD"];
        escapes.iter().any(|escape| self.text.contains(escape))
    }

    fn read<'de>(
        &'de self,
        place: &mut dyn Place<'de>,
        trail: &mut Trail,
    ) -> Result<(), serde_json::Error> {
        let source = serde_json::Deserializer::from_str(&self.text);
        read_all(source, place, trail)
    }
}

/// Replaces what is no UTF-8, byte by byte: such a byte may stand in a member
/// that nobody needs.
fn mended(json: &[u8]) -> String {
    let mut text = String::with_capacity(json.len());
    for chunk in json.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| Condition::STAND_IN));
    }
    text
}

fn read_response<'de>(
    place: &mut dyn Place<'de>,
    response: &'de Received<'_>,
    paths: &ResultPaths,
) -> Result<(), DecodeError> {
    let mut trail = Trail::in_condition(Message::Response, response.condition);
    let mut read = response.read(place, &mut trail);
    // Names are read by their bytes only where that may help: it costs time, and
    // is less strict.
    if read.is_err()
        && trail.kind().is_none()
        && response.condition == Condition::Clean
        && response.may_have_broken_names()
    {
        trail = Trail::in_condition(Message::Response, Condition::BrokenNames);
        read = response.read(place, &mut trail);
    }
    read.map_err(|error| {
        let result = received::find(&response.text, &trail, paths);
        let mut error = DecodeError::new(&error, &trail, result);
        if error.line == 1 {
            error.column += response.skipped;
        }
        error
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
