//! Names that must be names of properties.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::Member;
use crate::openapi::keyword::Keyword;
use crate::text::source::Spanned;

use super::parts::Parts;

/// Returns the position of the member with a name; reports an unknown name. A member that
/// could not be lowered has no position, but was reported.
pub fn position(
    name: &Spanned<String>,
    keyword: Keyword,
    parts: &Parts<'_>,
    members: &[Member],
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let position = members
        .iter()
        .position(|member| member.name().wire == name.value);
    if position.is_none() {
        let report = unknown_in(parts, name);
        if let Some(report) = report {
            diagnostics.push(report.at(parts.pointer_to(keyword)));
        }
    }
    position
}

/// Returns a diagnostic if no property has the name.
pub fn unknown_in(parts: &Parts<'_>, name: &Spanned<String>) -> Option<Diagnostic> {
    let properties = parts.properties();
    let known = || properties.iter().map(|(known, _)| *known);
    let is_known = parts.is_incomplete() || known().any(|known| known == name.value);
    (!is_known).then(|| unknown(name, suggestion(&name.value, known())))
}

/// Creates the diagnostic for an unknown name. `near` is the known one that is nearest to it.
pub fn unknown(name: &Spanned<String>, near: Option<&str>) -> Diagnostic {
    let report = Diagnostic::warning(
        Code::InvalidValue,
        name.span,
        format!("there is no property `{}`", name.value),
    );
    match near {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("add it to `properties`, or remove it here"),
    }
}
