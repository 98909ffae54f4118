//! A value seen as every schema that must hold for it.
//!
//! JSON Schema lets one value be described in several places: in a schema, in
//! what its `$ref` names, and in each branch of `allOf`. [`Parts`] collects
//! these places, so that the rest of lowering asks one question of all.

use crate::model::Json;
use crate::openapi::{
    Additional, ComponentId, Document, EnumItem, Property, Reference, Schema, SchemaType, Spanned,
};
use crate::source::Span;
use crate::tree::Node;

/// Every schema that must hold for one value.
pub struct Parts<'a> {
    /// The schemas, outermost first.
    pub schemas: Vec<&'a Schema>,
    /// The named types among them that were not merged.
    pub named: Vec<(ComponentId, &'a Reference)>,
}

/// What kind of value the schemas describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An object with members of its own.
    Object,
    /// A set of strings.
    Enum,
    /// A string, a number or a boolean.
    Scalar,
    /// A list.
    List,
    /// Values by name.
    Map,
}

impl Kind {
    /// Whether a value of this kind has a type with a name.
    pub fn is_named(self) -> bool {
        match self {
            Self::Object | Self::Enum => true,
            Self::Scalar | Self::List | Self::Map => false,
        }
    }
}

impl<'a> Parts<'a> {
    /// The parts of a schema that defines a type: what it names is merged.
    pub fn of_root(schema: &'a Schema, documents: &'a [Document]) -> Self {
        let mut parts = Self::empty();
        parts.collect(schema, documents, true);
        parts
    }

    /// The parts of a member or an item: a named type stays a name.
    pub fn of_value(schemas: &[&'a Schema], documents: &'a [Document]) -> Self {
        let mut parts = Self::empty();
        for schema in schemas {
            parts.collect(schema, documents, false);
        }
        parts
    }

    fn empty() -> Self {
        Self {
            schemas: Vec::new(),
            named: Vec::new(),
        }
    }

    fn collect(&mut self, schema: &'a Schema, documents: &'a [Document], merge: bool) {
        // What was said once need not be said again, however often it is merged.
        if self
            .schemas
            .iter()
            .any(|known| std::ptr::eq(*known, schema))
        {
            return;
        }
        self.schemas.push(schema);
        if let Some(reference) = &schema.reference
            && let Some((id, target)) = target(reference, documents)
        {
            if !merge && Self::of_root(target, documents).kind().is_named() {
                self.named.push((id, reference));
            } else {
                self.collect(target, documents, merge);
            }
        }
        for part in &schema.all_of {
            self.collect(part, documents, merge);
        }
    }

    /// Whether a part of them could not be read, or a reference leads nowhere,
    /// which was reported.
    pub fn is_incomplete(&self) -> bool {
        self.schemas.iter().any(|schema| {
            let reference = schema.reference.as_ref();
            schema.faulty || reference.is_some_and(|reference| reference.target.is_none())
        })
    }

    /// What kind of value these schemas describe.
    pub fn kind(&self) -> Kind {
        let ty = self.schemas.iter().find_map(|schema| schema.ty.as_ref());
        let has_properties = self.schemas.iter().any(|schema| schema.has_properties);
        match ty.map(|ty| ty.value) {
            _ if has_properties => Kind::Object,
            Some(SchemaType::Object) => Kind::Map,
            Some(SchemaType::Array) => Kind::List,
            None if self.schemas.iter().any(|schema| schema.items.is_some()) => Kind::List,
            Some(SchemaType::String) | None if self.is_enum() => Kind::Enum,
            Some(SchemaType::String | SchemaType::Integer | SchemaType::Boolean) | None => {
                Kind::Scalar
            }
        }
    }

    /// A set of strings: listed, of more than one, and not the two booleans.
    fn is_enum(&self) -> bool {
        let formatted = self.schemas.iter().any(|schema| schema.format.is_some());
        let listed = self.values().is_some_and(|values| values.value.len() > 1);
        self.extensible().is_some() || (listed && !formatted)
    }

    /// The outermost description.
    pub fn description(&self) -> Option<&'a str> {
        self.schemas
            .iter()
            .find_map(|schema| schema.description.as_deref())
    }

    /// The outermost `x-source`.
    pub fn source(&self) -> Option<&'a str> {
        let mut schemas = self.schemas.iter();
        schemas.find_map(|schema| schema.extensions().source.as_deref())
    }

    /// The type, with its place.
    pub fn ty(&self) -> Option<&'a Spanned<SchemaType>> {
        self.schemas.iter().find_map(|schema| schema.ty.as_ref())
    }

    /// The format, with its place.
    pub fn format(&self) -> Option<&'a Spanned<String>> {
        self.schemas
            .iter()
            .find_map(|schema| schema.format.as_ref())
    }

    /// `x-extensible-enum`.
    pub fn extensible(&self) -> Option<&'a Spanned<Vec<EnumItem>>> {
        self.schemas
            .iter()
            .find_map(|schema| schema.extensible.as_ref())
    }

    /// `enum`.
    pub fn values(&self) -> Option<&'a Spanned<Vec<Node>>> {
        self.schemas
            .iter()
            .find_map(|schema| schema.values.as_ref())
    }

    /// `const`, or the one value of an `enum`.
    pub fn constant(&self) -> Option<&'a Node> {
        self.schemas.iter().find_map(|schema| {
            let only = schema
                .values
                .as_ref()
                .filter(|values| values.value.len() == 1);
            schema.constant.as_ref().or_else(|| only?.value.first())
        })
    }

    /// `items`.
    pub fn items(&self) -> Option<&'a Schema> {
        self.schemas
            .iter()
            .find_map(|schema| schema.items.as_deref())
    }

    /// `additionalProperties`.
    pub fn additional(&self) -> Option<&'a Additional> {
        self.schemas
            .iter()
            .find_map(|schema| schema.additional.as_ref())
    }

    /// `default`.
    pub fn default(&self) -> Option<&'a Node> {
        self.schemas
            .iter()
            .find_map(|schema| schema.default.as_ref())
    }

    /// The place of a property's name, where it first occurs.
    pub fn place_of(&self, name: &str) -> Option<Span> {
        let mut properties = self.schemas.iter().flat_map(|schema| &schema.properties);
        let property = properties.find(|property| *property.key.text == *name)?;
        Some(property.key.span)
    }

    /// All properties, each with every schema that describes it, in the order
    /// in which they first occur. What a base declares comes first.
    pub fn properties(&self) -> Vec<(&'a str, Vec<&'a Property>)> {
        let mut properties: Vec<(&'a str, Vec<&'a Property>)> = Vec::new();
        for property in self.schemas.iter().flat_map(|schema| &schema.properties) {
            let name = &*property.key.text;
            match properties.iter_mut().find(|(known, _)| *known == name) {
                Some((_, all)) => all.push(property),
                None => properties.push((name, vec![property])),
            }
        }
        properties
    }
}

fn target<'a>(
    reference: &Reference,
    documents: &'a [Document],
) -> Option<(ComponentId, &'a Schema)> {
    let id = reference.target?;
    let component = documents.get(id.document)?.schemas.get(id.schema)?;
    Some((id, &component.schema))
}

/// A node of a document as a plain JSON value.
pub fn json(node: &Node) -> Json {
    use crate::tree::Value;
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Boolean(*value),
        Value::Number(text) => Json::Number(text.clone()),
        Value::String(text) => Json::Text(text.clone()),
        Value::Sequence(items) => Json::List(items.iter().map(json).collect()),
        Value::Mapping(mapping) => Json::Object(
            mapping
                .entries
                .iter()
                .map(|entry| (entry.key.text.to_string(), json(&entry.value)))
                .collect(),
        ),
    }
}
