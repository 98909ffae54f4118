//! The protocol between formats and types: the place that takes a value, and the
//! items and members of a value that has parts.
//!
//! Emitted code uses serde's generic types through these traits. So the code of a
//! type is compiled once, and not for every format. These types refer to each
//! other, so they are in one file.

use std::borrow::Cow;
use std::mem;

use serde_json::{Map, Value};

use super::error_kind::DecodeErrorKind;
use super::failed::Failed;
use super::scalar::Scalar;
use super::trail::Trail;

/// A place for a value of a type that is unknown here.
pub(super) trait Place<'de> {
    /// Accepts a scalar.
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind>;

    /// Accepts a list.
    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed>;

    /// Accepts an object.
    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed>;

    /// Returns whether a text is accepted as it is in the message, damaged or not.
    fn is_verbatim(&self) -> bool {
        false
    }

    /// Returns whether the value is accepted by its raw text if the format provides it.
    fn is_by_text(&self) -> bool {
        false
    }

    /// Accepts bytes, which JSON has only as a name.
    fn bytes(&mut self, _bytes: Cow<'de, [u8]>) -> Result<(), DecodeErrorKind> {
        self.scalar(Scalar::Foreign)
    }
}

/// The items of a list, from a format.
pub(super) trait Sequence<'de> {
    /// Reads the next item into its place, and returns whether there was one.
    fn item(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<bool, Failed>;

    /// Reads the next item by its raw text if the format provides it.
    fn raw_item(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<bool, Failed>;

    /// Reads all items as any JSON.
    fn values(&mut self, trail: &mut Trail) -> Result<Vec<Value>, Failed>;
}

/// The members of an object, from a format.
pub(super) trait Access<'de> {
    /// Returns the name of the next member, or `None` at the end.
    fn name(&mut self, trail: &mut Trail) -> Result<Option<Cow<'de, str>>, Failed>;

    /// Reads the member's value into its place.
    fn value(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<(), Failed>;

    /// Reads the member's value by its raw text if the format provides it.
    fn raw_value(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<(), Failed>;

    /// Reads all members as any JSON. The name of the first one has been read.
    fn values(
        &mut self,
        first: Cow<'de, str>,
        trail: &mut Trail,
    ) -> Result<Map<String, Value>, Failed>;
}

/// The items of a list that is read.
pub struct Items<'t, 'de> {
    sequence: &'t mut dyn Sequence<'de>,
    trail: &'t mut Trail,
    index: usize,
}

impl<'t, 'de> Items<'t, 'de> {
    pub(super) fn new(sequence: &'t mut dyn Sequence<'de>, trail: &'t mut Trail) -> Self {
        Self {
            sequence,
            trail,
            index: 0,
        }
    }

    /// Reads the next item into its place, and returns whether there was one.
    #[inline]
    pub(super) fn next_into(&mut self, place: &mut dyn Place<'de>) -> Result<(), Failed> {
        self.sequence
            .item(place, self.trail)
            .inspect_err(|_| self.trail.in_item(self.index))?;
        self.index += 1;
        Ok(())
    }

    /// Reads a text that represents the list itself.
    pub fn text<T>(
        &mut self,
        read: impl FnOnce(&mut Trail) -> Result<T, Failed>,
    ) -> Result<T, Failed> {
        read(self.trail)
    }

    /// Reads the next item by its raw text into its place.
    pub(super) fn next_raw_into(&mut self, place: &mut dyn Place<'de>) -> Result<(), Failed> {
        self.sequence
            .raw_item(place, self.trail)
            .inspect_err(|_| self.trail.in_item(self.index))?;
        self.index += 1;
        Ok(())
    }

    /// Reads all items as any JSON.
    pub(super) fn values(&mut self) -> Result<Vec<Value>, Failed> {
        self.sequence.values(self.trail)
    }

    /// Records an error about the list as a whole.
    pub(super) fn raise(&mut self, kind: DecodeErrorKind) -> Failed {
        self.trail.note(kind)
    }
}

/// The members of an object that is read, in the order of the message.
pub struct Members<'t, 'de> {
    access: &'t mut dyn Access<'de>,
    trail: &'t mut Trail,
    ahead: Ahead<'de>,
    /// The documented members that were present but left their slots empty, mostly
    /// none. Each is listed once.
    absent: Vec<String>,
}

/// The state of the next member.
enum Ahead<'de> {
    Nothing,
    Name(Cow<'de, str>),
    End,
}

impl<'t, 'de> Members<'t, 'de> {
    pub(super) fn new(access: &'t mut dyn Access<'de>, trail: &'t mut Trail) -> Self {
        Self {
            access,
            trail,
            ahead: Ahead::Nothing,
            absent: Vec::new(),
        }
    }

    /// Returns the name of the next member, borrowed from the input if possible.
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

    /// Puts a name back, so that it is the next one again.
    pub(super) fn put_back(&mut self, name: Cow<'de, str>) {
        self.ahead = Ahead::Name(name);
    }

    /// Returns whether the end was reached.
    pub(super) fn is_at_end(&self) -> bool {
        matches!(self.ahead, Ahead::End)
    }

    /// Returns whether the message is read strictly, as a request is.
    #[inline]
    pub(super) fn is_strict(&self) -> bool {
        self.trail.is_strict()
    }

    /// Reads the value of a documented member.
    #[inline]
    pub(super) fn value_into(
        &mut self,
        name: &str,
        place: &mut dyn Place<'de>,
    ) -> Result<(), Failed> {
        let read = self.access.value(place, self.trail);
        read.inspect_err(|_| self.trail.in_member(name))
    }

    /// Reads the value of a member whose name comes from the message. An error does
    /// not show that name, which can be a value in a damaged text.
    pub(super) fn unnamed_into(&mut self, place: &mut dyn Place<'de>) -> Result<(), Failed> {
        let read = self.access.value(place, self.trail);
        read.inspect_err(|_| self.trail.stop_here())
    }

    /// Reads the value of such a member by its raw text.
    pub(super) fn unnamed_raw_into(&mut self, place: &mut dyn Place<'de>) -> Result<(), Failed> {
        let read = self.access.raw_value(place, self.trail);
        read.inspect_err(|_| self.trail.stop_here())
    }

    /// Reads the value of a documented member by its raw text.
    pub(super) fn raw_value_into(
        &mut self,
        name: &str,
        place: &mut dyn Place<'de>,
    ) -> Result<(), Failed> {
        let read = self.access.raw_value(place, self.trail);
        read.inspect_err(|_| self.trail.in_member(name))
    }

    /// Reads the value of a member that represents the object itself.
    pub(super) fn disguise_into(&mut self, place: &mut dyn Place<'de>) -> Result<(), Failed> {
        self.access.value(place, self.trail)
    }

    /// Reads a text that represents the object itself.
    pub fn text<T>(
        &mut self,
        read: impl FnOnce(&mut Trail) -> Result<T, Failed>,
    ) -> Result<T, Failed> {
        read(self.trail)
    }

    /// Reads all members as any JSON.
    pub fn values(&mut self) -> Result<Map<String, Value>, Failed> {
        match self.next()? {
            Some(first) => self.access.values(first, self.trail),
            None => Ok(Map::new()),
        }
    }

    /// Starts reading a value of this message apart from it, which the parser alone limits.
    pub(super) fn alone(&self) -> Trail {
        self.trail.alone()
    }

    /// Records an error about the object as a whole.
    pub(super) fn raise(&mut self, kind: DecodeErrorKind) -> Failed {
        self.trail.note(kind)
    }

    /// Records an error about a documented member.
    #[cold]
    pub(super) fn raise_in(&mut self, name: &str, kind: DecodeErrorKind) -> Failed {
        let failed = self.trail.note(kind);
        self.trail.in_member(name);
        failed
    }

    /// Returns an error for a documented member that occurred before.
    #[inline]
    pub(super) fn refuse_second(&mut self, name: &str, present: bool) -> Result<(), Failed> {
        if present || !self.absent.is_empty() {
            return self.refuse_unless_first(name, present);
        }
        Ok(())
    }

    // This is a separate function, since the caller is inlined for each member of
    // each type.
    #[cold]
    fn refuse_unless_first(&mut self, name: &str, present: bool) -> Result<(), Failed> {
        let was_absent = self.absent.iter().any(|absent| absent == name);
        if present || was_absent {
            return Err(self.raise_in(name, DecodeErrorKind::Duplicate));
        }
        Ok(())
    }

    /// Records a member that left its slot empty, so that a second one is detected.
    #[inline]
    pub(super) fn note_absent(&mut self, name: &str, is_absent: bool) {
        if is_absent {
            self.remember_absent(name);
        }
    }

    #[cold]
    fn remember_absent(&mut self, name: &str) {
        self.absent.push(name.to_owned());
    }
}
