//! Forms whose schema is a text: the program writes the whole body.

use std::collections::HashSet;

use crate::model::MediaKind;
use crate::openapi::{ComponentId, Document, Schema, SchemaType};

/// Makes the forms of requests texts if their schemas are texts.
pub fn read_as_text(documents: &mut [Document]) {
    let operations = documents.iter().flat_map(Document::all_operations);
    let contents = operations.flat_map(|it| it.request.iter().flat_map(|it| &it.contents));
    let forms = contents.filter(|it| it.kind == MediaKind::Form);
    let texts = forms.filter(|it| is_text(&it.schema, documents, &mut HashSet::new()));
    let texts: HashSet<String> = texts.map(|it| it.schema.pointer.clone()).collect();
    for operation in documents.iter_mut().flat_map(Document::all_operations_mut) {
        let contents = operation.request.iter_mut();
        for content in contents.flat_map(|it| &mut it.contents) {
            if content.kind == MediaKind::Form && texts.contains(&content.schema.pointer) {
                content.kind = MediaKind::Text;
            }
        }
    }
}

/// Returns whether a schema describes texts.
fn is_text(schema: &Schema, documents: &[Document], seen: &mut HashSet<ComponentId>) -> bool {
    if let Some(ty) = &schema.ty {
        return ty.value == SchemaType::String;
    }
    let target = schema.reference.as_ref().and_then(|it| it.target);
    let target = target.filter(|id| seen.insert(*id));
    let target = target.and_then(|id| id.schema(documents));
    target.is_some_and(|it| is_text(it, documents, seen))
        || schema.all_of.iter().any(|it| is_text(it, documents, seen))
}
