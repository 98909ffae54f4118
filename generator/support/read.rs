//! Reading values from any self-describing format: takes serde's events, hands
//! each to the place that a value is wanted for, which accepts or refuses it.
//!
//! There is one visitor for all types, and it handles every event itself:
//! serde's own messages print what was found, and so must never arise.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use super::access::{Failed, Sequence, Source};
use super::members::Members;
use super::scalar::Scalar;
use super::trail::Trail;
use super::{DecodeErrorKind, Expected};

/// A type that can be read, by what it accepts; all else is refused.
pub trait ReadValue: Sized {
    /// What an error says was expected.
    const EXPECTED: Expected;

    /// Accepts a scalar.
    fn scalar(_scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
        Err(DecodeErrorKind::Expected(Self::EXPECTED))
    }

    /// Accepts a list.
    fn list(items: &mut Items<'_, '_>) -> Result<Self, Failed> {
        Err(items.trail.note(DecodeErrorKind::Expected(Self::EXPECTED)))
    }

    /// Accepts an object.
    fn object(members: &mut Members<'_, '_>) -> Result<Self, Failed> {
        Err(members.raise(DecodeErrorKind::Expected(Self::EXPECTED)))
    }
}

/// An object that can be read, member by member.
pub trait ReadObject: Sized {
    /// Reads the members to the last.
    fn read(members: &mut Members<'_, '_>) -> Result<Self, Failed>;
}

/// Completes an emitted struct that has [`ReadObject`].
macro_rules! object {
    ($name:ident) => {
        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Object;

            // Compiled where it is used: a program pays for what it reads.
            #[inline]
            fn object(
                members: &mut $crate::support::Members<'_, '_>,
            ) -> Result<Self, $crate::support::Failed> {
                $crate::support::ReadObject::read(members)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::support::read::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use object;

/// Reads a value for serde: the error's message begins with the pointer, and
/// keeps the position that the format adds to its own messages.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: ReadValue,
    D: Deserializer<'de>,
{
    let mut trail = Trail::default();
    let mut value = None;
    deserializer
        .deserialize_any(Reader::<dyn Place>::new(
            &mut Slot::required(&mut value),
            &mut trail,
        ))
        .map_err(|error| match trail.pointer() {
            root if root.is_empty() => error,
            pointer => D::Error::custom(format_args!("{pointer}: {error}")),
        })?;
    value.ok_or_else(|| D::Error::custom(DecodeErrorKind::Expected(T::EXPECTED)))
}

/// A place for a value of a type that is not known here.
pub(super) trait Place<'de> {
    /// Puts a scalar there.
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind>;

    /// Puts a list there.
    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed>;

    /// Puts an object there.
    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed>;
}

/// A place for a `T`, which is empty until a value was read.
pub(super) struct Slot<'s, T> {
    value: &'s mut Option<T>,
    null_is_absent: bool,
}

impl<'s, T> Slot<'s, T> {
    /// A place that `null` leaves empty.
    pub(super) fn optional(value: &'s mut Option<T>) -> Self {
        Self {
            value,
            null_is_absent: true,
        }
    }

    /// A place that has a value after reading, of `null` too if it has one.
    pub(super) fn required(value: &'s mut Option<T>) -> Self {
        Self {
            value,
            null_is_absent: false,
        }
    }
}

impl<'de, T: ReadValue> Place<'de> for Slot<'_, T> {
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        if !(self.null_is_absent && matches!(scalar, Scalar::Null)) {
            *self.value = Some(T::scalar(scalar)?);
        }
        Ok(())
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        *self.value = Some(T::list(items)?);
        Ok(())
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        *self.value = Some(T::object(members)?);
        Ok(())
    }
}

/// A place for a text that stays borrowed, where the input allows.
#[derive(Default)]
pub(super) struct Text<'de>(pub(super) Option<Cow<'de, str>>);

impl Text<'_> {
    const EXPECTED: DecodeErrorKind = DecodeErrorKind::Expected(Expected::Text);
}

impl<'de> Place<'de> for Text<'de> {
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        if !matches!(scalar, Scalar::Null) {
            self.0 = Some(scalar.into_text()?);
        }
        Ok(())
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        Err(items.trail.note(Self::EXPECTED))
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        Err(members.raise(Self::EXPECTED))
    }
}

/// The name of the next member, borrowed from the input if that allows.
#[inline]
pub(super) fn next_name<'de, A: MapAccess<'de>>(
    access: &mut A,
    trail: &mut Trail,
) -> Result<Option<Cow<'de, str>>, A::Error> {
    let mut text = Text::default();
    match access.next_key_seed(Reader::new(&mut text, trail))? {
        None => Ok(None),
        Some(()) if text.0.is_some() => Ok(text.0),
        Some(()) => Err(trail.raise(Text::EXPECTED)),
    }
}

/// The items of a list that is being read.
pub struct Items<'t, 'de> {
    sequence: &'t mut dyn Sequence<'de>,
    trail: &'t mut Trail,
    index: usize,
}

impl Items<'_, '_> {
    /// Reads the next item, if there is one.
    pub fn next<T: ReadValue>(&mut self) -> Result<Option<T>, Failed> {
        let mut item = None;
        self.sequence
            .item(&mut Slot::required(&mut item), self.trail)
            .inspect_err(|_| self.trail.in_item(self.index))?;
        self.index += 1;
        Ok(item)
    }
}

/// The one visitor: hands events to a place, and notes the kind of a refusal.
/// The place of a value is a `dyn Place`.
pub(super) struct Reader<'r, P: ?Sized> {
    place: &'r mut P,
    trail: &'r mut Trail,
}

impl<'r, P: ?Sized> Reader<'r, P> {
    pub(super) fn new(place: &'r mut P, trail: &'r mut Trail) -> Self {
        Self { place, trail }
    }

    #[inline]
    fn put<'de, E: Error>(self, scalar: Scalar<'de>) -> Result<(), E>
    where
        P: Place<'de>,
    {
        let put = self.place.scalar(scalar);
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

    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.put(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        self.put(Scalar::Text(Cow::Owned(text)))
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

    fn visit_bytes<E: Error>(self, _bytes: &[u8]) -> Result<(), E> {
        self.put(Scalar::Foreign)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _variant: A) -> Result<(), A::Error> {
        self.put(Scalar::Foreign)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut source = Source::new(access);
        let mut items = Items {
            sequence: &mut source,
            trail: self.trail,
            index: 0,
        };
        let read = self.place.list(&mut items);
        read.map_err(|_| source.into_error(self.trail))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
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
        read.map_err(|_| source.into_error(self.trail))
    }
}
