//! The parameters of `new`.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Member, Presence};
use crate::openapi::keyword::Keyword;
use crate::text::source::Spanned;

use crate::lower::parts::Parts;
use crate::lower::properties;

/// Returns the positions of the members that `x-constructor` lists.
pub fn constructor(
    parts: &Parts<'_>,
    members: &[Member],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<usize>> {
    let mut schemas = parts.schemas.iter();
    let names = schemas.find_map(|schema| schema.extensions().constructor.as_ref())?;
    let chosen = names.value.iter();
    let chosen: Vec<usize> = chosen
        .filter_map(|name| argument(name, parts, members, diagnostics))
        .collect();
    refuse_repeated(&names.value, parts, diagnostics);
    if chosen.len() < names.value.len() {
        return None;
    }
    let mut members = members.iter().enumerate();
    let leaves_out = members.any(|(index, member)| match member {
        Member::Field(field) => field.presence != Presence::Optional && !chosen.contains(&index),
        Member::Constant(_) => false,
    });
    if leaves_out {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidExtension,
                names.span,
                "a required member is missing in `x-constructor`",
            )
            .at(parts.pointer_to(Keyword::Constructor))
            .help("list every required member that is not a constant"),
        );
    }
    Some(chosen)
}

fn refuse_repeated(names: &[Spanned<String>], parts: &Parts<'_>, diagnostics: &mut Diagnostics) {
    for (index, name) in names.iter().enumerate() {
        let mut before = names.iter().take(index);
        if let Some(first) = before.find(|other| other.value == name.value) {
            diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    name.span,
                    format!("`{}` is listed twice", name.value),
                )
                .at(parts.pointer_to(Keyword::Constructor))
                .labelled(first.span, "first listed here")
                .help("remove one of them"),
            );
        }
    }
}

/// Returns the position of a member that can be a parameter of `new`.
fn argument(
    name: &Spanned<String>,
    parts: &Parts<'_>,
    members: &[Member],
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let position = properties::position(name, Keyword::Constructor, parts, members, diagnostics)?;
    if let Some(Member::Constant(_)) = members.get(position) {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidExtension,
                name.span,
                format!(
                    "`{}` is a constant, so it cannot be a parameter of `new`",
                    name.value
                ),
            )
            .at(parts.pointer_to(Keyword::Constructor))
            .help("remove it from the list"),
        );
        return None;
    }
    Some(position)
}
