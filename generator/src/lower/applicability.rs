//! The applicability of keywords to kinds of values and to positions.
//!
//! JSON Schema allows every keyword everywhere and ignores those that do not apply. An
//! ignored limit protects nobody, so a keyword is reported if its row in the table does
//! not list the kind of value.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Encoding, Scalar, Type};
use crate::openapi::keyword::{Applies, Keyword, SchemaPosition, Subject};
use crate::openapi::{Schema, SchemaType};
use crate::text::source::Span;

use super::parts::Parts;
use super::pointers::to_keyword;

/// The help for a keyword of values of another type.
const CORRECT: &str = "remove it, or correct `type` and `format`";

/// Returns the kind of value of a type, for the table of keywords.
fn subject(ty: &Type) -> Subject {
    match ty {
        Type::Scalar(Scalar::Text) => Subject::Text,
        Type::Scalar(Scalar::Decimal | Scalar::Uri | Scalar::Formatted(_) | Scalar::Upload) => {
            Subject::Formatted
        }
        Type::Scalar(Scalar::DateTime) => Subject::DateTime,
        Type::Scalar(Scalar::Boolean(_)) => Subject::Boolean,
        Type::Scalar(Scalar::Integer(_, Encoding::Text)) => Subject::IntegerInText,
        Type::Scalar(Scalar::Integer(_, Encoding::Native)) => Subject::Integer,
        Type::Scalar(Scalar::Float | Scalar::Number) => Subject::Number,
        Type::Scalar(Scalar::Null) | Type::Any => Subject::Any,
        Type::Named(_) => Subject::Named,
        Type::List(_) => Subject::List,
        Type::Map(_) => Subject::Map,
    }
}

/// Returns a kind of value in words.
fn noun(subject: Subject) -> &'static str {
    match subject {
        Subject::Struct => "an object",
        Subject::NamedEnum | Subject::InlineEnum => "an enum",
        Subject::Union => "a value of one of several types",
        Subject::Text => "a string",
        Subject::Formatted => "a string of this format",
        Subject::DateTime => "a date-time",
        Subject::Boolean => "a boolean",
        Subject::IntegerInText => "an integer in a string",
        Subject::Integer => "an integer",
        Subject::Number => "a number",
        Subject::Any => "a value of any type",
        Subject::List => "a list",
        Subject::Map => "an object without `properties`",
        Subject::Named => "a named type",
        Subject::Fragment => "a condition",
    }
}

/// Returns the words for a position, and the help for a keyword there.
fn described(position: SchemaPosition) -> (&'static str, &'static str) {
    const AT_MEMBERS: &str = "move it to the members that have the type";
    match position {
        SchemaPosition::NamedType => ("on a named type", AT_MEMBERS),
        SchemaPosition::Component => ("on a component", AT_MEMBERS),
        SchemaPosition::Item => (
            "on the items of a list or a map",
            "move it to the member that has the list or map, or write it in `description`",
        ),
        SchemaPosition::Constant => ("on a constant", "remove it: a constant is always written"),
    }
}

/// Reports the keywords about the content of a string. Those of a file tell that it is one, but
/// it is no text that could be checked.
pub fn unchecked_content(parts: &Parts<'_>, ty: &Type, diagnostics: &mut Diagnostics) {
    let keywords: &[Keyword] = if let Type::Scalar(Scalar::Upload) = ty {
        &[
            Keyword::MinLength,
            Keyword::MaxLength,
            Keyword::Pattern,
            Keyword::Not,
        ]
    } else {
        &[
            Keyword::ContentEncoding,
            Keyword::ContentMediaType,
            Keyword::ContentSchema,
        ]
    };
    for &keyword in keywords {
        let holder = parts.holder(keyword);
        let Some((schema, span)) = holder.and_then(|it| Some((it, it.place_of(keyword)?))) else {
            continue;
        };
        let message = format!("`{keyword}` is not checked: invalid values are accepted");
        diagnostics.push(
            Diagnostic::warning(Code::UncheckedKeyword, span, message)
                .at(to_keyword(schema, keyword))
                .help("describe the restriction in `description` for the users of the crate"),
        );
    }
}

/// Reports the keywords of `schemas` that are not supported on a kind of value.
pub fn refuse_keywords(schemas: &[&Schema], subject: Subject, diagnostics: &mut Diagnostics) {
    refuse_others(schemas, subject, &[], diagnostics);
}

/// Reports the keywords of `schemas` that are not supported on a kind of value, except those
/// that agree with it.
pub fn refuse_others(
    schemas: &[&Schema],
    subject: Subject,
    agreed: &[Keyword],
    diagnostics: &mut Diagnostics,
) {
    let ty = schemas.iter().find_map(|schema| schema.ty.as_ref());
    let ty = ty.map(|ty| match ty.value {
        SchemaType::Object => Applies::Objects,
        SchemaType::Array => Applies::Arrays,
        SchemaType::String => Applies::Strings,
        SchemaType::Integer | SchemaType::Number => Applies::Numbers,
        SchemaType::Boolean | SchemaType::Null => Applies::Any,
    });
    for schema in schemas {
        for &(keyword, span) in &schema.keywords {
            let is_read = keyword.is_on(subject) || schema.is_mark(keyword);
            // `required: true`, which was reported, lists nothing.
            let is_empty = keyword == Keyword::Required && schema.required.is_empty();
            if !is_read && !is_empty && !agreed.contains(&keyword) {
                let report = not_on(keyword, span, subject, ty);
                diagnostics.push(report.at(to_keyword(schema, keyword)));
            }
        }
    }
}

/// Creates the diagnostic for a keyword that is not supported on a kind of value.
fn not_on(keyword: Keyword, span: Span, subject: Subject, ty: Option<Applies>) -> Diagnostic {
    let applies = keyword.row().applies;
    let what = noun(subject);
    // Some of the values can be those that the keyword restricts.
    let is_mixed = matches!(subject, Subject::Union | Subject::Any);
    let may_apply = applies == Applies::Any || ty == Some(applies) || is_mixed;
    if keyword.is_extension() {
        let message = format!("`{keyword}` has no effect on {what}");
        let advice = if may_apply {
            keyword.row().advice
        } else {
            CORRECT
        };
        return Diagnostic::error(Code::InvalidExtension, span, message).help(advice);
    }
    if may_apply {
        let message = format!("`{keyword}` is not supported on {what} yet");
        return Diagnostic::warning(Code::NotSupported, span, message).help(keyword.row().advice);
    }
    let message = format!("`{keyword}` has no effect on {what}");
    Diagnostic::warning(Code::InvalidLimit, span, message).help(CORRECT)
}

/// Reports the keywords of a schema that have no effect at its position.
pub fn refuse_at(schema: &Schema, position: SchemaPosition, diagnostics: &mut Diagnostics) {
    for &(keyword, span) in &schema.keywords {
        if keyword.row().not_at.contains(&position) {
            diagnostics.push(not_at(schema, keyword, span, position));
        }
    }
}

/// Creates the diagnostic for a keyword that has no effect at a position.
fn not_at(schema: &Schema, keyword: Keyword, span: Span, at: SchemaPosition) -> Diagnostic {
    let (place, help) = described(at);
    let report = if keyword.is_extension() {
        let message = format!("`{keyword}` has no effect {place}");
        Diagnostic::error(Code::InvalidExtension, span, message)
    } else {
        let message = format!("`{keyword}` is not supported {place} yet");
        Diagnostic::warning(Code::NotSupported, span, message)
    };
    report.at(to_keyword(schema, keyword)).help(help)
}

/// Reports the keywords that have no effect on a value of this type.
pub fn refuse_on(parts: &Parts<'_>, ty: &Type, diagnostics: &mut Diagnostics) {
    // The keywords beside a named type were checked with its reference.
    if let Type::Named(_) = ty {
        return;
    }
    refuse_others(&parts.schemas, subject(ty), parts.resolved(), diagnostics);
}
