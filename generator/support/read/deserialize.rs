//! Parsing of a value from any self-describing format with serde.

use serde::de::{Deserializer, Error};

use super::by_text::ByText;
use super::error_kind::DecodeErrorKind;
use super::fitting::RAW;
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
    let mut slot = Slot::required(&mut value);
    let read = if T::KEEPS_TEXT {
        let mut place = ByText(slot);
        let reader = Reader::<dyn Place>::new(&mut place, &mut trail);
        deserializer.deserialize_newtype_struct(RAW, reader)
    } else {
        deserializer.deserialize_any(Reader::<dyn Place>::new(&mut slot, &mut trail))
    };
    read.map_err(|error| match trail.pointer() {
        root if root.is_empty() => error,
        pointer => D::Error::custom(format_args!("{pointer}: {error}")),
    })?;
    value.ok_or_else(|| D::Error::custom(DecodeErrorKind::Expected(T::EXPECTED)))
}
