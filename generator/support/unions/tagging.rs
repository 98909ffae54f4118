//! The tags of variants whose objects do not always state them.
//!
//! Most objects of a union have their tag as a member. Where one has none, the union writes
//! the tag, so that each object has it exactly once.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

use crate::support::extra::Extra;
use crate::support::json::Json;
use crate::support::validate::{Checked, Inspection, Rule};

/// Writes the object of a variant, with the tag before its members unless it has its own.
pub fn write_tagged<T: Serialize, S: Serializer>(
    object: &T,
    (name, tag): (&'static str, &'static str),
    has_own: bool,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if has_own {
        return object.serialize(serializer);
    }
    object.serialize(Tagging {
        inner: serializer,
        name,
        tag,
    })
}

/// Removes the tag of a variant from the unlisted members of its object, because the union
/// writes it.
pub fn take_tag(extra: &mut Extra, name: &'static str, tag: &'static str) {
    if extra.get(name).and_then(Value::as_str) == Some(tag) {
        extra.remove(name);
    }
}

impl<T: AsRef<str> + ?Sized> Checked<'_, T> {
    /// Checks that a tag selects the variant that has it.
    pub fn tag(&mut self, values: &'static [&'static str]) -> &mut Self {
        self.test(|tag| values.contains(&tag.as_ref()), Rule::Only { values })
    }
}

impl Inspection<'_> {
    /// Checks the tag of an object that does not list it. The union writes it, or it is
    /// required among the unlisted members.
    pub fn unlisted_tag(
        &mut self,
        extra: &Extra,
        name: &'static str,
        values: &'static [&'static str],
        is_written: bool,
    ) {
        let rule = match extra.json(name).map(Json::value) {
            Some(Some(Value::String(tag))) if values.contains(&tag.as_str()) => return,
            None if is_written => return,
            Some(_) => Rule::Only { values },
            None => Rule::Required,
        };
        self.of_member(name).report(rule);
    }
}

/// A serializer that begins an object with its tag.
struct Tagging<S> {
    inner: S,
    name: &'static str,
    tag: &'static str,
}

/// Passes values that are no object on unchanged.
macro_rules! pass_on {
    ($($method:ident($($argument:ident: $ty:ty),*) -> $result:ty;)*) => {$(
        fn $method(self, $($argument: $ty),*) -> Result<$result, S::Error> {
            self.inner.$method($($argument),*)
        }
    )*};
}

impl<S: Serializer> Serializer for Tagging<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = S::SerializeSeq;
    type SerializeTuple = S::SerializeTuple;
    type SerializeTupleStruct = S::SerializeTupleStruct;
    type SerializeTupleVariant = S::SerializeTupleVariant;
    type SerializeMap = S::SerializeMap;
    type SerializeStruct = S::SerializeStruct;
    type SerializeStructVariant = S::SerializeStructVariant;

    fn serialize_map(self, len: Option<usize>) -> Result<S::SerializeMap, S::Error> {
        let mut members = self.inner.serialize_map(len.map(|len| len + 1))?;
        members.serialize_entry(self.name, self.tag)?;
        Ok(members)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }

    pass_on! {
        serialize_bool(value: bool) -> S::Ok;
        serialize_i8(value: i8) -> S::Ok;
        serialize_i16(value: i16) -> S::Ok;
        serialize_i32(value: i32) -> S::Ok;
        serialize_i64(value: i64) -> S::Ok;
        serialize_i128(value: i128) -> S::Ok;
        serialize_u8(value: u8) -> S::Ok;
        serialize_u16(value: u16) -> S::Ok;
        serialize_u32(value: u32) -> S::Ok;
        serialize_u64(value: u64) -> S::Ok;
        serialize_u128(value: u128) -> S::Ok;
        serialize_f32(value: f32) -> S::Ok;
        serialize_f64(value: f64) -> S::Ok;
        serialize_char(value: char) -> S::Ok;
        serialize_str(value: &str) -> S::Ok;
        serialize_bytes(value: &[u8]) -> S::Ok;
        serialize_none() -> S::Ok;
        serialize_unit() -> S::Ok;
        serialize_unit_struct(name: &'static str) -> S::Ok;
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str) -> S::Ok;
        serialize_seq(len: Option<usize>) -> S::SerializeSeq;
        serialize_tuple(len: usize) -> S::SerializeTuple;
        serialize_tuple_struct(name: &'static str, len: usize) -> S::SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, len: usize) -> S::SerializeTupleVariant;
        serialize_struct(name: &'static str, len: usize) -> S::SerializeStruct;
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, len: usize) -> S::SerializeStructVariant;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_some(value)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_struct(name, value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let inner = self.inner;
        inner.serialize_newtype_variant(name, index, variant, value)
    }
}
