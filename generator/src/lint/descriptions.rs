//! Warns about items that have no description in the generated documentation.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Member, Shape, StateValue};
use crate::text::pointer::child;
use crate::text::source::Span;
use crate::text::tree::Node;

use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let operations = api.operations.iter();
    let operations = operations.map(|it| (&it.id, &it.origin));
    let webhooks = api.webhooks.iter().map(|it| (&it.id, &it.origin));
    for (id, origin) in operations.chain(webhooks) {
        let summary = places.node(&format!("{origin}/summary"));
        if summary.and_then(Node::as_str).is_some_and(is_blank) {
            no_summary(&id.wire, origin, places, diagnostics);
        }
        check_responses(origin, places, diagnostics);
    }
    for set in &api.code_sets {
        if is_blank(&set.description) {
            let span = places.span(&set.origin);
            missing(span, &set.origin, &set.name, SET, diagnostics);
        }
    }
    for (_, def) in api.reachable() {
        if is_blank(&def.description) {
            let span = places.span(&def.origin);
            missing(span, &def.origin, &def.name.wire, ITEM, diagnostics);
        }
        if let Shape::Struct(object) = &def.shape {
            for member in &object.members {
                check_member(&def.origin, member, places, diagnostics);
            }
            let values = object.state.iter().flat_map(|state| &state.values);
            for value in values.filter(|value| is_blank(&value.description)) {
                check_state(value, places, diagnostics);
            }
        }
    }
}

/// Reports a value of a state. Its origin is the pointer to its condition.
fn check_state(value: &StateValue, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let origin = value.origin.strip_suffix("/if").unwrap_or(&value.origin);
    let span = places.value_span(&child(origin, "value"));
    missing(span, origin, &value.name.wire, STATE, diagnostics);
}

/// Checks the responses. OpenAPI requires the description, but it is not generated.
fn check_responses(origin: &str, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let pointer = format!("{origin}/responses");
    let responses = places.node(&pointer).and_then(Node::as_mapping);
    for response in responses
        .into_iter()
        .flat_map(|responses| &responses.entries)
    {
        let below = child(&pointer, &response.key.text);
        let description = places.node(&child(&below, "description"));
        if response.value.as_mapping().is_some() && description.is_none() {
            let message = format!("the response `{}` has no description", response.key.text);
            diagnostics.push(
                Diagnostic::warning(Code::MissingDescription, response.key.span, message)
                    .at(below)
                    .help("add `description: …`, which OpenAPI requires"),
            );
        }
    }
}

fn check_member(origin: &str, member: &Member, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let description = match member {
        Member::Field(field) => &field.description,
        Member::Constant(constant) => &constant.description,
    };
    if is_blank(description) {
        let wire = &member.name().wire;
        let entries = places.member(origin, wire);
        let pointer = entries
            .first()
            .map_or(origin, |entry| entry.pointer.as_str());
        let span = places.member_span(origin, wire);
        missing(span, pointer, wire, ITEM, diagnostics);
    }
}

/// The help for a type or a member.
const ITEM: &str = "add `description: …` with its meaning, its unit and when it is needed";
/// The help for a set of codes.
const SET: &str = "add `description: …` that says what the codes have in common";
/// The help for a value of a state.
const STATE: &str = "add `description: …` that says what the state means";

fn missing(
    span: Option<Span>,
    pointer: &str,
    name: &str,
    help: &str,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("`{name}` has no description");
    diagnostics.push(
        Diagnostic::warning(Code::MissingDescription, span, message)
            .at(pointer)
            .help(help),
    );
}

fn no_summary(name: &str, origin: &str, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let pointer = format!("{origin}/summary");
    diagnostics.push(
        Diagnostic::warning(
            Code::MissingDescription,
            places.span(&pointer),
            format!("the summary of `{name}` is empty"),
        )
        .at(pointer)
        .help("write what the operation does in one line, such as `Cancel a payment`"),
    );
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
