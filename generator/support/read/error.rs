//! The error of a message that cannot be read: its place, its kind and the result
//! of the message, never a value.

use std::fmt;

use crate::support::pointer::shown;

use super::error_kind::DecodeErrorKind;
use super::readable::ReadValue;
use super::received::ReceivedResult;
use super::trail::Trail;

/// The error of a message that cannot be read.
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
    pub(super) fn new(
        error: &serde_json::Error,
        trail: &Trail,
        result: Option<ReceivedResult>,
    ) -> Self {
        Self {
            pointer: trail.pointer().into_boxed_str(),
            kind: trail.kind().unwrap_or_else(|| syntax_kind(error)),
            line: error.line(),
            column: error.column(),
            result: result.map(Box::new),
        }
    }

    /// Moves the column of an error in the first line past bytes before the text.
    pub(super) fn after(mut self, skipped: usize) -> Self {
        if self.line == 1 {
            self.column += skipped;
        }
        self
    }

    /// Creates the error of a message that held no value.
    pub(super) fn of_nothing<T: ReadValue>() -> Self {
        Self {
            pointer: Box::default(),
            kind: DecodeErrorKind::Expected(T::EXPECTED),
            line: 0,
            column: 0,
            result: None,
        }
    }

    /// Returns the JSON pointer (RFC 6901) to the value that cannot be read, empty for
    /// the whole message. It names documented members only, and ends at the object or map
    /// that holds anything else: line and column tell the rest.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.kind
    }

    /// Returns the line where reading stopped, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the column where reading stopped, in bytes.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// Returns the result that the message states, as far as it was readable.
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
