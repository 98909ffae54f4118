//! Values that are taken only if their type can hold them: any value is read, and
//! one that does not fit is left out.
//!
//! A parser that fails inside a value cannot go on after it. So `serde_json` is
//! asked for the text of the value, which it passes over without judging, and
//! that text is read apart from the message.

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

/// The name of the type that stands for a value's text in `serde_json` with its
/// feature `raw_value`, and of that type's one member. A format that does not
/// know the name gives the value itself, which then has to fit.
const RAW: &str = "$serde_json::private::RawValue";

/// The reader of a value by its text, if the format can give that.
pub(super) struct Fitting<'r, P: ?Sized>(pub(super) Reader<'r, P>);

impl<'de, P: Place<'de> + ?Sized> DeserializeSeed<'de> for Fitting<'_, P> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_newtype_struct(RAW, self.0)
    }
}

/// A place for a value, which stays empty if that does not fit.
pub(super) struct IfItFits<'s, T>(pub(super) &'s mut Option<T>);

impl<T: ReadValue> IfItFits<'_, T> {
    fn read_json(&mut self, json: &str, mut trail: Trail) {
        let mut value = None;
        let read = serde_json::Deserializer::from_str(json).deserialize_any(
            Reader::<dyn Place>::new(&mut Slot::required(&mut value), &mut trail),
        );
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
            Some(json) => self.read_json(&json, members.apart()),
            None => *self.0 = Some(T::object(members)?),
        }
        Ok(())
    }
}
