//! A view of a message as JSON for logs, in which sensitive values are
//! `[redacted]`.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Serialize, Serializer};

use super::redacting::Redacting;

/// Returns a view of a message, or of a part of one, as JSON for logs.
///
/// The view implements `Serialize`, and `Display` writes it as JSON. It has the
/// form of the message on the wire, with `"[redacted]"` in place of sensitive
/// values and of values of members that the specification does not list. It is for
/// logs only: it cannot be sent or read back.
pub fn redacted<T: Redact + Serialize + ?Sized>(value: &T) -> Redacted<'_, T> {
    Redacted(value)
}

/// A view of a value for logs, created by [`redacted`].
pub struct Redacted<'a, T: ?Sized>(&'a T);

impl<T: ?Sized> Copy for Redacted<'_, T> {}

impl<T: ?Sized> Clone for Redacted<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Serialize + ?Sized> Serialize for Redacted<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Redacting::new(serializer))
    }
}

/// Writes the JSON in one line, or in several lines with `{:#}`.
impl<T: Serialize + ?Sized> fmt::Display for Redacted<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if f.alternate() {
            serde_json::to_string_pretty(self)
        } else {
            serde_json::to_string(self)
        };
        f.write_str(&text.map_err(|_| fmt::Error)?)
    }
}

impl<T: Serialize + ?Sized> fmt::Debug for Redacted<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A type whose sensitive parts are marked: a message, a part of one, or a
/// collection of these.
///
/// You can implement it for your own type that holds such parts. Parts that are not
/// marked are shown, so the type must not hold text that was made from a message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be redacted",
    label = "the sensitive parts of this type are not marked",
    note = "pass the message itself, or a part of it, instead of a value that was made from it"
)]
pub trait Redact {}

impl<T: Redact + ?Sized> Redact for &T {}
impl<T: Redact + ?Sized> Redact for Box<T> {}
impl<T: Redact> Redact for Option<T> {}
impl<T: Redact> Redact for [T] {}
impl<T: Redact> Redact for Vec<T> {}
impl<T: Redact> Redact for BTreeMap<String, T> {}
