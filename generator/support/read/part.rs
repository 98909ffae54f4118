//! Values of a message that are read apart from it.

use serde::Deserializer as _;
use serde_json::Value;

use super::error_kind::{DecodeErrorKind, Expected};
use super::failed::Failed;
use super::protocol::Place;
use super::readable::ReadValue;
use super::reader::Reader;
use super::slot::Slot;
use super::trail::Trail;

/// A value of a message that is read apart from it.
pub struct Part<'a> {
    value: &'a Value,
    trail: &'a mut Trail,
}

impl<'a> Part<'a> {
    /// Creates a part with a trail of its own.
    pub fn new(value: &'a Value, trail: &'a mut Trail) -> Self {
        Self { value, trail }
    }

    /// Reads the value.
    pub fn read<T: ReadValue>(self) -> Result<T, Failed> {
        let mut read = None;
        let mut slot = Slot::required(&mut read);
        let reader = Reader::<dyn Place>::new(&mut slot, self.trail);
        let result = self.value.deserialize_any(reader);
        match (result, read) {
            (Ok(()), Some(value)) => Ok(value),
            (Ok(()), None) => Err(self.trail.note(DecodeErrorKind::Expected(T::EXPECTED))),
            (Err(_), _) => Err(Failed::noted()),
        }
    }

    /// Returns the error for a variant that does not exist.
    pub fn none(self) -> Failed {
        self.trail.note(DecodeErrorKind::Expected(Expected::Value))
    }
}
