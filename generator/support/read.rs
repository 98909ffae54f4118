//! Reading values from any self-describing format: takes serde's events, hands
//! each to the type that is wanted, which accepts or refuses it.
//!
//! There is one visitor for all types, and it handles every event itself:
//! serde's own messages print what was found, and so must never arise.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use super::members::Members;
use super::read_values::Text;
use super::trail::Trail;
use super::{DecodeErrorKind, Expected};

/// What a type makes of one scalar.
type Scalar<T> = Result<T, DecodeErrorKind>;

/// A type that can be read, by the events that it accepts; each event that it
/// does not override is refused.
pub trait ReadValue<'de>: Sized {
    /// What an error says was expected.
    const EXPECTED: Expected;

    /// Accepts `null`.
    fn null() -> Scalar<Self> {
        refuse::<Self>()
    }

    /// Accepts text.
    fn text(_text: &str) -> Scalar<Self> {
        refuse::<Self>()
    }

    /// Accepts text that outlives the reading.
    fn borrowed_text(text: &'de str) -> Scalar<Self> {
        Self::text(text)
    }

    /// Accepts text that may be kept.
    fn owned_text(text: String) -> Scalar<Self> {
        Self::text(&text)
    }

    /// Accepts a boolean.
    fn boolean(_value: bool) -> Scalar<Self> {
        refuse::<Self>()
    }

    /// Accepts an integer that is not negative.
    fn unsigned(_value: u64) -> Scalar<Self> {
        refuse::<Self>()
    }

    /// Accepts an integer, in most formats a negative one.
    fn signed(_value: i64) -> Scalar<Self> {
        refuse::<Self>()
    }

    /// Accepts a number that is no integer, or too large for one.
    fn float(_value: f64) -> Scalar<Self> {
        refuse::<Self>()
    }

    /// Accepts a number by its text, from a parser that keeps it.
    fn number(text: &str) -> Scalar<Self> {
        if let Ok(value) = text.parse::<u64>() {
            Self::unsigned(value)
        } else if let Ok(value) = text.parse::<i64>() {
            Self::signed(value)
        } else if let Ok(value) = text.parse::<f64>() {
            Self::float(value)
        } else {
            refuse::<Self>()
        }
    }

    /// Accepts a list.
    fn list<A: SeqAccess<'de>>(items: &mut Items<'_, A>) -> Result<Self, A::Error> {
        Err(items.trail.raise(DecodeErrorKind::Expected(Self::EXPECTED)))
    }

    /// Accepts an object.
    fn object<A: MapAccess<'de>>(members: &mut Members<'_, 'de, A>) -> Result<Self, A::Error> {
        Err(members.raise(DecodeErrorKind::Expected(Self::EXPECTED)))
    }
}

/// Refuses an event, naming what the type expects instead.
fn refuse<'de, T: ReadValue<'de>>() -> Scalar<T> {
    Err(DecodeErrorKind::Expected(T::EXPECTED))
}

/// An object that can be read, member by member.
pub trait ReadObject<'de>: Sized {
    /// Reads the members to the last.
    fn read<A: MapAccess<'de>>(members: &mut Members<'_, 'de, A>) -> Result<Self, A::Error>;
}

/// Completes an emitted struct that has [`ReadObject`].
macro_rules! object {
    ($name:ident) => {
        impl<'de> $crate::support::ReadValue<'de> for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Object;

            fn object<A: serde::de::MapAccess<'de>>(
                members: &mut $crate::support::Members<'_, 'de, A>,
            ) -> Result<Self, A::Error> {
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
    T: ReadValue<'de>,
    D: Deserializer<'de>,
{
    let mut trail = Trail::default();
    deserializer
        .deserialize_any(Reader::new(&mut trail))
        .map_err(|error| match trail.pointer() {
            root if root.is_empty() => error,
            pointer => D::Error::custom(format_args!("{pointer}: {error}")),
        })
}

/// Any object, for the places that know it only as one.
pub(super) struct Whole<T>(pub(super) T);

impl<'de, T: ReadObject<'de>> ReadValue<'de> for Whole<T> {
    const EXPECTED: Expected = Expected::Object;

    fn object<A: MapAccess<'de>>(members: &mut Members<'_, 'de, A>) -> Result<Self, A::Error> {
        T::read(members).map(Self)
    }
}

/// The items of a list that is being read.
pub struct Items<'t, A> {
    access: A,
    trail: &'t mut Trail,
    index: usize,
}

impl<A> Items<'_, A> {
    /// Reads the next item, if there is one.
    pub fn next<'de, T>(&mut self) -> Result<Option<T>, A::Error>
    where
        T: ReadValue<'de>,
        A: SeqAccess<'de>,
    {
        let item = self.access.next_element_seed(Reader::new(self.trail));
        match item {
            Ok(_) => self.index += 1,
            Err(_) => self.trail.in_item(self.index),
        }
        item
    }
}

/// The one visitor: hands events to `T`, and notes the kind of a refusal.
pub(super) struct Reader<'t, T> {
    trail: &'t mut Trail,
    wanted: PhantomData<fn() -> T>,
}

impl<'t, T> Reader<'t, T> {
    pub(super) fn new(trail: &'t mut Trail) -> Self {
        Self {
            trail,
            wanted: PhantomData,
        }
    }

    fn settle<E: Error>(self, value: Scalar<T>) -> Result<T, E> {
        value.map_err(|kind| self.trail.raise(kind))
    }
}

impl<'de, T: ReadValue<'de>> DeserializeSeed<'de> for Reader<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: ReadValue<'de>> Visitor<'de> for Reader<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&T::EXPECTED, f)
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.settle(T::null())
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        self.settle(T::null())
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<T, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<T, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        self.settle(T::text(text))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<T, E> {
        self.settle(T::borrowed_text(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<T, E> {
        self.settle(T::owned_text(text))
    }

    fn visit_char<E: Error>(self, character: char) -> Result<T, E> {
        self.settle(T::text(character.encode_utf8(&mut [0; 4])))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        self.settle(T::boolean(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.settle(T::unsigned(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.settle(T::signed(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<T, E> {
        self.settle(T::number(&value.to_string()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<T, E> {
        self.settle(T::number(&value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        self.settle(T::float(value))
    }

    fn visit_bytes<E: Error>(self, _bytes: &[u8]) -> Result<T, E> {
        self.settle(refuse())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _variant: A) -> Result<T, A::Error> {
        self.settle(refuse())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::list(&mut Items {
            access,
            trail: self.trail,
            index: 0,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        let mut members = Members::new(access, self.trail);
        match members.number()? {
            Some(Text(digits)) => T::number(&digits).map_err(|kind| members.raise(kind)),
            None => T::object(&mut members),
        }
    }
}
