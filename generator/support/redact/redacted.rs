//! The view of a message as JSON for logs, in which sensitive values are
//! `[redacted]`.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Serialize, Serializer};

use super::redacting::Redacting;

/// Shows a message, or a part of one, as JSON for a log.
///
/// The view implements `Serialize`, and `Display` writes it as JSON. It is the
/// message as it is sent, but for what `Debug` redacts too: sensitive values, and
/// the values of members that the specification does not list, become
/// `"[redacted]"`. It cannot be sent or read back.
pub fn redacted<T: Redact + Serialize + ?Sized>(value: &T) -> Redacted<'_, T> {
    Redacted(value)
}

/// A view of a value for logs; made by [`redacted`].
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

/// Writes JSON in one line, or in several with `{:#}`.
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

/// A type that marks its sensitive parts: a message, a part of one, or a collection
/// of these.
///
/// A type of your own that holds such parts may implement it. What in it is not
/// marked is shown as it is, so text that was made from a message must not be
/// there.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be redacted",
    label = "nothing tells what in it is sensitive",
    note = "give the message itself, or a part of it, instead of what was made from it"
)]
pub trait Redact {}

impl<T: Redact + ?Sized> Redact for &T {}
impl<T: Redact + ?Sized> Redact for Box<T> {}
impl<T: Redact> Redact for Option<T> {}
impl<T: Redact> Redact for [T] {}
impl<T: Redact> Redact for Vec<T> {}
impl<T: Redact> Redact for BTreeMap<String, T> {}
