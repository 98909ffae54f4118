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
            let lost = answer.filter(|_| response.is_none());
            if let Some(report) = lost.and_then(|answer| not_comparable(name, answer)) {
                diagnostics.push(report);
            }
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
    let Some(member) = member(name, object) else {
        let is_lost = |parts: &Parts<'_>| properties::unknown_in(parts, name).is_none();
        return (!parts.is_some_and(is_lost)).then(|| unknown(name, object));
    };
    let (cause, help) = cause(member);
    let message = format!("`{wire}` {cause}, so it cannot be an id");
    Some(Diagnostic::error(Code::InvalidExtension, name.span, message).help(help))
}

/// Returns an error if the response has a member with the name of an id that cannot be
/// compared: the response to another request would be accepted.
fn not_comparable(name: &Spanned<String>, response: &Struct) -> Option<Diagnostic> {
    let (cause, help) = cause(member(name, response)?);
    let wire = &name.value;
    let message =
        format!("`{wire}` of the response {cause}, so it cannot be compared with the request's");
    Some(Diagnostic::error(Code::InvalidExtension, name.span, message).help(help))
}

fn member<'a>(name: &Spanned<String>, object: &'a Struct) -> Option<&'a Member> {
    let mut members = object.members.iter();
    members.find(|member| member.name().wire == name.value)
}

/// Returns the reason why a member is not an id, and a help.
fn cause(member: &Member) -> (&'static str, &'static str) {
    match member {
        Member::Constant(_) => (
            "is a constant",
            "write the name of a string that differs per request",
        ),
        Member::Field(field) if is_text(field) => (
            "is sensitive",
            "remove its `x-sensitive`, or write the name of another string",
        ),
        Member::Field(_) => (
            "is not a plain string",
            "write the name of a string without `format` and `enum`",
        ),
    }
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
