//! The members of an object that is read: the methods that emitted code calls.
//!
//! A member is read into a slot, an `Option` that is empty at first. `null` or
//! another form of an absent value leaves it empty. A second value for the same
//! member is an error even then.

use std::borrow::Cow;

use crate::support::extra::Extra;

use super::by_text::ByText;
use super::error_kind::DecodeErrorKind;
use super::failed::Failed;
use super::json::Unlisted;
use super::protocol::Members;
use super::readable::ReadValue;
use super::slot::{Slot, Text, Verbatim};

/// The only member of the object by which `serde_json` presents a number if its
/// feature `arbitrary_precision` is on. Any crate of a build can enable that
/// feature.
const NUMBER: &str = "$serde_json::private::Number";

/// The place for a member whose value must be a constant.
#[derive(Clone, Copy, Debug)]
pub struct Fixed {
    value: &'static str,
    is_there: bool,
}

impl Fixed {
    /// Creates the place for a member with this value.
    pub fn new(value: &'static str) -> Self {
        Self {
            value,
            is_there: false,
        }
    }

    /// Returns the constant, or `None` if the member was not present.
    pub fn value(&self) -> Option<&'static str> {
        self.is_there.then_some(self.value)
    }
}

impl<'de> Members<'_, 'de> {
    /// Reads a required member into its slot; `null` leaves the slot empty.
    #[inline]
    pub fn read_required<T: ReadValue>(
        &mut self,
        name: &str,
        slot: &mut Option<T>,
    ) -> Result<(), Failed> {
        self.refuse_second(name, slot.is_some())?;
        self.slot_into(name, Slot::unless_null(slot))?;
        self.note_absent(name, slot.is_none());
        Ok(())
    }

    /// Reads an optional member into its slot. `null` leaves the slot empty. An empty
    /// text, and in a response an empty object, do so if the type says so.
    #[inline]
    pub(super) fn read<T: ReadValue>(
        &mut self,
        name: &str,
        slot: &mut Option<T>,
    ) -> Result<(), Failed> {
        self.refuse_second(name, slot.is_some())?;
        self.slot_into(name, Slot::optional(slot))?;
        self.note_absent(name, slot.is_none());
        Ok(())
    }

    #[inline]
    fn slot_into<T: ReadValue>(&mut self, name: &str, mut slot: Slot<'_, T>) -> Result<(), Failed> {
        if T::KEEPS_TEXT {
            self.raw_value_into(name, &mut ByText(slot))
        } else {
            self.value_into(name, &mut slot)
        }
    }

    /// Reads a member whose value must be a constant; `null` is treated as absent.
    pub(super) fn fixed(&mut self, name: &str, fixed: &mut Fixed) -> Result<(), Failed> {
        let value = fixed.value;
        self.refuse_second(name, fixed.is_there)?;
        let mut text = Text::default();
        self.value_into(name, &mut text)?;
        match text.0 {
            None => {
                self.note_absent(name, true);
                Ok(())
            }
            Some(text) if text == value => {
                fixed.is_there = true;
                Ok(())
            }
            Some(_) => Err(self.raise_in(name, DecodeErrorKind::FixedValue { value })),
        }
    }

    /// Keeps a member that the schema does not list.
    ///
    /// A response is readable with any such member: of two members with the same
    /// name the last one is kept, and of a value that `serde_json` cannot hold the text.
    /// In a request, both are errors, since the request would change.
    pub(super) fn unlisted(&mut self, name: &str, extra: &mut Extra) -> Result<(), Failed> {
        self.refuse_another(|| extra.contains(name))?;
        let mut read = Unlisted::new(self.is_strict());
        self.unnamed_raw_into(&mut read)?;
        match read.value {
            Some(value) => extra.insert(name, value),
            None => extra.remove(name),
        };
        Ok(())
    }

    /// Returns an error for a member that the schema does not list and does not
    /// allow.
    pub(super) fn refuse_unlisted(&mut self) -> Result<(), Failed> {
        Err(self.raise(DecodeErrorKind::Unlisted))
    }

    /// Returns the value of a required member, or an error if the member is missing.
    pub fn required<T>(&mut self, name: &str, value: Option<T>) -> Result<T, Failed> {
        value.ok_or_else(|| self.raise_in(name, DecodeErrorKind::Missing))
    }

    /// Returns an error for a repeated member whose name comes from the message, if
    /// the message is read strictly.
    pub(super) fn refuse_another(
        &mut self,
        is_present: impl FnOnce() -> bool,
    ) -> Result<(), Failed> {
        if self.is_strict() && is_present() {
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
