//! The members of an object that is read: the methods that emitted code calls.
//!
//! A member is read into a slot, an `Option` that is empty at first. `null` or
//! another form of an absent value leaves it empty. A second value for the same
//! member is an error even then.

use std::borrow::Cow;

use serde_json::Value;

use crate::support::extra::Extra;

use super::error_kind::{DecodeErrorKind, Expected};
use super::failed::Failed;
use super::protocol::Members;
use super::readable::{ReadObject, ReadValue};
use super::slot::{Slot, Text, Verbatim};

/// The only member of the object by which `serde_json` presents a number if its
/// feature `arbitrary_precision` is on. Any crate of a build can enable that
/// feature.
const NUMBER: &str = "$serde_json::private::Number";

/// The marker of a member that was present with its constant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fixed;

impl<'de> Members<'_, 'de> {
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

    /// Reads an optional member into its slot. `null` leaves the slot empty, and so
    /// does an empty text if the type says so.
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
        if self.is_strict() {
            return self.read(name, slot);
        }
        self.refuse_second(name, slot.is_some())?;
        let mut value: Option<OrEmpty<T>> = None;
        self.value_into(name, &mut Slot::optional(&mut value))?;
        *slot = value.and_then(|OrEmpty(object)| object);
        self.note_absent(name, slot.is_none());
        Ok(())
    }

    /// Reads a member whose value must be a constant; `null` leaves the slot empty.
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
    /// A response is readable with any such member: of two members with the same
    /// name the last one is kept, and a member that a [`Value`] cannot hold is left
    /// out. In a request, both are errors, since the request would change.
    pub fn unlisted(&mut self, name: &str, extra: &mut Extra) -> Result<(), Failed> {
        let mut value: Option<Value> = None;
        if self.is_strict() {
            self.refuse_another(extra.contains(name))?;
            self.unnamed_into(&mut Slot::required(&mut value))?;
        } else {
            self.unnamed_if_it_fits(&mut value)?;
        }
        match value {
            Some(value) => extra.insert(name, value),
            None => extra.remove(name),
        };
        Ok(())
    }

    /// Returns an error for a member that the schema does not list and does not
    /// allow.
    pub fn refuse_unlisted(&mut self) -> Result<(), Failed> {
        Err(self.raise(DecodeErrorKind::Unlisted))
    }

    /// Records the error for the first required member that is missing.
    #[cold]
    pub fn missing(&mut self, wanted: &[(&str, bool)]) -> Failed {
        match wanted.iter().find(|(_, is_there)| !is_there) {
            Some((name, _)) => self.raise_in(name, DecodeErrorKind::Missing),
            None => self.raise(DecodeErrorKind::Missing),
        }
    }

    /// Returns an error for a repeated member whose name comes from the message, if
    /// the message is read strictly.
    pub(super) fn refuse_another(&mut self, present: bool) -> Result<(), Failed> {
        if present && self.is_strict() {
            return Err(self.raise(DecodeErrorKind::Duplicate));
        }
        Ok(())
    }

    /// Returns the digits if the object represents a number.
    pub(super) fn number(&mut self) -> Result<Option<Cow<'de, str>>, Failed> {
        self.disguised(NUMBER)
    }

    /// Returns the text of the first member if that has the name of such a
    /// representation.
    pub(super) fn disguised(&mut self, disguise: &str) -> Result<Option<Cow<'de, str>>, Failed> {
        match self.next()? {
            Some(name) if name == disguise => {
                let mut text = Verbatim::default();
                self.disguise_into(&mut text)?;
                let Verbatim(Text(text)) = text;
                Ok(text)
            }
            Some(name) => {
                self.put_back(name);
                Ok(None)
            }
            None => Ok(None),
        }
    }
}

/// An object, or an absent one if it has no members.
struct OrEmpty<T>(Option<T>);

impl<T: ReadObject> ReadValue for OrEmpty<T> {
    const EXPECTED: Expected = Expected::Object;

    fn object(members: &mut Members<'_, '_>) -> Result<Self, Failed> {
        // The visitor has already read the first name.
        if members.is_at_end() {
            return Ok(Self(None));
        }
        T::read(members).map(|object| Self(Some(object)))
    }
}
