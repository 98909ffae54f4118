//! The members of an object that is being read: what emitted code calls.
//!
//! A member is read into a slot, an `Option` that is empty until then. `null`
//! leaves it empty, and so does whatever else stands for an absent value; a
//! second value is an error all the same.

use std::borrow::Cow;
use std::mem;

use serde_json::Value;

use super::access::{Access, Failed};
use super::fitting::IfItFits;
use super::read::{Place, Slot, Text, Verbatim};
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
    /// The documented members that stood there and left their slots empty: each
    /// once, and mostly none.
    absent: Vec<String>,
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
            absent: Vec::new(),
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

    /// Reads a required member into its slot; `null` leaves the slot empty.
    #[inline]
    pub fn read_required<T: ReadValue>(
        &mut self,
        name: &str,
        slot: &mut Option<T>,
    ) -> Result<(), Failed> {
        self.refuse_second(name, slot.is_some())?;
        self.value_into(name, &mut Slot::unless_null(slot))?;
        self.note_absent(name, slot.is_none());
        Ok(())
    }

    /// Reads an optional member into its slot. `null` leaves the slot empty, and
    /// so does an empty text where none is wanted.
    #[inline]
    pub fn read<T: ReadValue>(&mut self, name: &str, slot: &mut Option<T>) -> Result<(), Failed> {
        self.refuse_second(name, slot.is_some())?;
        self.value_into(name, &mut Slot::optional(slot))?;
        self.note_absent(name, slot.is_none());
        Ok(())
    }

    /// Reads the member into its slot; `null` leaves the slot empty, and in a
    /// response `{}` does.
    pub fn read_or_empty<T: ReadObject + ReadValue>(
        &mut self,
        name: &str,
        slot: &mut Option<T>,
    ) -> Result<(), Failed> {
        if self.trail.is_strict() {
            return self.read(name, slot);
        }
        self.refuse_second(name, slot.is_some())?;
        let mut value: Option<OrEmpty<T>> = None;
        self.value_into(name, &mut Slot::optional(&mut value))?;
        *slot = value.and_then(|OrEmpty(object)| object);
        self.note_absent(name, slot.is_none());
        Ok(())
    }

    /// Reads a member that must have the fixed value; `null` leaves the slot
    /// empty.
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
            None => {
                self.note_absent(name, true);
                Ok(())
            }
            Some(text) if text == value => {
                *slot = Some(Fixed);
                Ok(())
            }
            Some(_) => Err(self.raise_in(name, DecodeErrorKind::FixedValue { value })),
        }
    }

    /// Keeps a member that the schema does not list.
    ///
    /// A response is readable whatever such a member holds: of two with one name
    /// the last is kept, and one that a [`Value`] cannot hold is left out. A
    /// request is refused in both cases, as it would become another one.
    pub fn unlisted(&mut self, name: &str, extra: &mut Extra) -> Result<(), Failed> {
        let mut value: Option<Value> = None;
        if self.trail.is_strict() {
            self.refuse_another(extra.contains(name))?;
            self.unnamed_into(&mut Slot::required(&mut value))?;
        } else {
            self.access
                .fitting(&mut IfItFits(&mut value), self.trail)
                .inspect_err(|_| self.trail.stop_here())?;
        }
        match value {
            Some(value) => extra.insert(name, value),
            None => extra.remove(name),
        };
        Ok(())
    }

    /// Refuses a member that the schema does not list and does not allow.
    pub fn refuse_unlisted(&mut self) -> Result<(), Failed> {
        Err(self.raise(DecodeErrorKind::Unlisted))
    }

    /// The error that a required member is missing: the first of these that is
    /// not there.
    #[cold]
    pub fn missing(&mut self, wanted: &[(&str, bool)]) -> Failed {
        match wanted.iter().find(|(_, is_there)| !is_there) {
            Some((name, _)) => self.raise_in(name, DecodeErrorKind::Missing),
            None => self.raise(DecodeErrorKind::Missing),
        }
    }

    /// Reads the value of a member whose name comes from the message. An error
    /// does not show that name: in a broken text it may be a value.
    pub(super) fn unnamed_into(&mut self, place: &mut dyn Place<'de>) -> Result<(), Failed> {
        let read = self.access.value(place, self.trail);
        read.inspect_err(|_| self.trail.stop_here())
    }

    /// Refuses a member whose name comes from the message and occurred before,
    /// if the message is read strictly.
    pub(super) fn refuse_another(&mut self, present: bool) -> Result<(), Failed> {
        if present && self.trail.is_strict() {
            return Err(self.raise(DecodeErrorKind::Duplicate));
        }
        Ok(())
    }

    /// Starts reading a value of this message apart from it.
    pub(super) fn apart(&self) -> Trail {
        self.trail.apart()
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
                let mut text = Verbatim::default();
                self.access.value(&mut text, self.trail)?;
                let Verbatim(Text(text)) = text;
                Ok(text)
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

    #[cold]
    fn raise_in(&mut self, name: &str, kind: DecodeErrorKind) -> Failed {
        let failed = self.trail.note(kind);
        self.trail.in_member(name);
        failed
    }

    /// Refuses a member that stood there before.
    #[inline]
    fn refuse_second(&mut self, name: &str, present: bool) -> Result<(), Failed> {
        if present || !self.absent.is_empty() {
            return self.refuse_unless_first(name, present);
        }
        Ok(())
    }

    // Apart from the above, which is inlined once for each member of each type.
    #[cold]
    fn refuse_unless_first(&mut self, name: &str, present: bool) -> Result<(), Failed> {
        let was_absent = self.absent.iter().any(|absent| absent == name);
        if present || was_absent {
            return Err(self.raise_in(name, DecodeErrorKind::Duplicate));
        }
        Ok(())
    }

    /// Remembers a member that left its slot empty, so that a second one is seen.
    #[inline]
    fn note_absent(&mut self, name: &str, is_absent: bool) {
        if is_absent {
            self.remember_absent(name);
        }
    }

    #[cold]
    fn remember_absent(&mut self, name: &str) {
        self.absent.push(name.to_owned());
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
