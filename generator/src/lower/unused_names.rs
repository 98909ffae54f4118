//! Rust names that schemas choose and nothing uses.
//!
//! Such a name would be ignored in silence, so it is an error.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Usage;
use crate::openapi::keyword::Keyword;
use crate::openapi::{ComponentId, Document, Schema};

use super::chosen::ChosenNames;
use super::pointers::to_keyword;
use super::table::Table;

/// Reports the names that nothing uses. Parts of a component that becomes no type and that
/// nothing refers to are not lowered, so nothing is known about their names.
pub fn report_all(documents: &[Document], table: &Table<'_>, diagnostics: &mut Diagnostics) {
    let chosen = &table.chosen;
    for (document, it) in documents.iter().enumerate() {
        for (schema, component) in it.schemas.iter().enumerate() {
            let id = ComponentId { document, schema };
            let is_lowered = table.components.contains_key(&id);
            report(&component.schema, chosen, diagnostics);
            if is_lowered || table.usage(id) != Usage::default() {
                report_within(&component.schema, chosen, diagnostics);
            }
        }
    }
    for operation in documents.iter().flat_map(Document::all_operations) {
        for schema in operation.distinct_schemas() {
            report(schema, chosen, diagnostics);
            report_within(schema, chosen, diagnostics);
        }
    }
}

fn report_within(schema: &Schema, chosen: &ChosenNames, diagnostics: &mut Diagnostics) {
    for child in schema.children() {
        report(child, chosen, diagnostics);
        report_within(child, chosen, diagnostics);
    }
}

fn report(schema: &Schema, chosen: &ChosenNames, diagnostics: &mut Diagnostics) {
    let extensions = schema.extensions();
    let names = [
        (Keyword::RustName, &extensions.rust_name),
        (Keyword::RustType, &extensions.rust_type),
    ];
    for (keyword, name) in names {
        let name = name.as_ref().filter(|name| !chosen.is_used(name));
        // Names that the generator gives are not written.
        if let Some(span) = name.and_then(|_| schema.place_of(keyword)) {
            let message = format!("`{keyword}` has no effect here");
            diagnostics.push(
                Diagnostic::error(Code::InvalidExtension, span, message)
                    .at(to_keyword(schema, keyword))
                    .help(keyword.row().advice),
            );
        }
    }
}
