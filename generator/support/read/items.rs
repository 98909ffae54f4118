//! The items of a list that is read.

use super::failed::Failed;
use super::protocol::Items;
use super::readable::ReadValue;
use super::slot::Slot;

impl Items<'_, '_> {
    /// Reads the next item, or returns `None` at the end.
    pub fn next<T: ReadValue>(&mut self) -> Result<Option<T>, Failed> {
        let mut item = None;
        self.next_into(&mut Slot::required(&mut item))?;
        Ok(item)
    }
}
