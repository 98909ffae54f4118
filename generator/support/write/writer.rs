//! The writer of objects, with which emitted code implements `Serialize`.
//!
//! Absent members are omitted, and scalars are written as strings.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::support::extra::Extra;

use super::as_text::{AsText, WriteText};

/// A writer of the members of one object, up to the first error.
pub struct Writer<M: SerializeMap>(Result<M, M::Error>);

impl<M: SerializeMap> Writer<M> {
    /// Begins an object.
    #[inline]
    pub fn new<S>(serializer: S) -> Self
    where
        S: Serializer<SerializeMap = M, Error = M::Error>,
    {
        Self(serializer.serialize_map(None))
    }

    /// Writes a member.
    #[inline]
    pub fn required<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        let Ok(members) = &mut self.0 else {
            return self;
        };
        if let Err(error) = members.serialize_entry(name, value) {
            self.0 = Err(error);
        }
        self
    }

    /// Writes a member unless it is absent.
    #[allow(clippy::ref_option, reason = "callers have the field itself")]
    #[inline]
    pub fn optional<T: Serialize>(self, name: &str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.required(name, value),
            None => self,
        }
    }

    /// Writes a member as text unless it is absent.
    #[allow(clippy::ref_option, reason = "callers have the field itself")]
    #[inline]
    pub fn optional_text<T: WriteText>(self, name: &str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.required_text(name, value),
            None => self,
        }
    }

    /// Writes a member as text.
    #[inline]
    pub fn required_text<T: WriteText>(self, name: &str, value: &T) -> Self {
        self.required(name, &AsText(value))
    }

    fn unlisted(self, extra: &Extra) -> Self {
        extra.written().fold(self, |members, (name, value)| {
            members.required(name, &value)
        })
    }

    /// Writes the members that the documentation does not list, and ends the object.
    #[inline]
    pub fn end_with(self, extra: &Extra) -> Result<M::Ok, M::Error> {
        if extra.is_empty() {
            return self.end();
        }
        self.unlisted(extra).end()
    }

    /// Ends the object.
    #[inline]
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.0?.end()
    }
}
