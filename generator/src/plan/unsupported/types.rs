//! Types and values that cannot be generated yet.

use crate::model::{Body, Struct, Type, TypeDef, Value};
use crate::text::places::Located;
use crate::text::pointer::child;
use crate::text::source::Span;
use crate::text::tree::Node;

use super::Unsupported;

impl Unsupported<'_> {
    pub(super) fn nullable_members(&mut self, def: &TypeDef) {
        let object = def.shape.as_struct().into_iter();
        for (_, field) in object.flat_map(Struct::fields) {
            if !is_nullable(&field.value) {
                continue;
            }
            let properties = self.places.member(&def.origin, &field.name.wire);
            let schemas = properties.into_iter().map(|property| Located {
                node: &property.node.value,
                pointer: property.pointer,
            });
            let found = self.list_with_null(&field.value, schemas.collect());
            let (pointer, span) = found.unwrap_or_else(|| {
                let span = self.places.member_span(&def.origin, &field.name.wire);
                (def.origin.clone(), span)
            });
            self.list_of_types(
                pointer,
                span,
                "write one type: an optional member may be absent, and null is read as absent",
            );
        }
    }

    pub(super) fn nullable_body(&mut self, body: &Body) {
        let node = self.places.node(&body.origin);
        let schema = node.map(|node| Located {
            node,
            pointer: body.origin.clone(),
        });
        let found = self.list_with_null(&body.value, schema.into_iter().collect());
        let (pointer, span) = found.unwrap_or_else(|| {
            let span = self.places.span(&body.origin);
            (body.origin.clone(), span)
        });
        self.list_of_types(pointer, span, "write one type");
    }

    /// Reports a list of types, unless it was reported.
    fn list_of_types(&mut self, pointer: String, span: Option<Span>, help: &str) {
        if !self.nullable.contains(&pointer) {
            let message = "a list of types (nullable types) is not supported yet";
            self.push(span, &pointer, message, help);
            self.nullable.insert(pointer);
        }
    }

    /// Returns the list of types that makes a value or an item of it nullable. `schemas`
    /// describe the value.
    fn list_with_null(
        &self,
        value: &Value,
        schemas: Vec<Located<'_, Node>>,
    ) -> Option<(String, Option<Span>)> {
        let parts = schemas.into_iter();
        let parts = parts.flat_map(|schema| self.places.parts(schema.node, &schema.pointer));
        let parts: Vec<Located<'_, Node>> = parts.collect();
        if value.nullable {
            return parts.iter().find_map(|part| {
                let types = below(part, "type")?;
                let mut names = types.node.as_sequence()?.iter();
                let has_null = names.any(|name| name.as_str() == Some("null"));
                has_null.then_some((types.pointer, Some(types.node.span)))
            });
        }
        let (item, keyword) = match &value.ty {
            Type::List(item) => (item, "items"),
            Type::Map(item) => (item, "additionalProperties"),
            Type::Scalar(_) | Type::Any | Type::Named(_) => return None,
        };
        let items = parts.iter().filter_map(|part| below(part, keyword));
        self.list_with_null(item, items.collect())
    }
}

/// Returns the value of a keyword.
fn below<'a>(schema: &Located<'a, Node>, keyword: &str) -> Option<Located<'a, Node>> {
    let entry = schema.node.as_mapping()?.get(keyword)?;
    Some(Located {
        node: &entry.value,
        pointer: child(&schema.pointer, keyword),
    })
}

/// Returns whether a value or an item of it is nullable.
fn is_nullable(value: &Value) -> bool {
    value.nullable
        || match &value.ty {
            Type::List(item) | Type::Map(item) => is_nullable(item),
            Type::Scalar(_) | Type::Any | Type::Named(_) => false,
        }
}
