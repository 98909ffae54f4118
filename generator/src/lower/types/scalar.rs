//! Strings, numbers and booleans: their types and encodings.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Encoding, Scalar, Type};
use crate::openapi::SchemaType;
use crate::openapi::keyword::{Keyword, Subject};
use crate::text::source::Spanned;

use super::site::ValueSite;
use crate::lower::parts::Parts;

/// The formats of scalars.
const FORMATS: [&str; 6] = ["boolean", "int64", "uint64", "decimal", "date-time", "uri"];

/// Returns the scalar that the schemas describe, or the type `Any`.
pub fn scalar_type(
    parts: &Parts<'_>,
    site: ValueSite<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Type> {
    let ty = parts.ty().map(|ty| ty.value);
    if ty == Some(SchemaType::Null) {
        diagnostics.push(any_for_null(parts, site));
        return Some(Type::Any);
    }
    let Some(ty) = ty else {
        if parts.schemas.iter().all(|it| it.is_all_on(Subject::Any)) {
            return Some(Type::Any);
        }
        diagnostics.push(
            Diagnostic::error(Code::MissingKeyword, site.span, "`type` is missing")
                .at(site.pointer)
                .help("add the type, such as `type: string`"),
        );
        return None;
    };
    let format = parts.format();
    let scalar = scalar(ty, format.map(|format| format.value.as_str()));
    if let (None, Some(format)) = (scalar, format) {
        diagnostics.push(unknown_format(format).at(parts.pointer_to(Keyword::Format)));
    }
    scalar.map(Type::Scalar)
}

/// Creates the warning for a value that is always null.
fn any_for_null(parts: &Parts<'_>, site: ValueSite<'_>) -> Diagnostic {
    let span = parts.ty().map_or(site.span, |ty| ty.span);
    let message = "a value that is always null is not checked: any value is accepted";
    Diagnostic::warning(Code::UncheckedKeyword, span, message)
        .at(parts.pointer_to(Keyword::Type))
        .help("add the type that the value can have, or remove the member")
}

fn unknown_format(format: &Spanned<String>) -> Diagnostic {
    let name = format.value.as_str();
    if FORMATS.contains(&name) {
        return Diagnostic::error(
            Code::InvalidValue,
            format.span,
            format!("the format `{name}` does not belong to this type"),
        )
        .help("write `type: string`, or remove the format");
    }
    let report = Diagnostic::error(
        Code::NotSupported,
        format.span,
        format!("the format `{name}` is not supported on this type yet"),
    );
    match suggestion(name, FORMATS) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("write boolean, int64, uint64, decimal, date-time or uri on a string, int64 or uint64 on an integer"),
    }
}

/// Returns the scalar of a type with a format.
fn scalar(ty: SchemaType, format: Option<&str>) -> Option<Scalar> {
    let scalar = match (ty, format) {
        (SchemaType::String, None) => Scalar::Text,
        (SchemaType::String, Some("boolean")) => Scalar::Boolean(Encoding::Text),
        (SchemaType::String, Some("int64")) => Scalar::Signed(Encoding::Text),
        (SchemaType::String, Some("uint64")) => Scalar::Unsigned(Encoding::Text),
        (SchemaType::String, Some("decimal")) => Scalar::Decimal,
        (SchemaType::String, Some("date-time")) => Scalar::DateTime,
        (SchemaType::String, Some("uri")) => Scalar::Uri,
        (SchemaType::Integer, None | Some("int64")) => Scalar::Signed(Encoding::Native),
        (SchemaType::Integer, Some("uint64")) => Scalar::Unsigned(Encoding::Native),
        (SchemaType::Boolean, None) => Scalar::Boolean(Encoding::Native),
        (
            SchemaType::String
            | SchemaType::Integer
            | SchemaType::Boolean
            | SchemaType::Array
            | SchemaType::Object
            | SchemaType::Null,
            _,
        ) => return None,
    };
    Some(scalar)
}
