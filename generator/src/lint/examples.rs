//! Warns about messages and types that no example shows.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::shown::Shown;
use crate::model::{Api, Body, Example, Shape, Struct, TypeId};
use crate::text::source::Span;
use crate::text::tree::Node;

use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let shown = shown(api, places);
    let mut silent = Vec::new();
    for (owner, origin, body) in bodies(api) {
        if body.examples.is_empty() {
            let message = format!("no example shows the {} of `{owner}`", body.name);
            let help = "add an example to the content of the message";
            not_shown(places.span(origin), message, help, diagnostics);
            // A type inside this message has no example either, and needs no second
            // warning.
            silent.push(body.id);
        }
    }
    let silent: HashSet<TypeId> = api.within_any(silent).into_iter().collect();
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
            let help =
                "add an example to a message that contains it, or to `examples` of its schema";
            not_shown(places.span(&def.origin), message, help, diagnostics);
        }
    }
}

/// A body with its examples.
struct ShownBody<'a> {
    name: &'static str,
    id: TypeId,
    examples: &'a [Example],
}

/// Returns the bodies of operations and webhooks, each with the name and the origin of
/// its operation or webhook.
fn bodies(api: &Api) -> Vec<(&str, &str, ShownBody<'_>)> {
    let mut bodies = Vec::new();
    for it in &api.operations {
        // Parameters have examples of their own.
        let body = it.request_body().and_then(Body::named);
        let request = ("request", body, it.request_examples());
        let response = ("response", it.response(), it.response_examples());
        bodies.push((&it.id, &it.origin, [request, response]));
    }
    for it in &api.webhooks {
        let notification = (
            "notification",
            it.notification(),
            it.notification_examples(),
        );
        let reply = ("reply", it.reply(), it.reply_examples());
        bodies.push((&it.id, &it.origin, [notification, reply]));
    }
    let bodies = bodies.into_iter().flat_map(|(id, origin, sides)| {
        sides.into_iter().filter_map(move |(name, body, examples)| {
            let shown = ShownBody {
                name,
                id: body?,
                examples,
            };
            Some((id.wire.as_str(), origin.as_str(), shown))
        })
    });
    bodies.collect()
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

fn not_shown(span: Option<Span>, message: String, help: &str, diagnostics: &mut Diagnostics) {
    diagnostics.push(Diagnostic::warning(Code::NotShown, span, message).help(help));
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
