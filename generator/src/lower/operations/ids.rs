//! `x-ids`: the members that identify a request.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Field, IdMember, Scalar, Type, TypeId};
use crate::text::source::Spanned;

use crate::lower::table::Table;

/// Lowers the names of the members that identify a request. The response may have members
/// of the same names.
pub fn ids(
    names: &[Spanned<String>],
    request: TypeId,
    response: Option<TypeId>,
    types: &Table<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<IdMember> {
    let lowered = names.iter().filter_map(|name| {
        let request = match id_member(&name.value, request, types) {
            Ok(member) => member?,
            Err(known) => {
                diagnostics.push(not_an_id(name, &known));
                return None;
            }
        };
        let response = response.and_then(|id| id_member(&name.value, id, types).ok().flatten());
        Some(IdMember { request, response })
    });
    lowered.collect()
}

/// Returns the position of a text of an object. The error has the names of its texts. An
/// object that could not be lowered, which was reported, has no position.
fn id_member(name: &str, owner: TypeId, types: &Table<'_>) -> Result<Option<usize>, Vec<String>> {
    let Some(object) = types.structure(owner) else {
        return Ok(None);
    };
    let mut texts = object.fields().filter(|(_, field)| is_id(field));
    match texts.find(|(_, field)| field.name.wire == name) {
        Some((position, _)) => Ok(Some(position)),
        None => Err(object
            .fields()
            .filter(|(_, field)| is_id(field))
            .map(|(_, field)| field.name.wire.clone())
            .collect()),
    }
}

/// Returns whether a field can identify a request: it is a text that may be shown.
fn is_id(field: &Field) -> bool {
    matches!(field.value.ty, Type::Scalar(Scalar::Text)) && field.value.sensitive.is_none()
}

fn not_an_id(name: &Spanned<String>, known: &[String]) -> Diagnostic {
    let message = format!("the request has no text `{}`", name.value);
    let report = Diagnostic::error(Code::InvalidExtension, name.span, message);
    match suggestion(&name.value, known.iter().map(String::as_str)) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("write the name of a text without `x-sensitive`"),
    }
}
