//! Places for the members of an object. Emitted code has the place of each name.

use crate::support::extra::Extra;

use super::failed::Failed;
use super::members::Fixed;
use super::protocol::Members;
use super::readable::{ReadObject, ReadValue};

/// A place that reads a member into itself.
///
/// An object has a place for each listed member, and one for all others.
pub trait ReadMember {
    /// Reads the value of the member with this name.
    fn read(&mut self, name: &str, members: &mut Members<'_, '_>) -> Result<(), Failed>;
}

impl<T: ReadValue> ReadMember for Option<T> {
    fn read(&mut self, name: &str, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        members.read(name, self)
    }
}

impl ReadMember for Fixed {
    fn read(&mut self, name: &str, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        members.fixed(name, self)
    }
}

impl ReadMember for Extra {
    fn read(&mut self, name: &str, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        members.unlisted(name, self)
    }
}

/// The place for unlisted members that are not allowed.
struct Refused;

impl ReadMember for Refused {
    fn read(&mut self, _name: &str, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        members.refuse_unlisted()
    }
}

/// Returns the place for unlisted members that are not allowed.
pub fn refused<'a>() -> &'a mut dyn ReadMember {
    // The type has no size, so nothing is allocated.
    Box::leak(Box::new(Refused))
}

/// An object without required members, which therefore exists before they are read.
pub trait ReadMembers {
    /// Returns the place for the member with this name.
    fn member(&mut self, name: &str) -> &mut dyn ReadMember;
}

impl<T: ReadMembers + Default> ReadObject for T {
    const CAN_BE_EMPTY: bool = true;

    fn read(slot: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        members.read_all(slot.insert(Self::default()))
    }

    fn read_boxed(members: &mut Members<'_, '_>) -> Result<Option<Box<Self>>, Failed> {
        let mut object = Box::<Self>::default();
        members.read_all(&mut *object)?;
        Ok(Some(object))
    }
}

/// A value with the function that finds the place for the member with a name.
struct Places<'a, T> {
    value: &'a mut T,
    place: for<'p> fn(&'p mut T, &str) -> &'p mut dyn ReadMember,
}

impl<T> ReadMembers for Places<'_, T> {
    fn member(&mut self, name: &str) -> &mut dyn ReadMember {
        (self.place)(self.value, name)
    }
}

impl Members<'_, '_> {
    /// Reads all members into a value, in which `place` finds the place for each. The
    /// value stays where it is, since it can be large.
    pub fn read_into<T>(
        &mut self,
        value: &mut T,
        place: for<'p> fn(&'p mut T, &str) -> &'p mut dyn ReadMember,
    ) -> Result<(), Failed> {
        self.read_all(&mut Places { value, place })
    }

    /// Reads all members into their places in an object.
    fn read_all(&mut self, object: &mut dyn ReadMembers) -> Result<(), Failed> {
        while let Some(name) = self.next()? {
            object.member(&name).read(&name, self)?;
        }
        Ok(())
    }
}
