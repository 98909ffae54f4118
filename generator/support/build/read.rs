//! Reading of required fields into the states of a builder.

use std::slice;

use crate::support::read::{Failed, Members, ReadMember, ReadValue};

use super::pair::Pair;
use super::state::Set;

impl<T: ReadValue> ReadMember for Option<Set<T>> {
    fn read(&mut self, name: &str, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        let mut value = self.take().map(|Set(value)| value);
        members.read_required(name, &mut value)?;
        *self = value.map(Set);
        Ok(())
    }
}

/// A tree of states that may not have been read. Fields of the tree that are moved one by
/// one would take the compiler a time that grows with the square of their number.
pub trait MaybeRead {
    /// The same tree, of states that have been read.
    type Read;

    /// Returns the tree, or an error for the first field that is missing. `names` has
    /// the names of the fields, in the order of the tree.
    fn read(
        self,
        names: &mut slice::Iter<'_, &str>,
        members: &mut Members<'_, '_>,
    ) -> Result<Self::Read, Failed>;
}

impl<T> MaybeRead for Option<Set<T>> {
    type Read = Set<T>;

    fn read(
        self,
        names: &mut slice::Iter<'_, &str>,
        members: &mut Members<'_, '_>,
    ) -> Result<Set<T>, Failed> {
        let name = names.next().copied().unwrap_or_default();
        members.required(name, self)
    }
}

impl<L: MaybeRead, R: MaybeRead> MaybeRead for Pair<L, R> {
    type Read = Pair<L::Read, R::Read>;

    fn read(
        self,
        names: &mut slice::Iter<'_, &str>,
        members: &mut Members<'_, '_>,
    ) -> Result<Self::Read, Failed> {
        let left = self.0.read(names, members)?;
        Ok(Pair(left, self.1.read(names, members)?))
    }
}

impl Members<'_, '_> {
    /// Returns the values of required members, or an error if one is missing.
    pub fn all_required<T: MaybeRead>(
        &mut self,
        names: &[&str],
        values: T,
    ) -> Result<T::Read, Failed> {
        values.read(&mut names.iter(), self)
    }
}
