//! Reading values from any self-describing format: takes serde's events, hands
//! each to the place that a value is wanted for, which accepts or refuses it.
//!
//! There is one visitor for all types, and it handles every event itself:
//! serde's own messages print what was found, and so must never arise.

use std::borrow::Cow;
use std::fmt;
use std::str;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::access::{Failed, Sequence, Source};
use super::members::Members;
use super::scalar::Scalar;
use super::trail::{Message, Trail};
use super::{DecodeErrorKind, Expected};

/// A type that can be read, by what it accepts; all else is refused.
pub trait ReadValue: Sized {
    /// The type that an error names as expected.
    const EXPECTED: Expected;

    /// Whether an empty text stands for an absent value.
    const EMPTY_IS_ABSENT: bool = false;

    /// Whether `null` is a value of the type, which an entry of a map keeps.
    const NULL_IS_VALUE: bool = false;

    /// The kind of message that a value is read as when it is read alone.
    const MESSAGE: Message = Message::Response;

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

/// Completes an emitted struct that has [`ReadObject`]; the second argument is
/// the kind of message that it is read as when it is read alone.
macro_rules! object {
    ($name:ident, $message:ident) => {
        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Object;
            const MESSAGE: $crate::support::Message = $crate::support::Message::$message;

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

        impl $crate::support::Redact for $name {}
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
    let mut trail = Trail::new(T::MESSAGE);
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

    /// Returns whether a text is taken as it stands in the message, spoilt or not.
    fn is_verbatim(&self) -> bool {
        false
    }

    /// Puts bytes there, which JSON has in place of a name alone.
    fn bytes(&mut self, _bytes: Cow<'de, [u8]>) -> Result<(), DecodeErrorKind> {
        self.scalar(Scalar::Foreign)
    }
}

/// A place for a `T`, which is empty until a value was read.
pub(super) struct Slot<'s, T> {
    value: &'s mut Option<T>,
    absent: Absent,
}

/// The scalars that leave a slot empty.
#[derive(Clone, Copy)]
enum Absent {
    Nothing,
    Null,
    NullOrEmpty,
}

impl<'s, T> Slot<'s, T> {
    /// A place that `null` leaves empty.
    pub(super) fn unless_null(value: &'s mut Option<T>) -> Self {
        Self {
            value,
            absent: Absent::Null,
        }
    }

    /// A place that `null` leaves empty, and so does an empty text where the
    /// type says so.
    pub(super) fn optional(value: &'s mut Option<T>) -> Self {
        Self {
            value,
            absent: Absent::NullOrEmpty,
        }
    }

    /// A place that has a value after reading, of `null` too if it has one.
    pub(super) fn required(value: &'s mut Option<T>) -> Self {
        Self {
            value,
            absent: Absent::Nothing,
        }
    }
}

impl<'s, T: ReadValue> Slot<'s, T> {
    /// A place for an entry of a map, which `null` leaves empty unless it is a
    /// value of the type.
    pub(super) fn entry(value: &'s mut Option<T>) -> Self {
        let absent = if T::NULL_IS_VALUE {
            Absent::Nothing
        } else {
            Absent::Null
        };
        Self { value, absent }
    }

    fn is_absent(&self, scalar: &Scalar<'_>) -> bool {
        match (self.absent, scalar) {
            (Absent::Null | Absent::NullOrEmpty, Scalar::Null) => true,
            (Absent::NullOrEmpty, Scalar::Text(text)) => T::EMPTY_IS_ABSENT && text.is_empty(),
            _ => false,
        }
    }
}

impl<'de, T: ReadValue> Place<'de> for Slot<'_, T> {
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        if !self.is_absent(&scalar) {
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

    fn bytes(&mut self, bytes: Cow<'de, [u8]>) -> Result<(), DecodeErrorKind> {
        self.0 = match bytes {
            Cow::Borrowed(bytes) => str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
        };
        Ok(())
    }
}

/// A place for a text that is judged later, such as that of a value.
#[derive(Default)]
pub(super) struct Verbatim<'de>(pub(super) Text<'de>);

impl<'de> Place<'de> for Verbatim<'de> {
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        self.0.scalar(scalar)
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        self.0.list(items)
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        self.0.object(members)
    }

    fn is_verbatim(&self) -> bool {
        true
    }
}

/// Returns the name of the next member, borrowed from the input if that allows.
/// A member whose name is no Rust string is passed over, since no such member
/// is a documented one; a message that must not lose it is refused.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "it runs for every member, and is too long to be inlined unasked"
)]
pub(super) fn next_name<'de, A: MapAccess<'de>>(
    access: &mut A,
    trail: &mut Trail,
) -> Result<Option<Cow<'de, str>>, A::Error> {
    if trail.has_broken_names() {
        return next_name_of_bytes(access, trail);
    }
    let mut text = Text::default();
    match access.next_key_seed(Reader::new(&mut text, trail))? {
        None => Ok(None),
        Some(()) if text.0.is_some() => Ok(text.0),
        Some(()) => Err(trail.raise(Text::EXPECTED)),
    }
}

#[cold]
fn next_name_of_bytes<'de, A: MapAccess<'de>>(
    access: &mut A,
    trail: &mut Trail,
) -> Result<Option<Cow<'de, str>>, A::Error> {
    loop {
        let mut name = Text::default();
        let seed = Name(Reader::<dyn Place>::new(&mut name, trail));
        if access.next_key_seed(seed)?.is_none() {
            return Ok(None);
        }
        match name.0 {
            // A parser that gives bytes lets control characters pass unseen.
            Some(text) if !text.contains(char::is_control) => return Ok(Some(text)),
            _ if trail.is_strict() => return Err(trail.raise(DecodeErrorKind::Syntax)),
            _ => access.next_value::<IgnoredAny>().map(|_| ())?,
        }
    }
}

/// Reads a name by its bytes.
struct Name<'r, P: ?Sized>(Reader<'r, P>);

impl<'de, P: Place<'de> + ?Sized> DeserializeSeed<'de> for Name<'_, P> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_bytes(self.0)
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

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it runs for every text")]
    fn put_text<'de, E: Error>(self, text: Cow<'de, str>) -> Result<(), E>
    where
        P: Place<'de>,
    {
        if self.trail.is_spoilt(&text) && !self.place.is_verbatim() {
            return Err(self.trail.raise(DecodeErrorKind::Syntax));
        }
        self.put(Scalar::Text(text))
    }

    fn put_bytes<'de, E: Error>(self, bytes: Cow<'de, [u8]>) -> Result<(), E>
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
