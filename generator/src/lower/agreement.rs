//! The agreement of the schemas that describe one value.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Schema, SchemaType};
use crate::text::source::{Span, Spanned};

use super::formats::has_meaning;
use super::parts::Parts;
use super::pointers::to_keyword;

/// Returns whether all schemas have the same type and format, and no keyword that cannot
/// be merged is in two of them. An integer agrees with a number.
pub fn agrees(parts: &Parts<'_>, name: &str, diagnostics: &mut Diagnostics) -> bool {
    let same = |one: &SchemaType, other: &SchemaType| as_number(*one) == as_number(*other);
    let type_conflict = conflict(parts, Keyword::Type, same, |schema| {
        let ty = schema.ty.as_ref();
        ty.filter(|ty| ty.value != SchemaType::Null)
    });
    let format_conflict = || {
        conflict(parts, Keyword::Format, String::eq, |schema| {
            let format = schema.format.as_ref();
            format.filter(|it| has_meaning(&it.value))
        })
    };
    let Some(found) = type_conflict.or_else(format_conflict) else {
        if let Some((schema, null)) = parts.null_beside_another() {
            diagnostics.push(may_be_null(name, schema, null));
        }
        return is_said_once(parts, diagnostics);
    };
    diagnostics.push(
        Diagnostic::warning(
            Code::InvalidValue,
            found.first,
            format!("`{name}` has two types"),
        )
        .at(found.pointer)
        .labelled(found.other, "the other type is here")
        .help("write the same `type` and `format` in all schemas of the value"),
    );
    false
}

/// Creates the warning for a value that is null in one schema, and of a type in another.
fn may_be_null(name: &str, schema: &Schema, null: &Spanned<SchemaType>) -> Diagnostic {
    let message = format!("`{name}` is null here and has a type elsewhere: it may be either");
    Diagnostic::warning(Code::InvalidValue, null.span, message)
        .at(to_keyword(schema, Keyword::Type))
        .help("write `type: [TYPE, \"null\"]` in all schemas of the value")
}

/// Two values of a keyword that contradict each other.
struct Conflict {
    first: Span,
    /// The pointer to the first.
    pointer: String,
    other: Span,
}

fn as_number(ty: SchemaType) -> SchemaType {
    match ty {
        SchemaType::Integer => SchemaType::Number,
        SchemaType::Object
        | SchemaType::Array
        | SchemaType::String
        | SchemaType::Number
        | SchemaType::Boolean
        | SchemaType::Null => ty,
    }
}

fn conflict<'a, T: 'a>(
    parts: &Parts<'a>,
    keyword: Keyword,
    same: impl Fn(&T, &T) -> bool,
    value: impl Fn(&'a Schema) -> Option<&'a Spanned<T>>,
) -> Option<Conflict> {
    let schemas = parts.schemas.iter().copied();
    let mut values = schemas.filter_map(|schema| Some((schema, value(schema)?)));
    let (schema, first) = values.next()?;
    let (_, other) = values.find(|(_, other)| !same(&other.value, &first.value))?;
    Some(Conflict {
        first: first.span,
        pointer: to_keyword(schema, keyword),
        other: other.span,
    })
}

/// Returns whether each keyword that cannot be merged is in one schema only.
pub fn is_said_once(parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> bool {
    let mut once = true;
    if let (Some(values), Some(open)) = (parts.values(), parts.extensible()) {
        let message = "`enum` beside `x-extensible-enum` does not exclude other values: the value \
                       is an open enum of both lists";
        diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, values.span, message)
                .at(parts.pointer_to(Keyword::Enum))
                .labelled(open.span, "the other list is here")
                .help("write all values in one of the lists"),
        );
    }
    if parts.common().is_empty() {
        refuse_apart(parts, diagnostics);
    }
    let single = Keyword::ALL.iter().filter(|keyword| !keyword.row().merges);
    for keyword in single {
        once &= has_once(parts, *keyword, diagnostics);
    }
    once
}

/// Reports lists of values that have no value in common.
fn refuse_apart(parts: &Parts<'_>, diagnostics: &mut Diagnostics) {
    let schemas = parts.schemas.iter();
    let mut places = schemas.filter_map(|schema| Some((schema, schema.values.as_ref()?.span)));
    let (Some((_, first)), Some((schema, second))) = (places.next(), places.next()) else {
        return;
    };
    let message = "the lists of values have no value in common: only the first is used";
    diagnostics.push(
        Diagnostic::warning(Code::InvalidValue, second, message)
            .at(to_keyword(schema, Keyword::Enum))
            .labelled(first, "the first list is here")
            .help("remove one of the lists, or add a common value"),
    );
}

/// Returns whether at most one schema has a keyword.
pub fn has_once(parts: &Parts<'_>, keyword: Keyword, diagnostics: &mut Diagnostics) -> bool {
    let schemas = parts.schemas.iter();
    let mut places = schemas.filter_map(|schema| Some((schema, schema.place_of(keyword)?)));
    let (Some((_, first)), Some((schema, second))) = (places.next(), places.next()) else {
        return true;
    };
    diagnostics.push(
        Diagnostic::warning(
            Code::NotSupported,
            second,
            format!("`{keyword}` in two schemas of one value is not supported yet"),
        )
        .at(to_keyword(schema, keyword))
        .labelled(first, "the other one is here")
        .help("remove one of the two"),
    );
    false
}

/// Returns whether a list of several values is beside a constant; reports it.
pub fn is_listed(parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> bool {
    let Some((keyword, span)) = listed(parts) else {
        return false;
    };
    let message = "a constant cannot also be one of several values";
    diagnostics.push(
        Diagnostic::warning(Code::InvalidValue, span, message)
            .at(parts.pointer_to(keyword))
            .help("remove the list of values, or the constant"),
    );
    true
}

/// Returns the keyword that lists several values, and its position.
fn listed(parts: &Parts<'_>) -> Option<(Keyword, Span)> {
    let values = parts.values().filter(|_| parts.listed().len() > 1);
    let values = values.map(|values| (Keyword::Enum, values.span));
    let open = || {
        let values = parts.extensible()?;
        Some((Keyword::ExtensibleEnum, values.span))
    };
    values.or_else(open)
}
