//! Warns about messages and types that no example shows.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::shown::Shown;
use crate::model::{Api, Shape, Struct, TypeId};
use crate::text::source::Span;
use crate::text::tree::Node;

use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let shown = shown(api, places);
    let mut silent = HashSet::new();
    for operation in &api.operations {
        let sides = [
            (operation.request(), "request", operation.request_examples()),
            (
                operation.response(),
                "response",
                operation.response_examples(),
            ),
        ];
        for (id, what, examples) in sides {
            if let Some(id) = id
                && examples.is_empty()
            {
                let message = format!("no example shows the {what} of `{}`", operation.id.wire);
                not_shown(places.span(&operation.origin), message, diagnostics);
                // A type inside this message has no example either, and needs no second
                // warning.
                silent.extend(api.within(id));
            }
        }
    }
    for (id, def) in api.reachable() {
        if let Shape::Struct(object) = &def.shape
            && !shown.contains(&id)
            && !silent.contains(&id)
        {
            let message = format!(
                "no example shows the type `{}`{}",
                def.name.wire,
                required(object)
            );
            not_shown(places.span(&def.origin), message, diagnostics);
        }
    }
}

/// Lists the members that an example of the object must contain.
fn required(object: &Struct) -> String {
    let names = object
        .required()
        .map(|field| format!("`{}`", field.name.wire));
    let names: Vec<String> = names.collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!(", which requires {}", names.join(", ")),
    }
}

fn not_shown(span: Option<Span>, message: String, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::warning(Code::NotShown, span, message)
            .help("add an example to the message, or to `examples` of the schema"),
    );
}

/// Returns the types of which an example has a value. Examples are checked before, so
/// each value has all required members.
fn shown(api: &Api, places: &Places<'_>) -> HashSet<TypeId> {
    let mut shown = Shown::in_messages(api);
    for (id, def) in api.reachable() {
        let examples = places.node(&format!("{}/examples", def.origin));
        let examples = examples.and_then(Node::as_sequence).unwrap_or_default();
        for example in examples {
            shown.add(id, &example.into());
        }
    }
    shown.types().collect()
}
