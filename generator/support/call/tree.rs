//! Values as trees of texts: the form in which a URL, a header or a form holds them.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    SerializeTupleStruct, Serializer,
};

/// A value as the texts of its scalars.
pub enum Tree {
    /// No value, or null.
    Absent,
    /// A string.
    Text(String),
    /// A number or a boolean, as its text in JSON.
    Plain(String),
    /// A list.
    List(Vec<Tree>),
    /// An object, with its members in order.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Returns the tree of a value. A value that JSON cannot hold has none.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Option<Self> {
        value.serialize(Texts).ok()
    }

    /// Returns whether there is nothing to write: no value, no item or no member.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::Text(_) | Self::Plain(_) => false,
            Self::List(items) => items.iter().all(Self::is_nothing),
            Self::Object(members) => members.iter().all(|(_, value)| value.is_nothing()),
        }
    }

    /// Returns the text of a scalar. A list or an object, for which a place has no form,
    /// is a JSON text.
    pub fn into_text(self) -> String {
        match self {
            Self::Text(text) | Self::Plain(text) => text,
            Self::Absent | Self::List(_) | Self::Object(_) => self.to_json(),
        }
    }

    /// Returns the text of a scalar, and the JSON text of any other value.
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Plain(text) => Cow::Borrowed(text),
            Self::Absent | Self::List(_) | Self::Object(_) => Cow::Owned(self.to_json()),
        }
    }

    /// Returns the JSON text of the value.
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        self.write(&mut json);
        json
    }

    fn write(&self, json: &mut String) {
        match self {
            Self::Absent => json.push_str("null"),
            Self::Text(text) => push_string(json, text),
            Self::Plain(text) => json.push_str(text),
            Self::List(items) => {
                json.push('[');
                for (position, item) in items.iter().enumerate() {
                    if position > 0 {
                        json.push(',');
                    }
                    item.write(json);
                }
                json.push(']');
            }
            Self::Object(members) => {
                json.push('{');
                for (position, (name, value)) in members.iter().enumerate() {
                    if position > 0 {
                        json.push(',');
                    }
                    push_string(json, name);
                    json.push(':');
                    value.write(json);
                }
                json.push('}');
            }
        }
    }
}

fn push_string(json: &mut String, text: &str) {
    // A text can always be written.
    json.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// The error of a value that JSON cannot hold.
#[derive(Debug)]
pub struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be written as text")
    }
}

impl std::error::Error for Unwritable {}

impl Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// The serializer that makes a tree.
struct Texts;

/// Makes the texts of scalars.
macro_rules! plain {
    ($($method:ident($value:ty);)*) => {$(
        fn $method(self, value: $value) -> Result<Tree, Unwritable> {
            Ok(Tree::Plain(value.to_string()))
        }
    )*};
}

impl Serializer for Texts {
    type Ok = Tree;
    type Error = Unwritable;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = Impossible<Tree, Unwritable>;
    type SerializeMap = Object;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Impossible<Tree, Unwritable>;

    plain! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_f32(f32);
        serialize_f64(f64);
    }

    fn serialize_char(self, value: char) -> Result<Tree, Unwritable> {
        Ok(Tree::Text(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<Tree, Unwritable> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Tree, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_none(self) -> Result<Tree, Unwritable> {
        Ok(Tree::Absent)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Tree, Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Tree, Unwritable> {
        Ok(Tree::Absent)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Tree, Unwritable> {
        Ok(Tree::Absent)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Tree, Unwritable> {
        Ok(Tree::Text(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Tree, Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Tree, Unwritable> {
        let value = value.serialize(self)?;
        Ok(Tree::Object(vec![(variant.to_owned(), value)]))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, Unwritable> {
        Ok(List(Vec::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<List, Unwritable> {
        Ok(List(Vec::new()))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List, Unwritable> {
        Ok(List(Vec::new()))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object, Unwritable> {
        Ok(Object {
            members: Vec::new(),
            name: None,
        })
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields, Unwritable> {
        Ok(Fields {
            members: Vec::new(),
            is_json_text: name.starts_with("$serde_json::private::"),
        })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(Unwritable)
    }
}

/// The items of a list.
struct List(Vec<Tree>);

impl SerializeSeq for List {
    type Ok = Tree;
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.0.push(value.serialize(Texts)?);
        Ok(())
    }

    fn end(self) -> Result<Tree, Unwritable> {
        Ok(Tree::List(self.0))
    }
}

impl SerializeTuple for List {
    type Ok = Tree;
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Tree, Unwritable> {
        SerializeSeq::end(self)
    }
}

impl SerializeTupleStruct for List {
    type Ok = Tree;
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Tree, Unwritable> {
        SerializeSeq::end(self)
    }
}

/// The members of an object.
struct Object {
    members: Vec<(String, Tree)>,
    /// The name of the next member.
    name: Option<String>,
}

impl SerializeMap for Object {
    type Ok = Tree;
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        match key.serialize(Texts)? {
            Tree::Text(name) | Tree::Plain(name) => self.name = Some(name),
            Tree::Absent | Tree::List(_) | Tree::Object(_) => return Err(Unwritable),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        let name = self.name.take().ok_or(Unwritable)?;
        self.members.push((name, value.serialize(Texts)?));
        Ok(())
    }

    fn end(self) -> Result<Tree, Unwritable> {
        Ok(Tree::Object(self.members))
    }
}

/// The fields of a struct.
struct Fields {
    members: Vec<(String, Tree)>,
    /// True if the struct stands for a number, whose text is its only field.
    is_json_text: bool,
}

impl SerializeStruct for Fields {
    type Ok = Tree;
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.members.push((key.to_owned(), value.serialize(Texts)?));
        Ok(())
    }

    fn end(mut self) -> Result<Tree, Unwritable> {
        if !self.is_json_text {
            return Ok(Tree::Object(self.members));
        }
        let (_, text) = self.members.pop().ok_or(Unwritable)?;
        Ok(Tree::Plain(text.into_text()))
    }
}
