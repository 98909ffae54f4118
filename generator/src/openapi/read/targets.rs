//! Components for the schemas that references name by other pointers than that of a
//! component, such as a property of another schema.

use std::collections::HashSet;
use std::mem;
use std::sync::Arc;

use crate::diagnostics::Diagnostics;
use crate::text::pointer::{file_of, unescaped};
use crate::text::tree::Key;

use super::schema;
use super::trees::Trees;
use crate::openapi::{Component, Document, Operation, Schema};

/// The segments of a pointer that say nothing about the schema.
const MEANINGLESS: [&str; 17] = [
    "$defs",
    "definitions",
    "components",
    "schemas",
    "properties",
    "parameters",
    "responses",
    "requestBodies",
    "headers",
    "content",
    "schema",
    "items",
    "paths",
    "allOf",
    "oneOf",
    "anyOf",
    "additionalProperties",
];

/// Adds a component to its document for each such schema.
pub fn add(documents: &mut [Document], trees: &Trees<'_>, diagnostics: &mut Diagnostics) {
    let mut known: HashSet<String> = HashSet::new();
    let mut pending: Vec<String> = Vec::new();
    for document in documents.iter_mut() {
        let components = document.schemas.iter_mut().map(|it| &mut it.schema);
        let operations = document.operations.iter_mut().chain(&mut document.webhooks);
        for schema in components.chain(operations.flat_map(Operation::schemas_mut)) {
            collect(schema, trees, &mut known, &mut pending);
        }
    }
    while !pending.is_empty() {
        for pointer in mem::take(&mut pending) {
            let document = documents
                .iter_mut()
                .find(|document| document.display == file_of(&pointer));
            let path = pointer.split_once('#').map_or("", |(_, path)| path);
            let found = trees.target(&format!("#{path}"), &pointer);
            let (Some(document), Some(found)) = (document, found) else {
                continue;
            };
            let mut schema = schema::read(found.node, &pointer, diagnostics);
            collect(&mut schema, trees, &mut known, &mut pending);
            document.schemas.push(Component {
                key: Key {
                    text: Arc::from(name(&pointer)),
                    span: found.node.span,
                },
                is_named: false,
                schema,
            });
        }
    }
}

/// Collects the pointers in the references of a schema that lead to no component.
fn collect(
    schema: &mut Schema,
    trees: &Trees<'_>,
    known: &mut HashSet<String>,
    pending: &mut Vec<String>,
) {
    if let Some(reference) = &mut schema.reference
        && let Some(place) = trees.anchored(&reference.text.value, &schema.pointer)
    {
        reference.text.value = place;
    }
    if let Some(reference) = &schema.reference
        && !is_component(&reference.text.value)
        && let Some(found) = trees.target(&reference.text.value, &schema.pointer)
        && known.insert(found.pointer.clone())
    {
        pending.push(found.pointer);
    }
    for child in schema.children_mut() {
        collect(child, trees, known, pending);
    }
}

/// Returns whether a reference names a component that is a schema.
fn is_component(reference: &str) -> bool {
    let path = reference.split_once('#').map_or("", |(_, path)| path);
    path.strip_prefix("/components/schemas/")
        .is_some_and(|name| !name.contains('/'))
}

/// Returns the name of the schema at a pointer: the segments that say something.
fn name(pointer: &str) -> String {
    let path = pointer.split_once('#').map_or("", |(_, path)| path);
    let segments = path.split('/').skip(1);
    let words = segments.filter(|segment| !MEANINGLESS.contains(segment));
    let words: Vec<String> = words
        .map(|segment| unescaped(segment).into_owned())
        .filter(|word| !word.contains('/'))
        .collect();
    match words.as_slice() {
        [] => "Schema".to_owned(),
        words => words.join("_"),
    }
}
