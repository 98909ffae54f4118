//! The values that schemas list: enums and constants.

use std::collections::HashSet;

use crate::model::{Base, Width};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Schema, SchemaType, ValueNote};
use crate::text::tree::{Node, Value};

use super::literal::plain;
use super::parts::Parts;
use super::pointers::to_keyword;

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

impl<'a> Parts<'a> {
    /// Returns the type of the values if the value is an enum: one of at least this number of
    /// strings, or of integers. With null, one is enough.
    pub fn base(&self, least: usize) -> Option<Base> {
        // A number or a boolean in a string has its own type.
        let is_formatted = || {
            let mut own = self.schemas.iter().filter_map(|it| it.format.as_ref());
            own.any(|it| it.value == "boolean" || Width::of_format(&it.value).is_some())
        };
        let ty = self.ty().map(|ty| ty.value);
        if self.extensible().is_some() {
            return matches!(ty, Some(SchemaType::String) | None).then_some(Base::Text);
        }
        let mut listing = self.schemas.iter().filter(|it| lists(it));
        let is_enough =
            self.open().is_some() || listing.all(|it| it.nullable && it.constant.is_none());
        let least = if is_enough { 1 } else { least };
        if self.count_listed() < least {
            return None;
        }
        let all = |is: fn(&Node) -> bool| self.listed().into_iter().all(|(node, _)| is(node));
        let is_integer = || all(|node| as_integer(node).is_some());
        let is_text = || all(|node| node.as_str().is_some());
        match ty {
            Some(SchemaType::String) => (!is_formatted()).then_some(Base::Text),
            None if is_text() => (!is_formatted()).then_some(Base::Text),
            Some(SchemaType::Integer | SchemaType::Number) | None => {
                is_integer().then_some(Base::Integer)
            }
            Some(
                SchemaType::Boolean | SchemaType::Null | SchemaType::Array | SchemaType::Object,
            ) => None,
        }
    }

    /// Returns the values that every `enum` and `const` allows, in the order of the
    /// outermost list, each with its note. If they have none in common, which is reported,
    /// they are those of the outermost list.
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
        if self.open().is_some() {
            common.extend(listing.flat_map(|other| noted(other)));
            return common;
        }
        for other in listing {
            let other: HashSet<_> = noted(other).map(|(node, _)| identity(node)).collect();
            common.retain(|(node, _)| other.contains(&identity(node)));
        }
        common
    }

    /// Returns the outermost constant: `const`, or the one value of `enum`.
    pub fn constant(&self) -> Option<Fixed<'a>> {
        if self.open().is_some() {
            return None;
        }
        let mut schemas = self.schemas.iter().copied();
        let own = schemas.find_map(|schema| Some((schema, schema.constant.as_deref()?)));
        if let Some((schema, node)) = own {
            return Some(Fixed {
                node,
                schema,
                keyword: Keyword::Const,
            });
        }
        if self.extensible().is_some() {
            return None;
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
}

/// Returns whether a schema lists the values that it allows.
fn lists(schema: &Schema) -> bool {
    let values = schema.values.as_ref();
    // An empty list, which is reported, lists nothing.
    values.is_some_and(|values| !values.value.is_empty()) || schema.constant.is_some()
}

/// Returns the values that a schema lists, each with its note.
fn noted(schema: &Schema) -> impl Iterator<Item = (&Node, Option<&ValueNote>)> {
    let values = schema.values.iter().flat_map(|values| &values.value);
    // Many documents list the constant too.
    let values = values.filter(|_| schema.constant.is_none());
    let values = schema.constant.as_deref().into_iter().chain(values);
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
