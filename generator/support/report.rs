//! The JSON form of the crate's reports for logs: violations, advisories and errors.
//!
//! Reports hold no values of a message, so nothing is redacted here. An enum is
//! written as the name of its variant.

use std::fmt::Debug;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::read::{DecodeError, DecodeErrorKind};
use super::validate::{Advisory, Concern, Rule, Violation, Violations};
use super::value::ConversionError;

/// Writes the violations as a list.
impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().serialize(serializer)
    }
}

/// Writes `pointer`, `rule` (the name of its variant) and `message`.
impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("pointer", self.pointer())?;
        members.serialize_entry("rule", &Variant(&self.rule()))?;
        members.serialize_entry("message", &self.rule().to_string())?;
        members.end()
    }
}

/// Writes `rule` (the name of its variant) and `message`.
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("rule", &Variant(self))?;
        members.serialize_entry("message", &self.to_string())?;
        members.end()
    }
}

/// Writes `pointer`, `concern` (the name of its variant) and `message`.
impl Serialize for Advisory {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("pointer", self.pointer())?;
        members.serialize_entry("concern", &Variant(&self.concern()))?;
        members.serialize_entry("message", &self.concern().to_string())?;
        members.end()
    }
}

/// Writes `concern` (the name of its variant) and `message`.
impl Serialize for Concern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("concern", &Variant(self))?;
        members.serialize_entry("message", &self.to_string())?;
        members.end()
    }
}

/// Writes `pointer`, `kind` (the name of its variant), `line`, `column` and
/// `message`, without the result.
impl Serialize for DecodeError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("pointer", self.pointer())?;
        members.serialize_entry("kind", &Variant(&self.kind()))?;
        members.serialize_entry("line", &self.line())?;
        members.serialize_entry("column", &self.column())?;
        members.serialize_entry("message", &self.kind().to_string())?;
        members.end()
    }
}

/// The name of an enum's variant, without its data.
pub struct Variant<'a, T>(pub &'a T);

impl<T: Debug> Serialize for Variant<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = format!("{:?}", self.0);
        let end = text.find(|c: char| !c.is_ascii_alphanumeric());
        serializer.serialize_str(text.get(..end.unwrap_or(text.len())).unwrap_or(&text))
    }
}

/// Writes the name of the variant.
macro_rules! variant_name {
    ($($name:ident),*) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::support::report::Variant(self).serialize(serializer)
            }
        }
    )*};
}

pub(super) use variant_name;

variant_name!(ConversionError, DecodeErrorKind);
