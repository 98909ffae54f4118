//! The items of a list that is read.

use super::by_text::ByText;
use super::failed::Failed;
use super::protocol::Items;
use super::readable::ReadValue;
use super::slot::Slot;

impl Items<'_, '_> {
    /// Reads the next item into an empty slot, which stays empty at the end.
    pub(super) fn read<T: ReadValue>(&mut self, item: &mut Option<T>) -> Result<(), Failed> {
        let mut slot = Slot::required(item);
        if T::KEEPS_TEXT {
            self.next_raw_into(&mut ByText(slot))
        } else {
            self.next_into(&mut slot)
        }
    }
}
