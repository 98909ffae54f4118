//! Values that are taken only if their type can hold them: reads any value,
//! yields nothing for one that does not fit.
//!
//! A parser that fails inside a value cannot go on after it. So `serde_json` is
//! asked for the text of the value, which it passes over without judging, and
//! that text is read apart from the message.

use std::marker::PhantomData;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess};

use super::read::{Items, Reader};
use super::read_values::Text;
use super::trail::Trail;
use super::{DecodeErrorKind, Expected, Members, ReadValue};

/// The name of the type that stands for a value's text in `serde_json` with its
/// feature `raw_value`, and of that type's one member. A format that does not
/// know the name gives the value itself, which then has to fit.
const RAW: &str = "$serde_json::private::RawValue";

/// Reads a `T`, or nothing.
pub(super) struct FittingReader<'t, T> {
    trail: &'t mut Trail,
    wanted: PhantomData<fn() -> T>,
}

impl<'t, T> FittingReader<'t, T> {
    pub(super) fn new(trail: &'t mut Trail) -> Self {
        Self {
            trail,
            wanted: PhantomData,
        }
    }
}

impl<'de, T: for<'a> ReadValue<'a>> DeserializeSeed<'de> for FittingReader<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        let reader = Reader::<Fitting<T>>::new(self.trail);
        deserializer
            .deserialize_newtype_struct(RAW, reader)
            .map(|Fitting(value)| value)
    }
}

/// A value, unless it did not fit.
struct Fitting<T>(Option<T>);

impl<T: for<'a> ReadValue<'a>> Fitting<T> {
    fn from_json(json: &str) -> Self {
        let mut trail = Trail::default();
        let value =
            serde_json::Deserializer::from_str(json).deserialize_any(Reader::<T>::new(&mut trail));
        Self(value.ok())
    }
}

impl<'de, T: for<'a> ReadValue<'a>> ReadValue<'de> for Fitting<T> {
    const EXPECTED: Expected = <T as ReadValue<'static>>::EXPECTED;

    fn null() -> Result<Self, DecodeErrorKind> {
        Ok(Self(T::null().ok()))
    }

    fn text(text: &str) -> Result<Self, DecodeErrorKind> {
        Ok(Self(T::text(text).ok()))
    }

    fn boolean(value: bool) -> Result<Self, DecodeErrorKind> {
        Ok(Self(T::boolean(value).ok()))
    }

    fn unsigned(value: u64) -> Result<Self, DecodeErrorKind> {
        Ok(Self(T::unsigned(value).ok()))
    }

    fn signed(value: i64) -> Result<Self, DecodeErrorKind> {
        Ok(Self(T::signed(value).ok()))
    }

    fn float(value: f64) -> Result<Self, DecodeErrorKind> {
        Ok(Self(T::float(value).ok()))
    }

    fn number(text: &str) -> Result<Self, DecodeErrorKind> {
        Ok(Self(T::number(text).ok()))
    }

    fn list<A: SeqAccess<'de>>(items: &mut Items<'_, A>) -> Result<Self, A::Error> {
        T::list(items).map(|value| Self(Some(value)))
    }

    fn object<A: MapAccess<'de>>(members: &mut Members<'_, 'de, A>) -> Result<Self, A::Error> {
        match members.disguised(RAW)? {
            Some(Text(json)) => Ok(Self::from_json(&json)),
            None => T::object(members).map(|value| Self(Some(value))),
        }
    }
}
