//! Contents in a range of content types, such as `*/*`, with the schema of a value.
//!
//! Frameworks write such a range where they do not know the content type, and send JSON. A text
//! says nothing about its form, so it keeps the range.

use std::collections::HashSet;

use crate::model::{MediaKind, essence};
use crate::openapi::{Body, ComponentId, Document, RequestBody, Schema, SchemaType};

const JSON: &str = "application/json";

/// Makes contents in a range JSON if their schemas say so, and no other content of the message
/// is JSON.
pub fn read_as_json(documents: &mut [Document]) {
    let mut found: HashSet<String> = HashSet::new();
    for operation in documents.iter().flat_map(Document::all_operations) {
        let request = operation.request.iter().map(|it| &it.contents);
        let answers = operation.responses.iter().map(|it| &it.contents);
        for contents in request.chain(answers) {
            if contents.iter().all(|it| it.kind != MediaKind::Json) {
                let mut ranges = contents.iter().filter(|it| is_range(it));
                let first = ranges.find(|it| is_json(&it.schema, documents, &mut HashSet::new()));
                found.extend(first.map(|it| it.schema.pointer.clone()));
            }
        }
    }
    for operation in documents.iter_mut().flat_map(Document::all_operations_mut) {
        let request = operation.request.iter_mut();
        let request = request.flat_map(|it: &mut RequestBody| &mut it.contents);
        let answers = operation.responses.iter_mut();
        let contents = request.chain(answers.flat_map(|it| &mut it.contents));
        for content in contents.filter(|it| is_range(it) && found.contains(&it.schema.pointer)) {
            content.kind = MediaKind::Json;
            JSON.clone_into(&mut content.media_type);
        }
    }
}

fn is_range(content: &Body) -> bool {
    matches!(
        essence(&content.media_type).as_str(),
        "*/*" | "application/*"
    )
}

/// Returns whether a schema describes values that are no texts.
fn is_json(schema: &Schema, documents: &[Document], seen: &mut HashSet<ComponentId>) -> bool {
    if let Some(ty) = &schema.ty {
        return match ty.value {
            SchemaType::Object
            | SchemaType::Array
            | SchemaType::Integer
            | SchemaType::Number
            | SchemaType::Boolean => true,
            SchemaType::String | SchemaType::Null => false,
        };
    }
    if !schema.properties.is_empty() || schema.items.is_some() || schema.additional.is_some() {
        return true;
    }
    let target = schema.reference.as_ref().and_then(|it| it.target);
    let target = target.filter(|id| seen.insert(*id));
    let target = target.and_then(|id| id.schema(documents));
    let lists = [schema.any_of.as_deref(), schema.one_of.as_deref()];
    let mut alternatives = lists.into_iter().flatten().flat_map(|it| &it.value);
    let mut parts = target.into_iter();
    parts.any(|it| is_json(it, documents, seen))
        || schema.all_of.iter().any(|it| is_json(it, documents, seen))
        || alternatives.any(|it| is_json(it, documents, seen))
}
