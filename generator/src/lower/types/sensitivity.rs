//! The sensitivity of values: the reason to redact them.

use crate::diagnostics::Diagnostics;
use crate::model::{Scalar, Sensitivity, Type, Value};
use crate::openapi::Document;
use crate::openapi::keyword::Keyword;

use crate::lower::parts::{Parts, ValueKind};
use crate::lower::pointers::to_keyword;
use crate::lower::secrets::{self, Secrets};

/// Returns the reason to redact a value, which its schemas or the component that they refer
/// to give. Of `format: password` and `x-sensitive`, the latter is more exact.
pub fn sensitivity<'a>(
    parts: &Parts<'a>,
    documents: &'a [Document],
    secrets: &Secrets,
    diagnostics: &mut Diagnostics,
) -> Option<Sensitivity> {
    refuse_others(parts, diagnostics);
    let merged = (!parts.named.is_empty()).then(|| parts.merged(documents));
    let merged = merged.as_ref().unwrap_or(parts);
    let mut marks = merged.schemas.iter().filter_map(|schema| {
        let is_exact = schema.extensions().sensitive.is_some();
        Some((is_exact, secrets::mark(schema)?))
    });
    let Some(first) = marks.next() else {
        return of_alternatives(merged, documents, secrets);
    };
    let exact = marks.find(|(is_exact, _)| *is_exact && !first.0);
    Some(exact.unwrap_or(first).1)
}

/// Returns the reason to redact a value of one of several types because one of them is a
/// sensitive object: a variant cannot be redacted and have a tag.
fn of_alternatives<'a>(
    parts: &Parts<'a>,
    documents: &'a [Document],
    secrets: &Secrets,
) -> Option<Sensitivity> {
    let alternatives = parts.alternatives()?;
    let mut branches = alternatives.branches.iter();
    branches.find_map(|branch| {
        let reason = secrets.of_whole(branch)?;
        is_compound(&Parts::of_root(branch, documents)).then_some(reason)
    })
}

/// Returns whether a value is an object, or one of several types.
pub fn is_compound(parts: &Parts<'_>) -> bool {
    match parts.kind() {
        ValueKind::Struct | ValueKind::Union => true,
        ValueKind::Enum | ValueKind::Scalar | ValueKind::List | ValueKind::Map => false,
    }
}

/// Reports texts of `x-sensitive` without a meaning.
pub fn refuse_others(parts: &Parts<'_>, diagnostics: &mut Diagnostics) {
    for schema in &parts.schemas {
        let text = schema.extensions().sensitive.as_ref();
        let Some(text) = text.filter(|text| secrets::reason(&text.value).is_none()) else {
            continue;
        };
        diagnostics.push(secrets::unknown(text).at(to_keyword(schema, Keyword::Sensitive)));
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
