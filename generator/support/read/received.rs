//! The result of a message that as a whole cannot be read, and the paths to it.

use std::fmt;

/// The places where a message states its result, each as a path of member names;
/// an empty path stands for nothing.
#[derive(Clone, Copy, Debug)]
pub struct ResultPaths {
    /// The status.
    pub status: &'static [&'static str],
    /// The code.
    pub code: &'static [&'static str],
    /// The message for people.
    pub message: &'static [&'static str],
}

/// The result in a message that as a whole cannot be read.
///
/// It holds what was readable of it.
///
/// `Debug` shows a status and a code that have the form of one: at most 64
/// capitals, digits and underscores, of which the first is a capital and no five
/// in a row are digits. It never shows the message, which may repeat what was
/// sent.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceivedResult {
    pub(super) texts: [Option<String>; PARTS],
}

/// The number of texts: status, code and message.
pub(super) const PARTS: usize = 3;

impl ReceivedResult {
    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        self.texts[0].as_deref()
    }

    /// Returns the code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.texts[1].as_deref()
    }

    /// Returns the message for people.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.texts[2].as_deref()
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

/// A status or a code, which shows if it has the form of one: what stands at
/// their place in a broken message may be anything.
struct ShownCode<'a>(&'a str);

const REDACTED: fmt::Arguments<'static> = format_args!("[redacted]");

impl fmt::Debug for ShownCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if has_form_of_code(self.0) {
            fmt::Debug::fmt(self.0, f)
        } else {
            REDACTED.fmt(f)
        }
    }
}

/// The most characters of a code that shows.
const LONGEST_CODE: usize = 64;

/// The fewest digits in a row that may be a part of something secret.
const DIGITS: usize = 5;

/// Returns whether a text looks like a status or a code: it begins with a
/// capital, and has capitals, digits and underscores only, but no long run of
/// digits.
fn has_form_of_code(text: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    let mut runs = text.as_bytes().windows(DIGITS);
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.len() <= LONGEST_CODE
        && text.bytes().all(is_part)
        && !runs.any(|run| run.iter().all(u8::is_ascii_digit))
}
