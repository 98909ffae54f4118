//! The names of fields, constants and setters within a struct, and their collisions.

use crate::diagnostics::Diagnostics;
use crate::model::{Access, Field, Member, Presence, Type};
use crate::names::{self, NameKind};

use super::site::ValueSite;
use crate::lower::naming;
use crate::lower::taken_names::TakenNames;

/// Claims the name of a member and the names of its additional setters. If one is taken, the
/// name spells its symbols, says the place of a parameter, or gets a number, which is reported.
pub fn take_names(
    member: &mut Member,
    site: ValueSite<'_>,
    place: Option<&str>,
    taken: &mut TakenNames,
    diagnostics: &mut Diagnostics,
) {
    let wish = member.name().rust.clone();
    let collision = taken.find(names_of(member, site));
    if collision.is_some() {
        let spelled = names::with_symbols(site.name, NameKind::Field);
        let placed = || place.map(|place| format!("{}_in_{place}", wish.trim_end_matches('_')));
        let other = Some(spelled).filter(|it| *it != wish).or_else(placed);
        let is_name = |it: &String| names::is_rust_name(it, NameKind::Field);
        let other = other.filter(|it| is_name(it) && !names::is_reserved_setter(it));
        if let Some(other) = other {
            member.name_mut().rust = other;
        }
    }
    if taken.find(names_of(member, site)).is_some() {
        let numbered = |number| names::numbered(&wish, number);
        taken.next(&wish, numbered, |name| {
            name.clone_into(&mut member.name_mut().rust);
            names_of(member, site)
        });
    }
    for name in names_of(member, site) {
        // Every name is free.
        let _ = taken.claim(&name, site.span);
    }
    if let Some(known) = collision {
        let message = format!(
            "`{}` gives the Rust name `{wish}`, which another item has: it becomes `{}`",
            site.name,
            member.name().rust
        );
        diagnostics.push(
            naming::derived(site.span, message, NameKind::Field)
                .labelled(known, "the other one comes from here"),
        );
    }
}

/// Returns the name of a member, and those of its builder methods other than its setter.
fn names_of(member: &Member, site: ValueSite<'_>) -> Vec<String> {
    let mut all = vec![member.name().rust.clone()];
    match member {
        Member::Field(field) if is_set(field, site) => all.extend(twins(field)),
        Member::Field(_) | Member::Constant(_) => {}
    }
    all
}

/// Returns whether a builder has setters of a field.
fn is_set(field: &Field, site: ValueSite<'_>) -> bool {
    site.usage.written && field.access != Access::ReadOnly
}

/// Returns the names of a field's builder methods other than its setter.
fn twins(field: &Field) -> Vec<String> {
    let name = &field.name.rust;
    let mut twins = match field.presence {
        Presence::Optional => vec![names::maybe(name), names::clear(name)],
        Presence::Required | Presence::Written => Vec::new(),
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
