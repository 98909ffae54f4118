//! The visitor of all types. It passes serde's events to the place of a value,
//! which accepts the event or returns an error.
//!
//! It handles every event itself, since serde's own messages contain the value that
//! was found.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use super::protocol::{Items, Members, Place};
use super::reader::Reader;
use super::scalar::Scalar;
use super::source::Source;

impl<'de, P: Place<'de> + ?Sized> Visitor<'de> for Reader<'_, P> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.put(Scalar::Null)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.put(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.visit_string(text.to_owned())
    }

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it runs for every text")]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.put_text(Cow::Borrowed(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        self.put_text(Cow::Owned(text))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.put(Scalar::Boolean(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.put(Scalar::Unsigned(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.put(Scalar::Signed(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        self.put(Scalar::Number(Cow::Owned(value.to_string())))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.put(Scalar::Number(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.put(Scalar::Float(value))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<(), E> {
        self.put_bytes(Cow::Owned(bytes.to_vec()))
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<(), E> {
        self.put_bytes(Cow::Borrowed(bytes))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _variant: A) -> Result<(), A::Error> {
        self.put(Scalar::Foreign)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        self.trail.enter()?;
        let mut source = Source::new(access);
        let mut items = Items::new(&mut source, self.trail);
        let read = self.place.list(&mut items);
        self.trail.leave();
        read.map_err(|_| source.into_error(self.trail))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        // The object that represents a text is no level of the message.
        let is_level = !self.place.is_by_text();
        if is_level {
            self.trail.enter()?;
        }
        let mut source = Source::new(access);
        let mut members = Members::new(&mut source, self.trail);
        let read = match members.number() {
            Ok(None) => self.place.object(&mut members),
            Ok(Some(digits)) => self
                .place
                .scalar(Scalar::Number(digits))
                .map_err(|kind| members.raise(kind)),
            Err(failed) => Err(failed),
        };
        if is_level {
            self.trail.leave();
        }
        read.map_err(|_| source.into_error(self.trail))
    }
}
