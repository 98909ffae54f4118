//! Members that an object does not list, and that a schema describes.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Assertion, Encoding, ModuleId, Rule, Scalar, Type, Usage, Value};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Document, Schema};

use super::site::ValueSite;
use super::value::Values;
use crate::lower::asserted::Asserted;
use crate::lower::files::Files;
use crate::lower::parts::{Parts, Unlisted, ValueKind};

/// The statements of a document about the members that no part of an object lists.
#[derive(Default)]
pub struct Others {
    /// Their type, if it is a scalar or an enum.
    pub value: Option<Value>,
    /// The constraints on their JSON.
    pub rules: Vec<Rule>,
}

/// Returns what `additionalProperties` says beside `properties`. A schema that validation
/// cannot check is reported.
pub fn others<'a>(
    parts: &Parts<'a>,
    module: ModuleId,
    usage: Usage,
    values: &mut Values<'a, '_>,
) -> Others {
    let mut others = Others::default();
    let described = match parts.unlisted() {
        // They are checked with the patterns.
        _ if parts.has(Keyword::PatternProperties) => return others,
        Unlisted::Unmentioned | Unlisted::Allowed | Unlisted::Forbidden => return others,
        Unlisted::Described(schemas) => schemas,
    };
    for schema in described {
        let site = ValueSite {
            module,
            usage,
            name: Keyword::AdditionalProperties.name(),
            span: schema.span,
            pointer: &schema.pointer,
            is_inner: true,
            files: Files::None,
        };
        let is_first = others.value.is_none();
        match is_first.then(|| typed(schema, site, values)).flatten() {
            Some(value) => others.value = Some(value),
            None => others.rules.extend(asserted(schema, parts, values)),
        }
    }
    others
}

/// Returns the type of the members, if their values can be checked by it.
fn typed<'a>(
    schema: &'a Schema,
    site: ValueSite<'_>,
    values: &mut Values<'a, '_>,
) -> Option<Value> {
    let value = is_simple(schema, values.documents).then(|| values.value(&[schema], site))?;
    let is_checked = value.sensitive.is_none() && is_written_as_it_is(&value.ty);
    (value.ty != Type::Any && is_checked).then_some(value)
}

/// Returns the check of the JSON of the members.
fn asserted<'a>(
    schema: &'a Schema,
    parts: &Parts<'a>,
    values: &mut Values<'a, '_>,
) -> Option<Rule> {
    let reason = match Asserted::of_members(values.documents).schema(schema) {
        Ok(assertion) if assertion.is_always() => return None,
        Ok(assertion) => {
            let names = parts.properties().into_iter();
            let names = names.map(|(name, _)| name.to_owned()).collect();
            let others = Assertion::Others(names, Vec::new(), Box::new(assertion));
            return Some(Rule::Assert(others));
        }
        Err(reason) => reason,
    };
    let message = format!("this schema of members outside `properties` is not checked: {reason}");
    values.diagnostics.push(
        Diagnostic::warning(Code::UncheckedKeyword, schema.span, message)
            .at(schema.pointer.clone())
            .help("describe the members in `description` for the users of the crate"),
    );
    None
}

/// Returns whether a schema describes a scalar or an enum. Faults within other values have
/// places of their own, which reading does not give.
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
