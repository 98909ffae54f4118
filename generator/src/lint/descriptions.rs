//! What a reader of the generated crate finds without a word.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Member, Shape, TypeId};
use crate::source::Span;

use super::place::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        if is_blank(&operation.summary) && is_blank(&operation.description) {
            let span = places.operation(operation);
            missing(span, &operation.id.wire, diagnostics);
        }
    }
    for set in &api.code_sets {
        if is_blank(&set.description) {
            missing(places.span(&set.origin), &set.name, diagnostics);
        }
    }
    for (id, def) in api.reachable() {
        if is_blank(&def.description) {
            missing(places.span(&def.origin), &def.name.wire, diagnostics);
        }
        if let Shape::Object(object) = &def.shape {
            for member in &object.members {
                check_member(api, id, member, places, diagnostics);
            }
        }
    }
}

fn check_member(
    api: &Api,
    owner: TypeId,
    member: &Member,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) {
    let description = match member {
        Member::Field(field) => &field.description,
        Member::Constant(constant) => &constant.description,
    };
    if is_blank(description) {
        let wire = &member.name().wire;
        missing(places.member_span(api, owner, wire), wire, diagnostics);
    }
}

fn missing(span: Option<Span>, name: &str, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::warning(
            Code::MissingDescription,
            span,
            format!("`{name}` has no description"),
        )
        .help("add `description: …`: what it is, its unit, when it is needed"),
    );
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
