//! Reading of required fields into the states of a builder.

use crate::support::read::{Failed, Members, ReadMember, ReadValue};

use super::state::Set;

impl<T: ReadValue> ReadMember for Option<Set<T>> {
    fn read(&mut self, name: &str, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        let mut value = self.take().map(|Set(value)| value);
        members.read_required(name, &mut value)?;
        *self = value.map(Set);
        Ok(())
    }
}
