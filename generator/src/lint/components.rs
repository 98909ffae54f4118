//! Warns about components that no message uses, and about sets of result codes that no
//! operation refers to.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::{CodeSetId, Component, ComponentId, Document, SchemaType};
use crate::resolve::mentions::Mentions;

pub fn check(documents: &[Document], diagnostics: &mut Diagnostics) {
    check_schemas(documents, diagnostics);
    check_code_sets(documents, diagnostics);
}

fn check_schemas(documents: &[Document], diagnostics: &mut Diagnostics) {
    let mentions = Mentions::of(documents);
    for (document, holder) in documents.iter().enumerate() {
        for (schema, component) in holder.schemas.iter().enumerate() {
            let id = ComponentId { document, schema };
            if mentions.contains(id, &component.schema) || is_null(component) {
                continue;
            }
            let message = format!("no message uses the component `{}`", component.key.text);
            diagnostics.push(
                Diagnostic::warning(Code::UnusedComponent, component.key.span, message)
                    .at(component.schema.pointer.clone())
                    .help("remove it, or refer to it with `$ref`"),
            );
        }
    }
}

/// Returns whether a component is null. Unions that refer to it no longer have it.
fn is_null(component: &Component) -> bool {
    let ty = component.schema.ty.as_ref();
    ty.is_some_and(|ty| ty.value == SchemaType::Null)
}

fn check_code_sets(documents: &[Document], diagnostics: &mut Diagnostics) {
    let operations = documents.iter().flat_map(|it| &it.operations);
    let items = operations.flat_map(|operation| &operation.code_sets);
    let used: HashSet<CodeSetId> = items.filter_map(|item| item.reference.target).collect();
    for (document, holder) in documents.iter().enumerate() {
        for (set, entry) in holder.code_sets.iter().enumerate() {
            if used.contains(&CodeSetId { document, set }) {
                continue;
            }
            let message = format!(
                "no operation refers to the set of result codes `{}`",
                entry.key.text
            );
            diagnostics.push(
                Diagnostic::warning(Code::UnusedComponent, entry.key.span, message)
                    .at(entry.pointer.clone())
                    .help("remove it, or refer to it with `$ref` in `x-result-codes`"),
            );
        }
    }
}
