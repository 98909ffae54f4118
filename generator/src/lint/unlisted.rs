//! Warns about members of examples that no schema lists.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Additional, Api, Struct};
use crate::text::pointer::child;
use crate::text::tree::{Entry, Mapping};

use super::given::{Part, of_schema, requests, responses, walk};
use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut visit = |part: Part<'_>, pointer: &str| {
        if let Part::Struct(mapping, object) = part {
            unlisted(mapping, object, pointer, diagnostics);
        }
    };
    for operation in &api.operations {
        if let Some(id) = operation.request() {
            for (node, pointer) in requests(&operation.origin, places) {
                walk(api, node, id, &pointer, &mut visit);
            }
        }
    }
    for webhook in &api.webhooks {
        if let Some(id) = webhook.reply() {
            for (node, pointer) in responses(&webhook.origin, places) {
                walk(api, node, id, &pointer, &mut visit);
            }
        }
    }
    for (id, def) in api.reachable() {
        if let Some(schema) = places.node(&def.origin) {
            for (node, pointer) in of_schema(schema, &def.origin) {
                walk(api, node, id, &pointer, &mut visit);
            }
        }
    }
}

fn unlisted(mapping: &Mapping, object: &Struct, pointer: &str, diagnostics: &mut Diagnostics) {
    match object.additional {
        Additional::Unmentioned => {}
        // Forbidden members are errors already.
        Additional::Allowed | Additional::Forbidden => return,
    }
    for entry in &mapping.entries {
        let mut members = object.members.iter();
        if !members.any(|member| member.name().wire == *entry.key.text) {
            report(entry, object, &child(pointer, &entry.key.text), diagnostics);
        }
    }
}

fn report(entry: &Entry, object: &Struct, pointer: &str, diagnostics: &mut Diagnostics) {
    let name = &entry.key.text;
    let names = object
        .members
        .iter()
        .map(|member| member.name().wire.as_str());
    let report = Diagnostic::warning(
        Code::UnlistedMember,
        entry.key.span,
        format!("the schema does not list the member `{name}`"),
    )
    .at(pointer);
    diagnostics.push(match suggestion(name, names) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help(
            "add it to `properties`, or write `additionalProperties: true` if other members are allowed",
        ),
    });
}
