//! Places for values that are read by their texts.
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

/// A place for a value that is read by its text, if the format provides it.
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
            Some(json) => members.text(|trail| self.0.json(json.trim_ascii(), trail)),
            None => self.0.object(members),
        }
    }

    fn is_by_text(&self) -> bool {
        true
    }
}
