//! The check of windows of time: all windows of a request have the same moment.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::lower::parts::Parts;
use crate::model::{Api, Field};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Document, Schema};

/// Reports windows of one request with different moments, since validation takes only one
/// moment.
pub fn check(
    api: &Api,
    schemas: &[Option<&Schema>],
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) {
    for operation in &api.operations {
        let mut first = None;
        let request = operation.request().into_iter();
        for (id, field, window) in request.flat_map(|request| api.windows(request)) {
            let from = *first.get_or_insert(&window.from);
            if *from == window.from {
                continue;
            }
            if let Some(schema) = schemas.get(id.0).copied().flatten() {
                diagnostics.push(other_moment(from, field, schema, documents));
            }
        }
    }
}

/// Creates the diagnostic for a field whose window has another moment than `from`.
fn other_moment(from: &str, field: &Field, root: &Schema, documents: &[Document]) -> Diagnostic {
    let mut properties = Parts::of_root(root, documents).properties().into_iter();
    let property = properties.find(|(name, _)| *name == field.name.wire);
    let schemas = property.into_iter().flat_map(|(_, properties)| properties);
    let schemas: Vec<&Schema> = schemas.map(|property| &property.schema).collect();
    let parts = Parts::of_value(&schemas, documents);
    let holder = parts.holder(Keyword::Window);
    let span = holder.and_then(|schema| schema.place_of(Keyword::Window));
    Diagnostic::warning(
        Code::NotSupported,
        span.unwrap_or(root.span),
        "different `from` moments in one request are not supported yet",
    )
    .at(parts.pointer_to(Keyword::Window))
    .help(format!(
        "write the same `from` everywhere, such as `{from}`"
    ))
}
