//! Members that may be null in places that have no null.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::lower::parts::Parts;
use crate::lower::pointers::canonical;
use crate::model::MediaKind;
use crate::openapi::keyword::Keyword;
use crate::openapi::{Document, Operation, RequestBody, Schema};

/// Reports the members that a form, or an object in a parameter outside of JSON, must have, and
/// that may be null, since nothing is written for null there.
pub fn report(documents: &[Document], diagnostics: &mut Diagnostics) {
    // Several operations can refer to one schema.
    let mut known = HashSet::new();
    for operation in documents.iter().flat_map(|it| &it.operations) {
        for (schema, place) in without_null(operation) {
            for (name, property) in lost(schema, documents) {
                if known.insert(canonical(&property.pointer)) {
                    diagnostics.push(warning(name, property, place));
                }
            }
        }
    }
}

/// Returns the schemas of the objects of a request whose members are written without null, each
/// with the place.
fn without_null(operation: &Operation) -> impl Iterator<Item = (&Schema, &'static str)> {
    let contents = operation.request.iter().flat_map(RequestBody::choices);
    let forms = contents.filter(|it| match it.kind {
        MediaKind::Form | MediaKind::Multipart => true,
        MediaKind::Json | MediaKind::Events(_) | MediaKind::Text | MediaKind::Bytes => false,
    });
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter(|it| !it.is_json && it.other_content.is_none());
    let forms = forms.map(|it| (&it.schema, "a form"));
    forms.chain(parameters.map(|it| (&it.schema, "a parameter outside of JSON")))
}

/// Returns the required properties of an object that may be null, each with its name.
fn lost<'a>(
    schema: &'a Schema,
    documents: &'a [Document],
) -> impl Iterator<Item = (&'a str, &'a Schema)> {
    let parts = Parts::of_root(schema, documents);
    let required = parts.schemas.iter().flat_map(|it| &it.required);
    let required: HashSet<&str> = required.map(|it| it.value.as_str()).collect();
    let properties = parts.properties().into_iter();
    properties.filter_map(move |(name, properties)| {
        let schemas: Vec<&Schema> = properties.iter().map(|it| &it.schema).collect();
        let value = Parts::of_value(&schemas, documents);
        let is_lost = required.contains(name)
            && value.is_nullable(documents)
            && !value.flag(Keyword::ReadOnly);
        Some((name, *schemas.first()?)).filter(|_| is_lost)
    })
}

fn warning(name: &str, property: &Schema, place: &str) -> Diagnostic {
    let message = format!("`{name}` is required and may be null, but {place} has no null");
    Diagnostic::warning(Code::NotSupported, property.span, message)
        .at(canonical(&property.pointer))
        .help(
            "remove null, or the name from `required` where a request without it is allowed: \
             nothing is written for null",
        )
        .counted()
}
