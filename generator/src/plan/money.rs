//! Methods of amounts of money.

use crate::model::{Presence, Struct};

/// Returns whether an amount of money has `from_major`: no fields other than currency and
/// value are required.
#[must_use]
pub fn has_from_major(object: &Struct) -> bool {
    object.money.is_some_and(|money| {
        object.fields().all(|(member, field)| {
            let is_part = member == money.currency || member == money.value;
            is_part || field.presence == Presence::Optional
        })
    })
}
