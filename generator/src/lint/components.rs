//! Components that no message reaches.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::lower::Reach;
use crate::model::Usage;
use crate::openapi::{ComponentId, Document};

pub fn check(documents: &[Document], diagnostics: &mut Diagnostics) {
    let reach = Reach::of(documents);
    for (document, holder) in documents.iter().enumerate() {
        for (schema, component) in holder.schemas.iter().enumerate() {
            if reach.usage(ComponentId { document, schema }) != Usage::default() {
                continue;
            }
            let message = format!("no message reaches `{}`", component.key.text);
            diagnostics.push(
                Diagnostic::warning(Code::UnusedComponent, component.key.span, message)
                    .at(component.schema.pointer.clone())
                    .help("remove it, or refer to it with `$ref`"),
            );
        }
    }
}
