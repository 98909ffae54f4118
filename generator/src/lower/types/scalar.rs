//! Strings, numbers and booleans: their types and encodings.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Scalar, Type};
use crate::openapi::SchemaType;
use crate::openapi::keyword::{Keyword, Subject};
use crate::text::source::Spanned;
use crate::text::tree::{Node, Value};

use super::integers;
use super::patterns::pattern;
use super::site::ValueSite;
use crate::lower::files::is_file;
use crate::lower::formats;
use crate::lower::parts::Parts;

/// Returns the scalar that the schemas describe, or the type `Any`.
pub fn scalar_type(
    parts: &Parts<'_>,
    site: ValueSite<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Type> {
    let ty = parts.ty().map(|ty| ty.value).or_else(|| inferred(parts));
    if is_file(parts, site.files) {
        return Some(Type::Scalar(Scalar::Upload));
    }
    if ty == Some(SchemaType::Null) {
        return Some(Type::Scalar(Scalar::Null));
    }
    let Some(ty) = ty else {
        if parts.schemas.iter().all(|it| it.is_all_on(Subject::Any)) {
            for schema in &parts.schemas {
                // The limits are checked on the JSON of the value.
                let _ = pattern(schema, diagnostics);
            }
            report_types(parts, diagnostics);
            return Some(Type::Any);
        }
        diagnostics.push(
            Diagnostic::warning(Code::MissingKeyword, site.span, "`type` is missing")
                .at(site.pointer)
                .help("add the type, such as `type: string`"),
        );
        return None;
    };
    let format = parts.format();
    let known = formats::scalar(ty, format.map(|format| format.value.as_str()));
    let scalar = known.or_else(|| {
        let pointer = parts.pointer_to(Keyword::Format);
        // That of a secret means the same for every type.
        if let Some(format) = format.filter(|format| format.value != "password") {
            diagnostics.push(unknown_format(ty, format).at(pointer));
        }
        formats::scalar(ty, None)
    })?;
    let scalar = if let (Scalar::Integer(_, encoding), None) = (scalar, format) {
        Scalar::Integer(integers::width(parts), encoding)
    } else {
        scalar
    };
    Some(Type::Scalar(scalar))
}

/// Reports listed values without a common type that are no enum.
fn report_types(parts: &Parts<'_>, diagnostics: &mut Diagnostics) {
    let listed = parts.values().filter(|values| values.value.len() > 1);
    if let Some(values) = listed {
        let message = "the listed values are not all scalars: the value is any JSON value, and \
                       checked";
        diagnostics.push(
            Diagnostic::warning(Code::NotSupported, values.span, message)
                .at(parts.pointer_to(Keyword::Enum))
                .help("list strings, numbers and booleans only"),
        );
    }
}

/// Returns the type that all listed values have.
fn inferred(parts: &Parts<'_>) -> Option<SchemaType> {
    let of = |node: &Node| {
        Some(match &node.value {
            Value::String(_) => SchemaType::String,
            Value::Bool(_) => SchemaType::Boolean,
            Value::Number(text) if text.parse::<i128>().is_ok() => SchemaType::Integer,
            Value::Number(_) => SchemaType::Number,
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => return None,
        })
    };
    let listed = parts.listed();
    let mut types = listed.iter().map(|(node, _)| of(node));
    let first = types.next()??;
    types.all(|ty| ty == Some(first)).then_some(first)
}

/// Creates the warning for a format without a meaning for the type.
fn unknown_format(ty: SchemaType, format: &Spanned<String>) -> Diagnostic {
    let name = format.value.as_str();
    let message = format!("the format `{name}` of this type is unknown and not checked");
    let report = Diagnostic::warning(Code::UncheckedKeyword, format.span, message).counted();
    match suggestion(name, formats::known(ty)) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("describe it in `description` for the users of the crate"),
    }
}
