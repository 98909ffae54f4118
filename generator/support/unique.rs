//! Lists without equal items.

use std::collections::HashSet;

use serde::Serialize;

use crate::support::canonical::canonical;
use crate::support::validate::{Checked, Rule};

impl<T: Serialize> Checked<'_, [T]> {
    /// Checks that no two items of a list are equal as JSON.
    pub fn unique_items(&mut self) -> &mut Self {
        self.test(are_unique, Rule::UniqueItems)
    }
}

/// Returns whether no two items are equal. Their texts are compared, so that the time does
/// not grow with the square of their number.
fn are_unique<T: Serialize>(items: &[T]) -> bool {
    if items.len() < 2 {
        return true;
    }
    let mut seen = HashSet::with_capacity(items.len());
    items.iter().all(|item| {
        // An item that cannot be written is an error of writing.
        let text = serde_json::to_string(item).ok();
        text.is_none_or(|text| seen.insert(canonical(&text)))
    })
}
