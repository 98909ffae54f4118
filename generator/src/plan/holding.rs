//! The Rust forms of fields that can be absent or null.

use crate::model::{Field, Presence, Usage};

/// The Rust form of a field, by its presence and by whether it can be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// The value itself.
    Plain,
    /// An `Option`, which is empty if the field is absent.
    Optional,
    /// An `Option`, which is empty if the field is null. The field is never absent.
    Null,
    /// An `Option` of a `Nullable`, which tells absence from null.
    OptionalNull,
}

/// Returns the form of a field of a type with this usage. What is only read does not tell
/// absence from null: both mean that there is no value.
#[must_use]
pub fn holding(field: &Field, usage: Usage) -> Holding {
    match (field.presence, field.value.nullable) {
        (Presence::Required, false) => Holding::Plain,
        (Presence::Required, true) => Holding::Null,
        (Presence::Written | Presence::Optional, true) if usage.written => Holding::OptionalNull,
        (Presence::Written | Presence::Optional, _) => Holding::Optional,
    }
}

/// Returns the form of a field that must be set, in the state of a builder.
#[must_use]
pub fn demanded_holding(field: &Field) -> Holding {
    if field.value.nullable {
        Holding::Null
    } else {
        Holding::Plain
    }
}
