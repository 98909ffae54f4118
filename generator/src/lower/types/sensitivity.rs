//! The sensitivity of values: the reason to redact them.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Scalar, Sensitivity, Type, Value};
use crate::openapi::Document;
use crate::openapi::keyword::Keyword;

use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;
use crate::lower::secrets;

/// Returns the reason to redact a value, which its schemas or the component that they refer
/// to give. Of `format: password` and `x-sensitive`, the latter is more exact.
pub fn sensitivity<'a>(
    parts: &Parts<'a>,
    documents: &'a [Document],
    diagnostics: &mut Diagnostics,
) -> Option<Sensitivity> {
    refuse_others(parts, diagnostics);
    let merged = (!parts.named.is_empty()).then(|| parts.merged(documents));
    let schemas = &merged.as_ref().unwrap_or(parts).schemas;
    let mut marks = schemas.iter().filter_map(|schema| {
        let is_exact = schema.extensions().sensitive.is_some();
        Some((is_exact, secrets::mark(schema)?))
    });
    let first = marks.next()?;
    let exact = marks.find(|(is_exact, _)| *is_exact && !first.0);
    Some(exact.unwrap_or(first).1)
}

/// Reports texts of `x-sensitive` without a meaning.
pub fn refuse_others(parts: &Parts<'_>, diagnostics: &mut Diagnostics) {
    for schema in &parts.schemas {
        let text = schema.extensions().sensitive.as_ref();
        let Some(text) = text.filter(|text| secrets::reason(&text.value).is_none()) else {
            continue;
        };
        let message = format!("`{}` is not a kind of sensitive data", text.value);
        diagnostics.push(
            Diagnostic::error(Code::InvalidExtension, text.span, message)
                .at(to_keyword(schema, Keyword::Sensitive))
                .help("write `card`, `secret` or `personal`"),
        );
    }
}

/// Marks a value as sensitive. Of a list or a map, every item is.
pub fn redact(value: &mut Value, reason: Sensitivity) {
    match &mut value.ty {
        Type::List(item) | Type::Map(item) => redact(item, reason),
        // Null tells nothing, and a file is never shown.
        Type::Scalar(Scalar::Null | Scalar::Upload) => {}
        Type::Scalar(_) | Type::Any | Type::Named(_) => {
            value.sensitive.get_or_insert(reason);
        }
    }
}
