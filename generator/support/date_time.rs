//! Moments in time: keeps the wire text, judges it by RFC 3339.
//!
//! Reading and building never fail, so that a message with a strange date can
//! still be read; validation reports what is no date-time.

use super::syntax;
use super::text::text_value;

/// An RFC 3339 date-time, such as `2026-02-28T12:30:00+08:00`, kept as its text.
///
/// Values are equal when their texts are: the same moment written with another
/// offset is another value. Compare [`unix_seconds`](Self::unix_seconds) to
/// compare moments.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DateTime(Box<str>);

text_value!(DateTime);

impl DateTime {
    /// Whether the text is a date-time that exists.
    ///
    /// A leap second is accepted where it can occur, at 23:59:60 UTC.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.unix_seconds().is_some()
    }

    /// Seconds since 1970-01-01T00:00:00Z, fractions dropped; `None` if the
    /// text is not valid.
    #[must_use]
    pub fn unix_seconds(&self) -> Option<i64> {
        syntax::unix_seconds(&self.0)
    }
}
