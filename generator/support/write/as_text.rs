//! Integers and booleans that are written as strings.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::Serializer;

use crate::support::redact::unless_redacting;
use crate::support::value::Sensitive;

/// A value whose integers and booleans, also in lists and maps, are written as
/// strings.
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

write_display!(i8, i16, i32, i64, u8, u16, u32, u64, bool);

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

impl<T: WriteText> WriteText for Option<T> {
    fn write_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write_text(serializer),
            None => serializer.serialize_none(),
        }
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
