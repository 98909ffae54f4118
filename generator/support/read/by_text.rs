//! Places for numbers that are read by their texts.
//!
//! A parser converts a number to a type of 64 bits, which loses digits. So `serde_json`
//! returns the raw text of the value.

use std::borrow::Cow;

use super::error_kind::DecodeErrorKind;
use super::failed::Failed;
use super::fitting::RAW;
use super::protocol::{Items, Members, Place};
use super::readable::ReadValue;
use super::scalar::Scalar;
use super::slot::Slot;

/// A place for a scalar that is read by its text, if the format provides it.
pub(super) struct ByText<'s, T>(pub(super) Slot<'s, T>);

impl<'de, T: ReadValue> Place<'de> for ByText<'_, T> {
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        self.0.scalar(scalar)
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        self.0.list(items)
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        match members.disguised(RAW)? {
            Some(json) => {
                let read = scalar(json.trim_ascii()).map(|scalar| self.0.scalar(scalar));
                let expected = DecodeErrorKind::Expected(T::EXPECTED);
                let read = read.unwrap_or(Err(expected));
                read.map_err(|kind| members.raise(kind))
            }
            None => self.0.object(members),
        }
    }
}

/// Returns the scalar with a text in JSON, or `None` if the text is a list or an object.
fn scalar(json: &str) -> Option<Scalar<'_>> {
    match json.as_bytes().first()? {
        b'n' => Some(Scalar::Null),
        b't' => Some(Scalar::Boolean(true)),
        b'f' => Some(Scalar::Boolean(false)),
        b'"' => {
            let text: String = serde_json::from_str(json).ok()?;
            Some(Scalar::Text(Cow::Owned(text)))
        }
        b'[' | b'{' => None,
        _ => Some(Scalar::Number(Cow::Borrowed(json))),
    }
}
