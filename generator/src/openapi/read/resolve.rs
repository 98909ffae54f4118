//! The readers of `x-inquiry` and `x-resolve`.

use std::ops::RangeInclusive;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Inquiry, Resolve};
use crate::text::pointer::child;
use crate::text::tree::Value;

use super::fields::Fields;

/// The seconds that a pause can have.
const SECONDS: RangeInclusive<u32> = 1..=86_400;

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
    let pauses = pauses(&mut fields, diagnostics);
    fields.finish(diagnostics);
    // A part that cannot be read was reported; the others are still checked.
    Some(Inquiry {
        span: entry.key.span,
        pointer,
        open: open.unwrap_or_default(),
        not_found: not_found.unwrap_or_default(),
        pauses,
    })
}

/// Reads the seconds before each inquiry.
fn pauses(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<u32> {
    let Some(items) = fields.items("pauses", diagnostics) else {
        return Vec::new();
    };
    let pointer = fields.below("pauses");
    let mut pauses = Vec::new();
    for (index, item) in items.value.iter().enumerate() {
        let seconds = match &item.value {
            Value::Number(text) => text.parse().ok(),
            _ => None,
        };
        match seconds.filter(|seconds| SECONDS.contains(seconds)) {
            Some(seconds) => pauses.push(seconds),
            None => diagnostics.push(
                Diagnostic::error(Code::InvalidValue, item.span, "this is not a pause")
                    .at(child(&pointer, &index.to_string()))
                    .help(format!(
                        "write whole seconds from {} to {}",
                        SECONDS.start(),
                        SECONDS.end()
                    )),
            ),
        }
    }
    if items.value.is_empty() {
        diagnostics.push(
            Diagnostic::error(Code::InvalidValue, items.span, "`pauses` is empty")
                .at(pointer)
                .help("write the seconds before each inquiry, such as `[2, 5, 15]`"),
        );
    }
    pauses
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
