//! The readers of `x-inquiry` and `x-resolve`.

use crate::diagnostics::Diagnostics;
use crate::openapi::{Inquiry, Resolve};

use super::fields::Fields;

/// Reads `x-inquiry` of an operation.
pub fn inquiry(operation: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Inquiry> {
    let entry = operation.take("x-inquiry")?;
    let pointer = operation.below("x-inquiry");
    let mut fields = Fields::open(&entry.value, pointer.as_str(), "`x-inquiry`", diagnostics)?;
    fields.require("open");
    fields.require("not-found");
    fields.require("pauses");
    let open = fields.one_or_more_texts("open", diagnostics);
    let not_found = fields.one_or_more_texts("not-found", diagnostics);
    let pauses = fields.one_or_more_texts("pauses", diagnostics);
    fields.finish(diagnostics);
    // A part that cannot be read was reported; the others are still checked.
    Some(Inquiry {
        span: entry.key.span,
        pointer,
        open: open.unwrap_or_default(),
        not_found: not_found.unwrap_or_default(),
        pauses: pauses.unwrap_or_default(),
    })
}

/// Reads `x-resolve` of an operation.
pub fn resolve(operation: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Resolve> {
    let entry = operation.take("x-resolve")?;
    let pointer = operation.below("x-resolve");
    let mut fields = Fields::open(&entry.value, pointer, "`x-resolve`", diagnostics)?;
    let inquiry = fields.required_text("inquiry", diagnostics);
    let cancel = fields.text("cancel", diagnostics);
    fields.finish(diagnostics);
    Some(Resolve {
        inquiry: inquiry?,
        cancel,
    })
}
