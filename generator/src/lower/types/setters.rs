//! The names of fields, constants and setters within a struct, and their collisions.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Field, Member, Presence, Type};
use crate::names;

use super::site::ValueSite;
use crate::lower::taken_names::TakenNames;

/// Claims the name of a member and the names of its additional setters. Only the first
/// collision is reported.
pub fn take_names(
    member: &Member,
    site: ValueSite<'_>,
    taken: &mut TakenNames,
    diagnostics: &mut Diagnostics,
) {
    let is_free = taken.take(&member.name().rust, site.name, site.span, diagnostics);
    let field = match member {
        Member::Field(field) if is_free && !site.usage.is_only_read() => field,
        Member::Field(_) | Member::Constant(_) => return,
    };
    for twin in twins(field) {
        if let Err(known) = taken.claim(&twin, site.span) {
            let wire = site.name;
            let message =
                format!("`{wire}` gives the setter name `{twin}`, which another setter has");
            diagnostics.push(
                Diagnostic::error(Code::NameCollision, site.span, message)
                    .labelled(known, format!("the other `{twin}` comes from here"))
                    .help("rename one of them with `x-rust-name`"),
            );
            return;
        }
    }
}

/// Returns the names of a field's builder methods other than its setter.
fn twins(field: &Field) -> Vec<String> {
    let name = &field.name.rust;
    let mut twins = match field.presence {
        Presence::Optional => vec![names::maybe(name), names::clear(name)],
        Presence::Required => Vec::new(),
    };
    if field.value.nullable {
        twins.push(names::null(name));
        return twins;
    }
    match field.value.ty {
        Type::List(_) => twins.push(names::add(name)),
        Type::Scalar(_) | Type::Any | Type::Named(_) | Type::Map(_) => {}
    }
    twins
}
