//! Warns about values of examples and defaults that an open enum does not list.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Api, Enum, Openness, Operation, Shape, Webhook};
use crate::text::source::Span;
use crate::text::tree::Node;

use super::given::{Part, of_body, of_schema, walk, walk_value};
use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    // The places of findings. Types with a shared base have the same examples.
    let mut seen = HashSet::new();
    let mut visit = |part: Part<'_>, pointer: &str| {
        if let Part::Enum(node, set) = part {
            unlisted(node, set, pointer, &mut seen, diagnostics);
        }
    };
    let bodies = api.operations.iter().flat_map(Operation::bodies);
    let bodies = bodies.chain(api.webhooks.iter().flat_map(Webhook::bodies));
    for (_, body) in bodies {
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
        let Shape::Struct(object) = &def.shape else {
            continue;
        };
        for (_, field) in object.fields() {
            for property in places.member(&def.origin, &field.name.wire) {
                for (node, pointer) in of_schema(&property.node.value, &property.pointer) {
                    walk_value(api, node, &field.value.ty, &pointer, &mut visit);
                }
            }
        }
    }
}

fn unlisted(
    node: &Node,
    set: &Enum,
    pointer: &str,
    seen: &mut HashSet<Span>,
    diagnostics: &mut Diagnostics,
) {
    match set.openness {
        Openness::Open => {}
        // A value that a closed enum does not list is an error.
        Openness::Closed => return,
    }
    let Some(text) = node.as_str() else {
        return;
    };
    let variants = set.variants.iter();
    let mut known = variants.map(|variant| variant.name.wire.as_str());
    if known.clone().any(|known| known == text) || !seen.insert(node.span) {
        return;
    }
    let message = format!("the enum does not list `{text}`");
    let report = Diagnostic::warning(Code::UnlistedValue, node.span, message).at(pointer);
    diagnostics.push(match suggestion(text, known.by_ref()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None => report.help("write a listed value, or add it to `x-extensible-enum`"),
    });
}
