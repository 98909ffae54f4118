//! Writing objects: what emitted code calls to serialize itself.
//!
//! Absent members are not written, and scalars travel as strings.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

use super::redacted::unless_redacting;
use super::{Extra, Sensitive};

/// Writes the members of one object.
pub struct Writer<M>(M);

impl<M: SerializeMap> Writer<M> {
    /// Begins an object.
    pub fn new<S>(serializer: S) -> Result<Self, S::Error>
    where
        S: Serializer<SerializeMap = M, Error = M::Error>,
    {
        serializer.serialize_map(None).map(Self)
    }

    /// Writes a member.
    pub fn required<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        self.0.serialize_entry(name, value)
    }

    /// Writes a member unless it is absent.
    #[allow(clippy::ref_option, reason = "callers have the field itself")]
    pub fn optional<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => self.0.serialize_entry(name, value),
            None => Ok(()),
        }
    }

    /// Writes the members that the documentation does not know.
    pub fn extra(&mut self, extra: &Extra) -> Result<(), M::Error> {
        extra
            .iter()
            .try_for_each(|(name, value)| self.0.serialize_entry(name, &Unlisted(value)))
    }

    /// Ends the object.
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}

/// A value of which nobody knows whether it is sensitive.
struct Unlisted<'a>(&'a Value);

impl Serialize for Unlisted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        unless_redacting(serializer, |serializer| self.0.serialize(serializer))
    }
}

/// Writes integers and booleans, also within lists and maps, as strings.
pub struct AsText<'a, T: ?Sized>(pub &'a T);

impl<T: WriteText + ?Sized> Serialize for AsText<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write_text(serializer)
    }
}

/// A value that can be written with its scalars as strings.
pub trait WriteText {
    /// Writes the value.
    fn write_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

macro_rules! write_display {
    ($($name:ty),*) => {$(
        impl WriteText for $name {
            fn write_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

write_display!(u64, i64, bool);

impl<T: WriteText> WriteText for Sensitive<T> {
    fn write_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        unless_redacting(serializer, |serializer| {
            self.expose().write_text(serializer)
        })
    }
}

impl<T: WriteText + ?Sized> WriteText for Box<T> {
    fn write_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write_text(serializer)
    }
}

impl<T: WriteText> WriteText for Vec<T> {
    fn write_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(AsText))
    }
}

impl<T: WriteText> WriteText for BTreeMap<String, T> {
    fn write_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, value)| (name, AsText(value))))
    }
}
