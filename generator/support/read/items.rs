//! The items of a list that is being read, one by one.

use super::failed::Failed;
use super::protocol::Items;
use super::readable::ReadValue;
use super::slot::Slot;

impl Items<'_, '_> {
    /// Reads the next item, if there is one.
    pub fn next<T: ReadValue>(&mut self) -> Result<Option<T>, Failed> {
        let mut item = None;
        self.next_into(&mut Slot::required(&mut item))?;
        Ok(item)
    }
}
