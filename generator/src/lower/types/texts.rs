//! Bodies of text: their constraints and their sensitivity.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Scalar, Type, Value};
use crate::openapi::{Body, Document, Schema, SchemaType};

use super::limits::text_rules;
use super::sensitivity;
use crate::lower::asserted::listed_values;
use crate::lower::parts::{Parts, ValueKind};
use crate::lower::secrets::Secrets;

/// Returns the value of a body of text. A schema of something else than a string is reported,
/// because its text is not checked.
pub fn value(
    body: &Body,
    documents: &[Document],
    secrets: &Secrets,
    diagnostics: &mut Diagnostics,
) -> Value {
    let parts = Parts::of_value(&[&body.schema], documents).merged(documents);
    let mut value = Value::plain(Type::Scalar(Scalar::Text));
    let reason = sensitivity::sensitivity(&parts, documents, secrets, diagnostics);
    if let Some(reason) = reason {
        sensitivity::redact(&mut value, reason);
    }
    if is_string(&parts) {
        value.rules = text_rules(&parts, diagnostics);
        value.rules.extend(listed_values(&parts));
        return value;
    }
    let media_type = &body.media_type;
    let message = format!("the schema of `{media_type}` is no string: the text is not checked");
    diagnostics.push(
        Diagnostic::warning(Code::UncheckedKeyword, body.schema.span, message)
            .at(&body.schema.pointer)
            .help("write `type: string`, with the limits of the text"),
    );
    value
}

/// Returns whether schemas describe a string, or say nothing.
fn is_string(parts: &Parts<'_>) -> bool {
    let is_text = parts.ty().is_none_or(|ty| ty.value == SchemaType::String);
    is_text
        && match parts.kind() {
            ValueKind::Scalar | ValueKind::Enum => true,
            ValueKind::Struct | ValueKind::Union | ValueKind::List | ValueKind::Map => false,
        }
}

/// Returns whether each value of a schema is one text: a string, or a scalar that is written as
/// one.
pub fn is_one_text<'a>(
    schema: &'a Schema,
    documents: &'a [Document],
    seen: &mut HashSet<&'a str>,
) -> bool {
    let parts = Parts::of_value(&[schema], documents).merged(documents);
    match parts.kind() {
        ValueKind::Scalar | ValueKind::Enum => true,
        ValueKind::Union => {
            let branches = parts.alternatives().map_or(&[][..], |it| it.branches);
            branches
                .iter()
                .all(|branch| !seen.insert(&branch.pointer) || is_one_text(branch, documents, seen))
        }
        ValueKind::Struct | ValueKind::List | ValueKind::Map => false,
    }
}
