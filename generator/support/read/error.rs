//! The decode error: its place, its kind and the readable result of the message. It
//! holds no other value.

use std::fmt;

use crate::support::pointer::shown;

use super::error_kind::DecodeErrorKind;
use super::readable::ReadValue;
use super::received::ReceivedResult;
use super::trail::Trail;

/// An error that occurs when a message cannot be read.
///
/// It can be logged: it contains the place and the expected type, never the value
/// at that place. [`result`](Self::result) returns the message's result as far as
/// it was readable. `Debug` shows the result's status and code if they look like
/// ones, and `Display` shows nothing of it.
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

    /// Adds the length of the bytes before the text to the column of an error in
    /// the first line.
    pub(super) fn after(mut self, skipped: usize) -> Self {
        if self.line == 1 {
            self.column += skipped;
        }
        self
    }

    /// Creates the error of an answer with an undocumented status code.
    pub(crate) fn of_status(status: u16) -> Self {
        Self::of(DecodeErrorKind::UnexpectedStatus(status))
    }

    /// Creates the error of an answer whose body as a whole is of another kind.
    pub(crate) fn of(kind: DecodeErrorKind) -> Self {
        Self {
            kind,
            ..Self::at_start()
        }
    }

    /// Names another kind of content as the reason why the text is not JSON.
    pub(crate) fn of_other_content(self) -> Self {
        match self.kind {
            DecodeErrorKind::Syntax | DecodeErrorKind::UnexpectedEnd => {
                Self::of(DecodeErrorKind::OtherThanJson)
            }
            _ => self,
        }
    }

    /// Creates the error of a message without a value.
    pub(super) fn of_nothing<T: ReadValue>() -> Self {
        Self::of(DecodeErrorKind::Expected(T::EXPECTED))
    }

    /// An error about the whole message.
    fn at_start() -> Self {
        Self {
            pointer: Box::default(),
            kind: DecodeErrorKind::Syntax,
            line: 0,
            column: 0,
            result: None,
        }
    }

    /// Returns the JSON pointer (RFC 6901) to the value that cannot be read; it is
    /// empty for the whole message. The pointer contains documented members only.
    /// It ends at the object or map that holds an undocumented one; use the line
    /// and column to find that.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.kind
    }

    /// Returns the line at which reading stopped, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the column at which reading stopped, in bytes.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// Returns the result of the message as far as it was readable, or `None`.
    #[must_use]
    pub fn result(&self) -> Option<&ReceivedResult> {
        self.result.as_deref()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}", shown(&self.pointer))?;
        // The error of an answer as a whole has no place in its body.
        if self.line > 0 {
            write!(f, " (line {}, column {})", self.line, self.column)?;
        }
        write!(f, ": {}", self.kind)
    }
}

impl std::error::Error for DecodeError {}

fn syntax_kind(error: &serde_json::Error) -> DecodeErrorKind {
    if error.is_eof() {
        DecodeErrorKind::UnexpectedEnd
    } else if is_too_deep(error) {
        DecodeErrorKind::TooDeep
    } else {
        DecodeErrorKind::Syntax
    }
}

/// Returns whether the parser reached its recursion limit, which it reports only as text.
pub(super) fn is_too_deep(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("recursion limit")
}
