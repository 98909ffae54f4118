//! `x-ids`: the members that identify a request.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Field, IdMember, Member, Scalar, Struct, Type, TypeId};
use crate::openapi::Document;
use crate::text::source::Spanned;

use crate::lower::parts::Parts;
use crate::lower::properties;
use crate::lower::table::Table;

/// Lowers the names of the members that identify a request. The response may have members
/// of the same names.
pub fn ids(
    names: &[Spanned<String>],
    request: TypeId,
    response: Option<TypeId>,
    (documents, types): (&[Document], &Table<'_>),
    diagnostics: &mut Diagnostics,
) -> Vec<IdMember> {
    // An object that could not be lowered was reported.
    let Some(object) = types.structure(request) else {
        return Vec::new();
    };
    let answer = response.and_then(|response| types.structure(response));
    let schema = types.schema(request);
    let parts = schema.map(|schema| Parts::of_root(schema, documents));
    let mut lowered = Vec::new();
    for name in names {
        if let Some(request) = id_member(&name.value, object) {
            let response = answer.and_then(|answer| id_member(&name.value, answer));
            lowered.push(IdMember { request, response });
        } else if let Some(report) = not_an_id(name, object, parts.as_ref()) {
            diagnostics.push(report);
        }
    }
    lowered
}

/// Returns the position of an id in an object.
fn id_member(name: &str, object: &Struct) -> Option<usize> {
    let mut fields = object.fields();
    let found = fields.find(|(_, field)| field.name.wire == name && is_id(field));
    found.map(|(position, _)| position)
}

/// Returns whether a field can identify a request: it is a text that may be shown.
fn is_id(field: &Field) -> bool {
    is_text(field) && field.value.sensitive.is_none()
}

fn is_text(field: &Field) -> bool {
    matches!(field.value.ty, Type::Scalar(Scalar::Text))
}

/// Returns an error with the reason why a name is not that of an id, unless its property
/// could not be lowered, which was reported.
fn not_an_id(
    name: &Spanned<String>,
    object: &Struct,
    parts: Option<&Parts<'_>>,
) -> Option<Diagnostic> {
    let wire = &name.value;
    let mut members = object.members.iter();
    let (message, help) = match members.find(|member| member.name().wire == *wire) {
        Some(Member::Constant(_)) => (
            format!("`{wire}` is a constant, so it cannot be an id"),
            "write the name of a string that differs per request",
        ),
        Some(Member::Field(field)) if is_text(field) => (
            format!("`{wire}` is sensitive, so it cannot be an id"),
            "remove its `x-sensitive`, or write the name of another string",
        ),
        Some(Member::Field(_)) => (
            format!("`{wire}` is not a plain string, so it cannot be an id"),
            "write the name of a string without `format` and `enum`",
        ),
        None => {
            let is_lost = |parts: &Parts<'_>| properties::unknown_in(parts, name).is_none();
            return (!parts.is_some_and(is_lost)).then(|| unknown(name, object));
        }
    };
    Some(Diagnostic::error(Code::InvalidExtension, name.span, message).help(help))
}

fn unknown(name: &Spanned<String>, object: &Struct) -> Diagnostic {
    let message = format!("the request has no property `{}`", name.value);
    let report = Diagnostic::error(Code::InvalidExtension, name.span, message);
    let known = object.fields().filter(|(_, field)| is_id(field));
    let known = known.map(|(_, field)| field.name.wire.as_str());
    match suggestion(&name.value, known) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("write the name of a string of the request"),
    }
}
