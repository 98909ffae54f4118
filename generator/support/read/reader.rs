//! The reader of one value, which passes the value to its place.
//!
//! The reader is the visitor of all types; `visitor.rs` has the events.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, Error};

use super::error_kind::DecodeErrorKind;
use super::protocol::Place;
use super::scalar::Scalar;
use super::trail::Trail;

/// A reader of one value. It passes the value to its place, a `dyn Place`, and
/// records the kind of an error.
pub(super) struct Reader<'r, P: ?Sized> {
    pub(super) place: &'r mut P,
    pub(super) trail: &'r mut Trail,
}

impl<'r, P: ?Sized> Reader<'r, P> {
    pub(super) fn new(place: &'r mut P, trail: &'r mut Trail) -> Self {
        Self { place, trail }
    }

    #[inline]
    pub(super) fn put<'de, E: Error>(self, scalar: Scalar<'de>) -> Result<(), E>
    where
        P: Place<'de>,
    {
        let put = self.place.scalar(scalar);
        put.map_err(|kind| self.trail.raise(kind))
    }

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it runs for every text")]
    pub(super) fn put_text<'de, E: Error>(self, text: Cow<'de, str>) -> Result<(), E>
    where
        P: Place<'de>,
    {
        if self.trail.is_spoilt(&text) && !self.place.is_verbatim() {
            return Err(self.trail.raise(DecodeErrorKind::Syntax));
        }
        self.put(Scalar::Text(text))
    }

    pub(super) fn put_bytes<'de, E: Error>(self, bytes: Cow<'de, [u8]>) -> Result<(), E>
    where
        P: Place<'de>,
    {
        let put = self.place.bytes(bytes);
        put.map_err(|kind| self.trail.raise(kind))
    }
}

impl<'de, P: Place<'de> + ?Sized> DeserializeSeed<'de> for Reader<'_, P> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}
