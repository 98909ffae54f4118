//! The result of a message that cannot be read as a whole, and the paths to it.

use std::fmt;

/// The paths of member names to the parts of a message's result. An empty path
/// means that there is no such part.
#[derive(Clone, Copy, Debug)]
pub struct ResultPaths {
    /// The status.
    pub status: &'static [&'static str],
    /// The code.
    pub code: &'static [&'static str],
    /// The message for people.
    pub message: &'static [&'static str],
}

impl ResultPaths {
    /// The paths of a message without a result.
    pub const NONE: Self = Self {
        status: &[],
        code: &[],
        message: &[],
    };
}

/// The result of a message that cannot be read as a whole.
///
/// It contains the parts of the result that were readable.
///
/// `Debug` shows a status and a code if they look like ones: at most 64 capitals,
/// digits and underscores, the first of which is a capital, without five digits in
/// a row. It never shows the message, which may repeat request data.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceivedResult {
    pub(super) texts: [Option<String>; PARTS],
}

/// The number of texts in a result: status, code and message.
pub(super) const PARTS: usize = 3;

impl ReceivedResult {
    /// Creates the result from its status, code and message.
    pub(crate) fn new(texts: [Option<&str>; PARTS]) -> Self {
        Self {
            texts: texts.map(|text| text.map(str::to_owned)),
        }
    }

    /// Returns the status, if it was readable.
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        self.texts[0].as_deref()
    }

    /// Returns the code, if it was readable.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.texts[1].as_deref()
    }

    /// Returns the message for people, if it was readable.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.texts[2].as_deref()
    }
}

/// Writes the status and the code, if they look like ones, without the message.
impl fmt::Display for ReceivedResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [self.status(), self.code()];
        let mut parts = parts.into_iter().flatten().map(ShownCode);
        if let Some(first) = parts.next() {
            fmt::Display::fmt(&first, f)?;
        }
        parts.try_for_each(|part| write!(f, " {part}"))
    }
}

impl fmt::Debug for ReceivedResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedResult")
            .field("status", &self.status().map(ShownCode))
            .field("code", &self.code().map(ShownCode))
            .field("message", &self.message().map(|_| REDACTED))
            .finish()
    }
}

/// A status or a code, which is shown only if it looks like one: a damaged message
/// can have any value at its place.
struct ShownCode<'a>(&'a str);

const REDACTED: fmt::Arguments<'static> = format_args!("[redacted]");

impl fmt::Display for ShownCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if has_form_of_code(self.0) {
            f.write_str(self.0)
        } else {
            REDACTED.fmt(f)
        }
    }
}

impl fmt::Debug for ShownCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if has_form_of_code(self.0) {
            fmt::Debug::fmt(self.0, f)
        } else {
            REDACTED.fmt(f)
        }
    }
}

/// The maximum number of characters of a code that is shown.
const LONGEST_CODE: usize = 64;

/// The number of digits in a row from which a text can be a part of a secret.
const DIGITS: usize = 5;

/// Returns whether a text looks like a status or a code: a capital, followed by
/// capitals, digits and underscores without a long run of digits.
fn has_form_of_code(text: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    let mut runs = text.as_bytes().windows(DIGITS);
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.len() <= LONGEST_CODE
        && text.bytes().all(is_part)
        && !runs.any(|run| run.iter().all(u8::is_ascii_digit))
}
