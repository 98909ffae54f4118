//! The members of an object that is being read: what emitted code calls.
//!
//! A member is read into a slot, an `Option` that is empty until then; `null`
//! leaves it empty, and a second value is an error.

use std::borrow::Cow;
use std::mem;

use serde_json::Value;

use super::access::{Access, Failed};
use super::fitting::IfItFits;
use super::read::{Place, Slot, Text};
use super::trail::Trail;
use super::{DecodeErrorKind, Expected, Extra, ReadObject, ReadValue};

/// The one member of the object as which `serde_json` presents a number when
/// its feature `arbitrary_precision` is on, as any crate of a build may want.
const NUMBER: &str = "$serde_json::private::Number";

/// The members of an object, in the order of the message.
pub struct Members<'t, 'de> {
    access: &'t mut dyn Access<'de>,
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

impl<'t, 'de> Members<'t, 'de> {
    pub(super) fn new(access: &'t mut dyn Access<'de>, trail: &'t mut Trail) -> Self {
        Self {
            access,
            trail,
            ahead: Ahead::Nothing,
        }
    }

    /// The name of the next member, borrowed from the input if that allows.
    #[inline]
    pub fn next(&mut self) -> Result<Option<Cow<'de, str>>, Failed> {
        match mem::replace(&mut self.ahead, Ahead::Nothing) {
            Ahead::Nothing => {
                let name = self.access.name(self.trail)?;
                if name.is_none() {
                    self.ahead = Ahead::End;
                }
                Ok(name)
            }
            Ahead::Name(name) => Ok(Some(name)),
            Ahead::End => {
                self.ahead = Ahead::End;
                Ok(None)
            }
        }
    }

    /// Reads the member into its slot; `null` leaves the slot as it is.
    pub fn read<T: ReadValue>(&mut self, name: &str, slot: &mut Option<T>) -> Result<(), Failed> {
        self.refuse_second(name, slot.is_some())?;
        self.value_into(name, &mut Slot::optional(slot))
    }

    /// Reads the member into its slot; `null` and `{}` leave the slot as it is.
    pub fn read_or_empty<T: ReadObject>(
        &mut self,
        name: &str,
        slot: &mut Option<T>,
    ) -> Result<(), Failed> {
        self.refuse_second(name, slot.is_some())?;
        let mut value: Option<OrEmpty<T>> = None;
        self.value_into(name, &mut Slot::optional(&mut value))?;
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
    ) -> Result<(), Failed> {
        self.refuse_second(name, slot.is_some())?;
        let mut text = Text::default();
        self.value_into(name, &mut text)?;
        match text.0 {
            None => Ok(()),
            Some(text) if text == value => {
                *slot = Some(Fixed);
                Ok(())
            }
            Some(_) => Err(self.raise_in(name, DecodeErrorKind::FixedValue { value })),
        }
    }

    /// Passes over the value of a member that is not wanted.
    pub fn skip(&mut self) -> Result<(), Failed> {
        self.access.skip()
    }

    /// Keeps a member that the documentation does not know.
    pub fn keep(&mut self, name: &str, extra: &mut Extra) -> Result<(), Failed> {
        self.refuse_another(extra.contains(name))?;
        let mut value: Option<Value> = None;
        self.unnamed_into(&mut Slot::required(&mut value))?;
        if let Some(value) = value {
            extra.insert(name, value);
        }
        Ok(())
    }

    /// Keeps a member that the documentation does not know, unless a [`Value`]
    /// cannot hold what it has: a response must be readable all the same.
    pub fn keep_fitting(&mut self, name: &str, extra: &mut Extra) -> Result<(), Failed> {
        self.refuse_another(extra.contains(name))?;
        let mut value: Option<Value> = None;
        self.access
            .fitting(&mut IfItFits(&mut value), self.trail)
            .inspect_err(|_| self.trail.stop_here())?;
        if let Some(value) = value {
            extra.insert(name, value);
        }
        Ok(())
    }

    /// The value of a required member, once all have been read.
    pub fn required<T>(&mut self, name: &str, slot: Option<T>) -> Result<T, Failed> {
        slot.ok_or_else(|| self.raise_in(name, DecodeErrorKind::Missing))
    }

    /// Reads the value of a member whose name comes from the message. An error
    /// does not show that name: in a broken text it may be a value.
    pub(super) fn unnamed_into(&mut self, place: &mut dyn Place<'de>) -> Result<(), Failed> {
        let read = self.access.value(place, self.trail);
        read.inspect_err(|_| self.trail.stop_here())
    }

    /// Refuses a member whose name comes from the message and occurred before.
    pub(super) fn refuse_another(&mut self, present: bool) -> Result<(), Failed> {
        if present {
            return Err(self.raise(DecodeErrorKind::Duplicate));
        }
        Ok(())
    }

    /// An error about the object as a whole.
    pub(super) fn raise(&mut self, kind: DecodeErrorKind) -> Failed {
        self.trail.note(kind)
    }

    /// The digits, if the object is a number in disguise.
    pub(super) fn number(&mut self) -> Result<Option<Cow<'de, str>>, Failed> {
        self.disguised(NUMBER)
    }

    /// The text of the first member, if it has the name of a disguise.
    pub(super) fn disguised(&mut self, disguise: &str) -> Result<Option<Cow<'de, str>>, Failed> {
        match self.next()? {
            Some(name) if name == disguise => {
                let mut text = Text::default();
                self.access.value(&mut text, self.trail)?;
                Ok(text.0)
            }
            Some(name) => {
                self.ahead = Ahead::Name(name);
                Ok(None)
            }
            None => Ok(None),
        }
    }

    #[inline]
    fn value_into(&mut self, name: &str, place: &mut dyn Place<'de>) -> Result<(), Failed> {
        let read = self.access.value(place, self.trail);
        read.inspect_err(|_| self.trail.in_member(name))
    }

    fn is_at_end(&self) -> bool {
        matches!(self.ahead, Ahead::End)
    }

    fn raise_in(&mut self, name: &str, kind: DecodeErrorKind) -> Failed {
        let failed = self.trail.note(kind);
        self.trail.in_member(name);
        failed
    }

    #[inline]
    fn refuse_second(&mut self, name: &str, present: bool) -> Result<(), Failed> {
        if present {
            return Err(self.raise_in(name, DecodeErrorKind::Duplicate));
        }
        Ok(())
    }
}

/// An object, or nothing where it has no members at all.
struct OrEmpty<T>(Option<T>);

impl<T: ReadObject> ReadValue for OrEmpty<T> {
    const EXPECTED: Expected = Expected::Object;

    fn object(members: &mut Members<'_, '_>) -> Result<Self, Failed> {
        // The visitor has looked at the first name already.
        if members.is_at_end() {
            return Ok(Self(None));
        }
        T::read(members).map(|object| Self(Some(object)))
    }
}
