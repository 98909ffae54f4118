//! The members of an object that is being read: what emitted code calls.
//!
//! A member is read into a slot, an `Option` that is empty until then; `null`
//! leaves it empty, and a second value is an error.

use std::borrow::Cow;
use std::mem;

use serde::de::{IgnoredAny, MapAccess};
use serde_json::Value;

use super::fitting::FittingReader;
use super::read::Reader;
use super::read_values::Text;
use super::trail::Trail;
use super::{DecodeErrorKind, Expected, Extra, ReadObject, ReadValue};

/// The one member of the object as which `serde_json` presents a number when
/// its feature `arbitrary_precision` is on, as any crate of a build may want.
const NUMBER: &str = "$serde_json::private::Number";

/// The members of an object, in the order of the message.
pub struct Members<'t, 'de, A> {
    access: A,
    trail: &'t mut Trail,
    ahead: Ahead<'de>,
}

/// What is known of the next member.
enum Ahead<'de> {
    Nothing,
    Name(Cow<'de, str>),
    End,
}

/// Stands for a member that was there with its fixed value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fixed;

impl<'t, 'de, A: MapAccess<'de>> Members<'t, 'de, A> {
    pub(super) fn new(access: A, trail: &'t mut Trail) -> Self {
        Self {
            access,
            trail,
            ahead: Ahead::Nothing,
        }
    }

    /// The name of the next member, borrowed from the input if that allows.
    pub fn next(&mut self) -> Result<Option<Cow<'de, str>>, A::Error> {
        match mem::replace(&mut self.ahead, Ahead::Nothing) {
            Ahead::Nothing => {
                let name = self.access.next_key_seed(Reader::<Text>::new(self.trail))?;
                if name.is_none() {
                    self.ahead = Ahead::End;
                }
                Ok(name.map(|Text(name)| name))
            }
            Ahead::Name(name) => Ok(Some(name)),
            Ahead::End => {
                self.ahead = Ahead::End;
                Ok(None)
            }
        }
    }

    /// Reads the member into its slot; `null` leaves the slot as it is.
    pub fn read<T: ReadValue<'de>>(
        &mut self,
        name: &str,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        self.refuse_second(name, slot.is_some())?;
        *slot = self.value(name)?;
        Ok(())
    }

    /// Reads the member into its slot; `null` and `{}` leave the slot as it is.
    pub fn read_or_empty<T: ReadObject<'de>>(
        &mut self,
        name: &str,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        self.refuse_second(name, slot.is_some())?;
        let value: Option<OrEmpty<T>> = self.value(name)?;
        *slot = value.and_then(|OrEmpty(object)| object);
        Ok(())
    }

    /// Reads a member that must have the fixed value; `null` leaves the slot as
    /// it is.
    pub fn fixed(
        &mut self,
        name: &str,
        value: &'static str,
        slot: &mut Option<Fixed>,
    ) -> Result<(), A::Error> {
        self.refuse_second(name, slot.is_some())?;
        match self.value::<Option<Text<'de>>>(name)? {
            None => Ok(()),
            Some(Text(text)) if text == value => {
                *slot = Some(Fixed);
                Ok(())
            }
            Some(_) => Err(self.raise_in(name, DecodeErrorKind::FixedValue { value })),
        }
    }

    /// Passes over the value of a member that is not wanted.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.access.next_value::<IgnoredAny>()?;
        Ok(())
    }

    /// Keeps a member that the documentation does not know.
    pub fn keep(&mut self, name: &str, extra: &mut Extra) -> Result<(), A::Error> {
        self.refuse_another(extra.contains(name))?;
        let value: Value = self.unnamed()?;
        extra.insert(name, value);
        Ok(())
    }

    /// Keeps a member that the documentation does not know, unless a [`Value`]
    /// cannot hold what it has: a response must be readable all the same.
    pub fn keep_fitting(&mut self, name: &str, extra: &mut Extra) -> Result<(), A::Error> {
        self.refuse_another(extra.contains(name))?;
        let value = self.access.next_value_seed(FittingReader::new(self.trail));
        let value: Option<Value> = value.inspect_err(|_| self.trail.stop_here())?;
        if let Some(value) = value {
            extra.insert(name, value);
        }
        Ok(())
    }

    /// The value of a required member, once all have been read.
    pub fn required<T>(&mut self, name: &str, slot: Option<T>) -> Result<T, A::Error> {
        slot.ok_or_else(|| self.raise_in(name, DecodeErrorKind::Missing))
    }

    /// Reads the value of the member that `next` has named.
    pub(super) fn value<T: ReadValue<'de>>(&mut self, name: &str) -> Result<T, A::Error> {
        let value = self.access.next_value_seed(Reader::new(self.trail));
        value.inspect_err(|_| self.trail.in_member(name))
    }

    /// Reads the value of a member whose name comes from the message. An error
    /// does not show that name: in a broken text it may be a value.
    pub(super) fn unnamed<T: ReadValue<'de>>(&mut self) -> Result<T, A::Error> {
        let value = self.access.next_value_seed(Reader::new(self.trail));
        value.inspect_err(|_| self.trail.stop_here())
    }

    /// Refuses a member whose name comes from the message and occurred before.
    pub(super) fn refuse_another(&mut self, present: bool) -> Result<(), A::Error> {
        if present {
            return Err(self.raise(DecodeErrorKind::Duplicate));
        }
        Ok(())
    }

    /// An error about the object as a whole.
    pub(super) fn raise(&mut self, kind: DecodeErrorKind) -> A::Error {
        self.trail.raise(kind)
    }

    /// The digits, if the object is a number in disguise.
    pub(super) fn number(&mut self) -> Result<Option<Text<'de>>, A::Error> {
        self.disguised(NUMBER)
    }

    /// The text of the first member, if it has the name of a disguise.
    pub(super) fn disguised(&mut self, disguise: &str) -> Result<Option<Text<'de>>, A::Error> {
        match self.next()? {
            Some(name) if name == disguise => self
                .access
                .next_value_seed(Reader::new(self.trail))
                .map(Some),
            Some(name) => {
                self.ahead = Ahead::Name(name);
                Ok(None)
            }
            None => Ok(None),
        }
    }

    fn is_at_end(&self) -> bool {
        matches!(self.ahead, Ahead::End)
    }

    fn raise_in(&mut self, name: &str, kind: DecodeErrorKind) -> A::Error {
        let error = self.trail.raise(kind);
        self.trail.in_member(name);
        error
    }

    fn refuse_second(&mut self, name: &str, present: bool) -> Result<(), A::Error> {
        if present {
            return Err(self.raise_in(name, DecodeErrorKind::Duplicate));
        }
        Ok(())
    }
}

/// An object, or nothing where it has no members at all.
struct OrEmpty<T>(Option<T>);

impl<'de, T: ReadObject<'de>> ReadValue<'de> for OrEmpty<T> {
    const EXPECTED: Expected = Expected::Object;

    fn object<A: MapAccess<'de>>(members: &mut Members<'_, 'de, A>) -> Result<Self, A::Error> {
        // The visitor has looked at the first name already.
        if members.is_at_end() {
            return Ok(Self(None));
        }
        T::read(members).map(|object| Self(Some(object)))
    }
}
