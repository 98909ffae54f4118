//! Values that are left out if their type cannot hold them.
//!
//! A parser that fails inside a value cannot continue after it. So `serde_json`
//! returns the raw text of the value without parsing it, and that text is parsed
//! apart from the message.

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Deserializer};

use super::error_kind::DecodeErrorKind;
use super::failed::Failed;
use super::protocol::{Items, Members, Place};
use super::readable::ReadValue;
use super::reader::Reader;
use super::scalar::Scalar;
use super::slot::Slot;
use super::trail::Trail;

/// The name of the type of a raw text in `serde_json` with the feature `raw_value`,
/// and of the type's only member. A format that does not know the name gives the
/// value itself, which then has to be valid.
pub(super) const RAW: &str = "$serde_json::private::RawValue";

/// A reader of a value by its raw text, if the format provides it.
pub(super) struct Raw<'r, P: ?Sized>(pub(super) Reader<'r, P>);

impl<'de, P: Place<'de> + ?Sized> DeserializeSeed<'de> for Raw<'_, P> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_newtype_struct(RAW, self.0)
    }
}

/// A place for a value, which stays empty if its type cannot hold the value.
pub(super) struct IfItFits<'s, T>(pub(super) &'s mut Option<T>);

impl<T: ReadValue> IfItFits<'_, T> {
    fn read_json(&mut self, json: &str, mut trail: Trail) {
        let mut value = None;
        let mut slot = Slot::required(&mut value);
        let reader = Reader::new(&mut slot, &mut trail);
        let read = serde_json::Deserializer::from_str(json).deserialize_any(reader);
        *self.0 = value.filter(|_| read.is_ok());
    }
}

impl<'de, T: ReadValue> Place<'de> for IfItFits<'_, T> {
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        *self.0 = T::scalar(scalar).ok();
        Ok(())
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        *self.0 = Some(T::list(items)?);
        Ok(())
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        match members.disguised(RAW)? {
            Some(json) => self.read_json(&json, members.alone()),
            None => T::object(self.0, members)?,
        }
        Ok(())
    }

    fn is_by_text(&self) -> bool {
        true
    }
}
