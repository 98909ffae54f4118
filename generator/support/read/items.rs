//! The items of a list that is read.

use super::by_text::ByText;
use super::failed::Failed;
use super::protocol::Items;
use super::readable::ReadValue;
use super::slot::Slot;

impl Items<'_, '_> {
    /// Reads the next item, or returns `None` at the end.
    pub fn next<T: ReadValue>(&mut self) -> Result<Option<T>, Failed> {
        let mut item = None;
        let mut slot = Slot::required(&mut item);
        if T::KEEPS_TEXT {
            self.next_raw_into(&mut ByText(slot))?;
        } else {
            self.next_into(&mut slot)?;
        }
        Ok(item)
    }
}
