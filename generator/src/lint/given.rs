//! The values in documents, each with its type: examples of messages, examples and
//! defaults of schemas.

use crate::model::{Api, Body, Enum, Shape, Struct, Type, TypeId};
use crate::text::pointer::{child, parent};
use crate::text::tree::{Mapping, Node};

use crate::text::places::Places;

/// A value with the pointer to it.
pub type Given<'a> = (&'a Node, String);

/// A part of a value, with its type.
pub enum Part<'a> {
    /// An object.
    Struct(&'a Mapping, &'a Struct),
    /// A value of an enum.
    Enum(&'a Node, &'a Enum),
}

/// A function that receives each part of a value, with its pointer.
pub type Visit<'v, 'a> = &'v mut dyn FnMut(Part<'a>, &str);

/// Returns the examples of a body, which stand beside its schema.
pub fn of_body<'a>(body: &Body, places: &Places<'a>) -> Vec<Given<'a>> {
    let content = parent(&body.origin);
    let named = child(content, "examples");
    let examples = places.node(&named).and_then(Node::as_mapping);
    let examples = examples.into_iter().flat_map(|it| &it.entries);
    let pointers = examples.map(|entry| format!("{}/value", child(&named, &entry.key.text)));
    let pointers = pointers.chain([child(content, "example")]);
    let found = pointers.filter_map(|pointer| Some((places.node(&pointer)?, pointer)));
    found.collect()
}

/// Returns the default and the examples of a schema.
pub fn of_schema<'a>(schema: &'a Node, pointer: &str) -> Vec<Given<'a>> {
    let Some(mapping) = schema.as_mapping() else {
        return Vec::new();
    };
    let single = ["default", "example"].into_iter().filter_map(|keyword| {
        let entry = mapping.get(keyword)?;
        Some((&entry.value, child(pointer, keyword)))
    });
    let list = mapping.get("examples");
    let list = list.and_then(|entry| entry.value.as_sequence());
    let list = list.unwrap_or_default().iter().enumerate();
    let at = child(pointer, "examples");
    let list = list.map(|(index, node)| (node, child(&at, &index.to_string())));
    single.chain(list).collect()
}

/// Walks a value along its type, each object before its members.
pub fn walk<'a>(api: &'a Api, node: &'a Node, id: TypeId, pointer: &str, visit: Visit<'_, 'a>) {
    match &api.get(id).shape {
        Shape::Enum(set) => visit(Part::Enum(node, set), pointer),
        Shape::Alias(value) => walk_value(api, node, &value.ty, pointer, visit),
        // The type of the members depends on the variant, which is not determined yet.
        Shape::Union(_) => {}
        Shape::Struct(object) => {
            let Some(mapping) = node.as_mapping() else {
                return;
            };
            visit(Part::Struct(mapping, object), pointer);
            for entry in &mapping.entries {
                let mut fields = object.fields();
                let field = fields.find(|(_, field)| field.name.wire == *entry.key.text);
                if let Some((_, field)) = field {
                    let below = child(pointer, &entry.key.text);
                    walk_value(api, &entry.value, &field.value.ty, &below, visit);
                }
            }
        }
    }
}

/// Walks a value along its type.
pub fn walk_value<'a>(
    api: &'a Api,
    node: &'a Node,
    ty: &Type,
    pointer: &str,
    visit: Visit<'_, 'a>,
) {
    match ty {
        Type::Named(id) => walk(api, node, *id, pointer, visit),
        Type::List(item) => {
            for (index, value) in node.as_sequence().unwrap_or_default().iter().enumerate() {
                let below = child(pointer, &index.to_string());
                walk_value(api, value, &item.ty, &below, visit);
            }
        }
        Type::Map(item) => {
            let entries = node.as_mapping().map(|mapping| mapping.entries.as_slice());
            for entry in entries.unwrap_or_default() {
                let below = child(pointer, &entry.key.text);
                walk_value(api, &entry.value, &item.ty, &below, visit);
            }
        }
        Type::Scalar(_) | Type::Any => {}
    }
}
