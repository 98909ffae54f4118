//! Requirements on the specification as a whole.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, Operation};
use crate::text::template;

use super::pointers::canonical;

/// Reports a specification without an operation or a schema, and a product without one. `is_whole`
/// is true if every file could be read.
pub fn check(documents: &[Document], is_whole: bool, diagnostics: &mut Diagnostics) {
    // A file that could not be read may have an operation.
    let may_have = |document: &Document| {
        let has_unread = document.has_paths && diagnostics.has_errors();
        let has_content =
            document.all_operations().next().is_some() || !document.schemas.is_empty();
        has_content || !document.is_whole || has_unread
    };
    if is_whole && !documents.iter().any(may_have) {
        diagnostics.push(
            Diagnostic::warning(
                Code::MissingKeyword,
                None,
                "the specification has no operation and no schema",
            )
            .help("add an OpenAPI document with `paths` to the directory"),
        );
    }
    for document in documents {
        same_templates(document, diagnostics);
        if let (None, Some(product), false) = (
            document.operations.first(),
            &document.product,
            document.has_paths,
        ) {
            diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    product.span,
                    "`x-product` is allowed only in a document with an operation",
                )
                .help("remove it, or add the operation under `paths`"),
            );
        }
    }
}

/// Reports operations whose paths differ only in the names of parameters, so that a server
/// cannot tell them apart.
fn same_templates(document: &Document, diagnostics: &mut Diagnostics) {
    let mut known: HashMap<(&str, String), &Operation> = HashMap::new();
    for operation in &document.operations {
        let pieces = template::pieces(&operation.path).into_iter();
        let path: String = pieces.map(|piece| piece.unwrap_or("{}")).collect();
        let key = (operation.method.as_str(), path);
        let Some(first) = known.get(&key) else {
            known.insert(key, operation);
            continue;
        };
        if first.path == operation.path {
            continue;
        }
        let message = format!(
            "`{}` is the same path as `{}` with other names of parameters",
            operation.path, first.path
        );
        diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, operation.span, message)
                .at(canonical(&operation.pointer))
                .labelled(first.span, "the other one is here")
                .help("remove one of them, or write a path that a server can tell apart"),
        );
    }
}
