//! The schemas that describe one value together.
//!
//! In JSON Schema, several schemas may describe one value: the schema itself, the target
//! of its `$ref`, and each branch of `allOf`. [`Parts`] collects them, so that the rest
//! of lowering can query them together.

use std::collections::{HashMap, HashSet};

use crate::model::Base;
use crate::openapi::keyword::Keyword;
use crate::openapi::{
    Additional, ComponentId, Document, EnumItem, Property, Reference, Schema, SchemaType, ValueNote,
};
use crate::text::source::Spanned;
use crate::text::tree::{Node, Value};

use super::literal::plain;
use super::pointers::to_keyword;

/// The schemas that must all hold for one value.
pub struct Parts<'a> {
    /// The schemas, outermost first.
    pub schemas: Vec<&'a Schema>,
    /// The named types among them that were not merged.
    pub named: Vec<(ComponentId, &'a Reference)>,
    /// The schemas among them that are not a part of another one.
    roots: Vec<&'a Schema>,
}

/// A constant, and the keyword that gives it.
#[derive(Clone, Copy)]
pub struct Fixed<'a> {
    /// The value.
    pub node: &'a Node,
    /// The schema that has the keyword.
    pub schema: &'a Schema,
    /// `const`, or an `enum` of one value.
    pub keyword: Keyword,
}

impl Fixed<'_> {
    /// Returns the pointer to the keyword.
    pub fn pointer(&self) -> String {
        to_keyword(self.schema, self.keyword)
    }
}

/// A kind of value, as all its schemas describe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// An object with members of its own.
    Struct,
    /// One of several strings or integers.
    Enum,
    /// One of several types.
    Union,
    /// A string, a number or a boolean.
    Scalar,
    /// A list.
    List,
    /// A map.
    Map,
}

impl ValueKind {
    /// Returns whether a value of this kind has a named type.
    pub fn is_named(self) -> bool {
        match self {
            Self::Struct | Self::Enum | Self::Union => true,
            Self::Scalar | Self::List | Self::Map => false,
        }
    }
}

impl<'a> Parts<'a> {
    /// Collects the parts of a schema that defines a type; references are merged.
    pub fn of_root(schema: &'a Schema, documents: &'a [Document]) -> Self {
        let mut parts = Self::empty(vec![schema]);
        parts.collect(schema, documents, true);
        parts
    }

    /// Collects the parts of a member or an item; a reference to a named type is not
    /// merged.
    pub fn of_value(schemas: &[&'a Schema], documents: &'a [Document]) -> Self {
        let mut parts = Self::empty(schemas.to_vec());
        for schema in schemas {
            parts.collect(schema, documents, false);
        }
        parts
    }

    /// Returns parts that were collected before.
    pub fn of_schemas(schemas: Vec<&'a Schema>) -> Self {
        Self {
            roots: schemas.clone(),
            schemas,
            named: Vec::new(),
        }
    }

    /// Returns the same schemas with every reference merged.
    pub fn merged(&self, documents: &'a [Document]) -> Self {
        let mut parts = Self::empty(self.roots.clone());
        for schema in &self.schemas {
            parts.collect(schema, documents, true);
        }
        parts
    }

    fn empty(roots: Vec<&'a Schema>) -> Self {
        Self {
            schemas: Vec::new(),
            named: Vec::new(),
            roots,
        }
    }

    fn collect(&mut self, schema: &'a Schema, documents: &'a [Document], merge: bool) {
        // Merging a schema twice has no effect.
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

    /// Returns whether a part could not be read or a reference is unresolved. Either was
    /// reported.
    pub fn is_incomplete(&self) -> bool {
        self.schemas.iter().any(|schema| {
            let reference = schema.reference.as_ref();
            schema.faulty || reference.is_some_and(|reference| reference.target.is_none())
        })
    }

    /// Returns the kind of value that the schemas describe.
    pub fn kind(&self) -> ValueKind {
        match self.ty().map(|ty| ty.value) {
            _ if self.has(Keyword::Properties) => ValueKind::Struct,
            Some(SchemaType::Object) | None if self.alternatives().is_some() => ValueKind::Union,
            Some(SchemaType::Object) => ValueKind::Map,
            Some(SchemaType::Array) => ValueKind::List,
            None if self.has(Keyword::Items) => ValueKind::List,
            Some(SchemaType::String | SchemaType::Integer | SchemaType::Number) | None
                if self.base(2).is_some() =>
            {
                ValueKind::Enum
            }
            Some(
                SchemaType::String
                | SchemaType::Integer
                | SchemaType::Number
                | SchemaType::Boolean
                | SchemaType::Null,
            )
            | None => ValueKind::Scalar,
        }
    }

    /// Returns whether some schema has a keyword.
    pub fn has(&self, keyword: Keyword) -> bool {
        self.holder(keyword).is_some()
    }

    /// Returns the outermost schema that has a keyword.
    pub fn holder(&self, keyword: Keyword) -> Option<&'a Schema> {
        let mut schemas = self.schemas.iter().copied();
        schemas.find(|schema| schema.has(keyword))
    }

    /// Returns the pointer to a keyword: at the outermost schema that has it, or else at
    /// the outermost schema.
    pub fn pointer_to(&self, keyword: Keyword) -> String {
        let holder = self.holder(keyword).or(self.schemas.first().copied());
        holder.map_or_else(String::new, |schema| to_keyword(schema, keyword))
    }

    /// Returns the alternatives of the value, and the keyword that lists them.
    pub fn alternatives(&self) -> Option<(Keyword, &'a Schema, &'a [Schema])> {
        self.schemas.iter().find_map(|schema| {
            let any = schema.any_of.as_ref().map(|it| (Keyword::AnyOf, it));
            let one = schema.one_of.as_ref().map(|it| (Keyword::OneOf, it));
            let (keyword, branches) = any.or(one)?;
            Some((keyword, *schema, branches.value.as_slice()))
        })
    }

    /// Returns whether the value may be null: some schema says so, and none forbids it.
    pub fn is_nullable(&self, documents: &'a [Document]) -> bool {
        let mut seen = Vec::new();
        allows_null(self.roots.iter().copied(), documents, &mut seen) == Some(true)
    }

    /// Returns the type of the values if the value is an enum: one of at least this number of
    /// strings, or of integers. With null, one is enough.
    pub fn base(&self, least: usize) -> Option<Base> {
        // A number or a boolean in a string has its own type.
        let formats = ["boolean", "int32", "int64", "uint32", "uint64"];
        let is_formatted = || {
            let mut own = self.schemas.iter().filter_map(|it| it.format.as_ref());
            own.any(|format| formats.contains(&format.value.as_str()))
        };
        let ty = self.ty().map(|ty| ty.value);
        if self.extensible().is_some() {
            return matches!(ty, Some(SchemaType::String) | None).then_some(Base::Text);
        }
        let mut listing = self.schemas.iter().filter(|it| lists(it));
        let least = if listing.all(|it| it.nullable) {
            1
        } else {
            least
        };
        if self.count_listed() < least {
            return None;
        }
        let all = |is: fn(&Node) -> bool| self.listed().into_iter().all(|(node, _)| is(node));
        let is_integer = || all(|node| as_integer(node).is_some());
        let is_text = || all(|node| node.as_str().is_some());
        match ty {
            Some(SchemaType::String) => (!is_formatted()).then_some(Base::Text),
            Some(SchemaType::Integer | SchemaType::Number) => is_integer().then_some(Base::Integer),
            None if is_text() => (!is_formatted()).then_some(Base::Text),
            None => is_integer().then_some(Base::Integer),
            Some(
                SchemaType::Boolean | SchemaType::Null | SchemaType::Array | SchemaType::Object,
            ) => None,
        }
    }

    /// Returns the outermost text of an annotation.
    pub fn text(&self, annotation: Keyword) -> Option<&'a str> {
        let mut schemas = self.schemas.iter();
        schemas.find_map(|schema| schema.text(annotation))
    }

    /// Returns whether some schema sets an annotation to true.
    pub fn flag(&self, annotation: Keyword) -> bool {
        self.schemas.iter().any(|schema| schema.flag(annotation))
    }

    /// Returns the outermost description or title.
    pub fn description(&self) -> Option<&'a str> {
        self.schemas.iter().find_map(|schema| schema.description())
    }

    /// Returns the type with its position. An integer is a number too, so it is the type of
    /// what has both.
    pub fn ty(&self) -> Option<&'a Spanned<SchemaType>> {
        let mut types = self.schemas.iter().filter_map(|schema| schema.ty.as_ref());
        let first = types.next()?;
        let integer = types.find(|ty| ty.value == SchemaType::Integer);
        Some(
            integer
                .filter(|_| first.value == SchemaType::Number)
                .unwrap_or(first),
        )
    }

    /// Returns the format with its position.
    pub fn format(&self) -> Option<&'a Spanned<String>> {
        self.schemas
            .iter()
            .find_map(|schema| schema.format.as_ref())
    }

    /// Returns `x-extensible-enum`.
    pub fn extensible(&self) -> Option<&'a Spanned<Vec<EnumItem>>> {
        self.schemas
            .iter()
            .find_map(|schema| schema.extensible.as_ref())
    }

    /// Returns the outermost `enum`.
    pub fn values(&self) -> Option<&'a Spanned<Vec<Node>>> {
        self.schemas
            .iter()
            .find_map(|schema| schema.values.as_ref())
    }

    /// Returns the values that every `enum` and `const` allows, in the order of the
    /// outermost list, each with its note. If they have none in common, which is reported, they are those of the
    /// outermost one.
    pub fn listed(&self) -> Vec<(&'a Node, Option<&'a ValueNote>)> {
        let common = self.common();
        if common.is_empty() {
            let outermost = self.schemas.iter().find(|it| lists(it));
            return outermost.map_or_else(Vec::new, |it| noted(it).collect());
        }
        common
    }

    /// Returns the keyword that lists the values.
    pub fn listing(&self) -> Keyword {
        let keywords = [Keyword::ExtensibleEnum, Keyword::Enum];
        let mut keywords = keywords.into_iter();
        let found = keywords.find(|keyword| self.has(*keyword));
        found.unwrap_or(Keyword::Const)
    }

    /// Returns the number of listed values, usually without looking at them: every reference
    /// to an enum asks.
    fn count_listed(&self) -> usize {
        let mut listing = self.schemas.iter().filter(|it| lists(it));
        match (listing.next(), listing.next()) {
            (Some(only), None) => noted(only).count(),
            (_, _) => self.listed().len(),
        }
    }

    /// Returns the values that every `enum` and `const` allows.
    pub fn common(&self) -> Vec<(&'a Node, Option<&'a ValueNote>)> {
        let mut listing = self.schemas.iter().filter(|it| lists(it));
        let Some(first) = listing.next() else {
            return Vec::new();
        };
        let mut common: Vec<_> = noted(first).collect();
        for other in listing {
            let other: HashSet<_> = noted(other).map(|(node, _)| identity(node)).collect();
            common.retain(|(node, _)| other.contains(&identity(node)));
        }
        common
    }

    /// Returns the outermost constant: `const`, or the one value of `enum`.
    pub fn constant(&self) -> Option<Fixed<'a>> {
        let mut schemas = self.schemas.iter().copied();
        let own = schemas.find_map(|schema| Some((schema, schema.constant.as_ref()?)));
        if let Some((schema, node)) = own {
            return Some(Fixed {
                node,
                schema,
                keyword: Keyword::Const,
            });
        }
        let mut listing = self.schemas.iter().copied();
        let schema = listing.find(|it| lists(it))?;
        // With null, the value is one of two.
        let is_nullable = schema.nullable && listing.all(|it| !lists(it) || it.nullable);
        match self.listed().as_slice() {
            [(node, _)] if !is_nullable => Some(Fixed {
                node,
                schema,
                keyword: Keyword::Enum,
            }),
            _ => None,
        }
    }

    /// Returns every `items`, the outermost one first.
    pub fn items(&self) -> Vec<&'a Schema> {
        let schemas = self.schemas.iter();
        schemas
            .filter_map(|schema| schema.items.as_deref())
            .collect()
    }

    /// Returns `additionalProperties`.
    pub fn additional(&self) -> Option<&'a Additional> {
        self.schemas
            .iter()
            .find_map(|schema| schema.additional.as_ref())
    }

    /// Returns `default`.
    pub fn default(&self) -> Option<&'a Node> {
        self.schemas
            .iter()
            .find_map(|schema| schema.default.as_ref())
    }

    /// Returns the first occurrence of a property.
    pub fn property(&self, name: &str) -> Option<&'a Property> {
        let mut properties = self.schemas.iter().flat_map(|schema| &schema.properties);
        properties.find(|property| *property.key.text == *name)
    }

    /// Returns the properties in the order of their first occurrence, each with every
    /// schema that describes it. Those of a base come first.
    pub fn properties(&self) -> Vec<(&'a str, Vec<&'a Property>)> {
        let mut properties: Vec<(&'a str, Vec<&'a Property>)> = Vec::new();
        let mut positions: HashMap<&str, usize> = HashMap::new();
        for property in self.schemas.iter().flat_map(|schema| &schema.properties) {
            let name = &*property.key.text;
            let position = *positions.entry(name).or_insert(properties.len());
            match properties.get_mut(position) {
                Some((_, all)) => all.push(property),
                None => properties.push((name, vec![property])),
            }
        }
        properties
    }
}

/// Returns whether a schema lists the values that it allows.
fn lists(schema: &Schema) -> bool {
    schema.values.is_some() || schema.constant.is_some()
}

/// Returns the values that a schema lists, each with its note.
fn noted(schema: &Schema) -> impl Iterator<Item = (&Node, Option<&ValueNote>)> {
    let values = schema.values.iter().flat_map(|values| &values.value);
    let values = values.chain(&schema.constant);
    let notes = &schema.extensions().value_notes;
    values
        .enumerate()
        .map(|(index, node)| (node, notes.get(index)))
}

/// Returns what two equal values have in common.
fn identity(node: &Node) -> (&'static str, String) {
    (node.kind(), plain(node))
}

/// Returns an integer of 64 bits.
fn as_integer(node: &Node) -> Option<i64> {
    match &node.value {
        Value::Number(text) => text.parse().ok(),
        Value::Null
        | Value::Bool(_)
        | Value::String(_)
        | Value::Sequence(_)
        | Value::Mapping(_) => None,
    }
}

/// Returns whether schemas together allow null, or `None` if they do not mention it.
fn allows_null<'a>(
    schemas: impl Iterator<Item = &'a Schema>,
    documents: &'a [Document],
    seen: &mut Vec<&'a Schema>,
) -> Option<bool> {
    let mut allowed = None;
    for schema in schemas {
        match schema_allows_null(schema, documents, seen) {
            Some(false) => return Some(false),
            Some(true) => allowed = Some(true),
            None => {}
        }
    }
    allowed
}

fn schema_allows_null<'a>(
    schema: &'a Schema,
    documents: &'a [Document],
    seen: &mut Vec<&'a Schema>,
) -> Option<bool> {
    // A schema that contains itself adds nothing.
    if seen.iter().any(|known| std::ptr::eq(*known, schema)) {
        return None;
    }
    seen.push(schema);
    if schema.constant.is_some() {
        return Some(false);
    }
    if schema.nullable {
        // Without a type, null stands beside the parts. Many documents list the values of a
        // nullable enum without null.
        return Some(true);
    }
    if schema.ty.is_some() || schema.values.is_some() {
        return Some(false);
    }
    let target = schema
        .reference
        .as_ref()
        .and_then(|it| target(it, documents));
    let target = target.map(|(_, schema)| schema).into_iter();
    allows_null(target.chain(&schema.all_of), documents, seen)
}

fn target<'a>(
    reference: &Reference,
    documents: &'a [Document],
) -> Option<(ComponentId, &'a Schema)> {
    let id = reference.target?;
    Some((id, schema_of(id, documents)?))
}

/// Returns the schema of a component.
fn schema_of(id: ComponentId, documents: &[Document]) -> Option<&Schema> {
    let component = documents.get(id.document)?.schemas.get(id.schema)?;
    Some(&component.schema)
}
