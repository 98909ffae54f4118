//! Values of a message that are read apart from it.

use serde::Deserializer as _;

use super::error::is_too_deep;
use super::error_kind::{DecodeErrorKind, Expected};
use super::failed::Failed;
use super::protocol::Place;
use super::readable::ReadValue;
use super::reader::Reader;
use super::slot::Slot;
use super::trail::Trail;

/// The text of a value of a message, which is read apart from it.
pub struct Part<'a> {
    json: &'a str,
    trail: &'a mut Trail,
}

impl<'a> Part<'a> {
    /// Creates a part with a trail of its own. The text is JSON without spaces around it.
    pub fn new(json: &'a str, trail: &'a mut Trail) -> Self {
        Self { json, trail }
    }

    /// Reads the value.
    pub fn read<T: ReadValue>(self) -> Result<T, Failed> {
        if T::KEEPS_TEXT {
            return T::json(self.json, self.trail);
        }
        let mut read = None;
        let mut slot = Slot::required(&mut read);
        let reader = Reader::<dyn Place>::new(&mut slot, self.trail);
        let result = serde_json::Deserializer::from_str(self.json).deserialize_any(reader);
        match (result, read) {
            (Ok(()), Some(value)) => Ok(value),
            (Ok(()), None) => Err(self.trail.note(DecodeErrorKind::Expected(T::EXPECTED))),
            (Err(error), _) if self.trail.kind().is_none() && is_too_deep(&error) => {
                Err(self.trail.note(DecodeErrorKind::TooDeep))
            }
            (Err(_), _) => Err(Failed::noted()),
        }
    }

    /// Returns the error for a variant that does not exist.
    pub fn none(self) -> Failed {
        self.trail.note(DecodeErrorKind::Expected(Expected::Value))
    }
}
