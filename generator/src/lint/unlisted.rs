//! Warns about members of examples that no schema lists.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Suggestions};
use crate::model::{Additional, Api, Operation, Struct, Webhook};
use crate::text::pointer::child;
use crate::text::tree::{Entry, Mapping};

use super::given::{Part, of_body, of_schema, walk, walk_value};
use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut visit = |part: Part<'_>, pointer: &str| {
        if let Part::Struct(mapping, object) = part {
            unlisted(mapping, object, pointer, diagnostics);
        }
    };
    let requests = api.operations.iter().filter_map(Operation::request_body);
    let replies = api.webhooks.iter().filter_map(Webhook::reply_body);
    for body in requests.chain(replies) {
        for (node, pointer) in of_body(body, places) {
            walk_value(api, node, &body.value.ty, &pointer, &mut visit);
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
    let names = || object.members.iter().map(|it| it.name().wire.as_str());
    let listed: HashSet<&str> = names().collect();
    let entries = mapping.entries.iter();
    let others = entries.filter(|it| !listed.contains(&*it.key.text));
    let mut suggestions = Suggestions::default();
    for entry in others {
        let near = suggestions.next(&entry.key.text, names());
        report(entry, near, &child(pointer, &entry.key.text), diagnostics);
    }
}

fn report(entry: &Entry, near: Option<&str>, pointer: &str, diagnostics: &mut Diagnostics) {
    let name = &entry.key.text;
    let report = Diagnostic::warning(
        Code::UnlistedMember,
        entry.key.span,
        format!("the schema does not list the member `{name}`"),
    )
    .at(pointer);
    diagnostics.push(match near {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help(
            "add it to `properties`, or write `additionalProperties: true` if other members are allowed",
        ),
    });
}
