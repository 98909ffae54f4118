//! Parsing of a value from any self-describing format with serde.

use serde::de::{Deserializer, Error};

use super::error_kind::DecodeErrorKind;
use super::protocol::Place;
use super::readable::ReadValue;
use super::reader::Reader;
use super::slot::Slot;
use super::trail::Trail;

/// Reads a value for serde. The error's message begins with the JSON pointer and
/// keeps the position that the format adds.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: ReadValue,
    D: Deserializer<'de>,
{
    let mut trail = Trail::new(T::MESSAGE);
    let mut value = None;
    deserializer
        .deserialize_any(Reader::<dyn Place>::new(
            &mut Slot::required(&mut value),
            &mut trail,
        ))
        .map_err(|error| match trail.pointer() {
            root if root.is_empty() => error,
            pointer => D::Error::custom(format_args!("{pointer}: {error}")),
        })?;
    value.ok_or_else(|| D::Error::custom(DecodeErrorKind::Expected(T::EXPECTED)))
}
