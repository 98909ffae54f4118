//! Requirements on documents as a whole.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::Document;

/// Reports a specification without an operation, and a product without one. `is_whole`
/// tells that every file of the specification could be read.
pub fn check(documents: &[Document], is_whole: bool, diagnostics: &mut Diagnostics) {
    // A part that could not be read may have held one.
    let may_have = |document: &Document| {
        let has_unread = document.has_paths && diagnostics.has_errors();
        document.all_operations().next().is_some() || !document.is_whole || has_unread
    };
    if is_whole && !documents.iter().any(may_have) {
        diagnostics.push(
            Diagnostic::error(
                Code::MissingKeyword,
                None,
                "the specification describes no operation",
            )
            .help("add an OpenAPI document with `paths` to the directory"),
        );
    }
    for document in documents {
        if let (None, Some(product), false) = (
            document.operations.first(),
            &document.product,
            document.has_paths,
        ) {
            diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    product.span,
                    "`x-product` belongs to a document that describes an operation",
                )
                .help("remove it, or add the operation under `paths`"),
            );
        }
    }
}
