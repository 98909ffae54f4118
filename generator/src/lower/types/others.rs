//! Members that an object does not list, and that a schema describes.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Encoding, ModuleId, Scalar, Type, Usage, Value};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Additional, Document, Schema};

use super::site::ValueSite;
use super::value::Values;
use crate::lower::files::Files;
use crate::lower::parts::{Parts, ValueKind};

/// Returns the value that `additionalProperties` describes beside `properties`. One that
/// validation cannot check is reported.
pub fn others<'a>(
    parts: &Parts<'a>,
    module: ModuleId,
    usage: Usage,
    values: &mut Values<'a, '_>,
) -> Option<Value> {
    let is_free = parts.has(Keyword::PatternProperties);
    let Some(Additional::Schema(schema)) = parts.additional().filter(|_| !is_free) else {
        return None;
    };
    let site = ValueSite {
        module,
        usage,
        name: Keyword::AdditionalProperties.name(),
        span: schema.span,
        pointer: &schema.pointer,
        is_inner: true,
        files: Files::None,
    };
    if is_simple(schema, values.documents) {
        let value = values.value(&[schema], site);
        if let Type::Any = value.ty {
            return None;
        }
        if value.sensitive.is_none() && is_written_as_it_is(&value.ty) {
            return Some(value);
        }
    }
    values.diagnostics.push(
        Diagnostic::warning(
            Code::UncheckedKeyword,
            schema.span,
            "this schema of members outside `properties` is not checked: they may have any value",
        )
        .at(schema.pointer.clone())
        .help("describe the members in `description` for the users of the crate"),
    );
    None
}

/// Returns whether a schema describes a scalar or an enum. Faults within other values would
/// have places of their own, which reading does not give.
fn is_simple(schema: &Schema, documents: &[Document]) -> bool {
    match Parts::of_root(schema, documents).kind() {
        ValueKind::Scalar | ValueKind::Enum => true,
        ValueKind::Struct | ValueKind::Union | ValueKind::List | ValueKind::Map => false,
    }
}

/// Returns whether a value is written like its type in Rust: it is no number or boolean in
/// a string.
fn is_written_as_it_is(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::Boolean(encoding) | Scalar::Integer(_, encoding) => {
                *encoding == Encoding::Native
            }
            Scalar::Text
            | Scalar::Float
            | Scalar::Number
            | Scalar::Decimal
            | Scalar::DateTime
            | Scalar::Uri
            | Scalar::Formatted(_)
            | Scalar::Null
            | Scalar::Upload => true,
        },
        Type::List(_) | Type::Map(_) | Type::Any | Type::Named(_) => true,
    }
}
