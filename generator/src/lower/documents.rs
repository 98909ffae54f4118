//! Requirements on the specification as a whole.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::Document;

use super::same_requests;

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
        same_requests::report(document, diagnostics);
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
