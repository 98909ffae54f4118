//! Parts of the model that cannot be generated yet, each reported at one place.

mod messages;
mod parameters;
mod types;
mod values;
mod webhooks;

use std::collections::{BTreeSet, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Body, Direction, Operation, Shape, TypeId, Usage};
use crate::text::places::Places;
use crate::text::source::Span;

use super::holders;

/// Replaces the parts of the model that cannot be generated yet, and reports each: a value
/// becomes any JSON value, and a message is left out while its types stay. Returns the number
/// of replaced values.
pub fn leave_out(api: &mut Api, places: &Places<'_>, diagnostics: &mut Diagnostics) -> usize {
    let left = left_out(api, places, diagnostics);
    let mut roots = Vec::new();
    let mut at = 0;
    api.operations.retain_mut(|operation| {
        let is_kept = !left.operations.contains(&at);
        at += 1;
        if !is_kept {
            roots.extend(named(operation.bodies()));
        }
        let success = operation.success().map(|it| it.status);
        let is_stated = operation.outcome.is_some();
        for response in &mut operation.responses {
            // Only the response that means success can state an outcome.
            if is_kept && is_stated && Some(response.status) != success {
                let contents = std::mem::take(&mut response.contents);
                roots.extend(named(contents.iter().map(|body| (Direction::Read, body))));
            }
        }
        is_kept
    });
    let mut at = 0;
    api.webhooks.retain(|webhook| {
        let is_kept = !left.webhooks.contains(&at);
        at += 1;
        if !is_kept {
            roots.extend(named(webhook.bodies()));
        }
        is_kept
    });
    api.roots.append(&mut roots);
    let replaced = values::replace(api);
    api.set_usages();
    for def in &mut api.types {
        match def.shape {
            Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => {}
            // Its uses were replaced.
            Shape::Alias(_) => def.usage = Usage::default(),
        }
    }
    replaced
}

/// Returns the named types of bodies.
fn named<'b>(
    bodies: impl Iterator<Item = (Direction, &'b Body)>,
) -> impl Iterator<Item = (Direction, TypeId)> {
    bodies.filter_map(|(direction, body)| Some((direction, body.inner()?)))
}

/// The messages that are left out, by their positions.
#[derive(Default)]
struct Left {
    operations: HashSet<usize>,
    webhooks: HashSet<usize>,
}

/// Reports what cannot be generated; returns the messages that are left out.
fn left_out(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) -> Left {
    let mut report = Unsupported {
        api,
        places,
        diagnostics,
        floats: holders::of_floats(api),
        is_left_out: false,
    };
    let mut left = Left::default();
    report.second_signatures();
    report.credentials_beside_signatures();
    let shared = report.shared_bodies();
    for (at, operation) in api.operations.iter().enumerate() {
        report.is_left_out = shared.operations.contains(&at);
        report.parameters(operation);
        report.responses(operation);
        report.outcome(operation);
        report.codes(operation);
        if report.is_left_out {
            report.left_out("operation", &operation.id.wire, &operation.origin);
            left.operations.insert(at);
        }
    }
    for (at, webhook) in api.webhooks.iter().enumerate() {
        report.is_left_out = shared.webhooks.contains(&at);
        report.webhook(webhook);
        if report.is_left_out {
            report.left_out("webhook", &webhook.id.wire, &webhook.origin);
            left.webhooks.insert(at);
        }
    }
    left
}

struct Unsupported<'a, 't> {
    api: &'a Api,
    places: &'a Places<'t>,
    diagnostics: &'a mut Diagnostics,
    /// The types that contain binary floats.
    floats: HashSet<TypeId>,
    /// True if the message that is examined is left out.
    is_left_out: bool,
}

impl Unsupported<'_, '_> {
    /// Reports a part of a message, which is left out.
    fn push(&mut self, span: Option<Span>, pointer: &str, message: impl Into<String>, help: &str) {
        self.is_left_out = true;
        self.weaken(span, pointer, message, help);
    }

    /// Reports a message that is left out because of a part, which was reported.
    fn left_out(&mut self, what: &str, id: &str, pointer: &str) {
        let span = self.places.span(pointer);
        let message = format!("the {what} `{id}` is left out: a part of it is not supported");
        let help = "change that part, of which another warning tells more";
        self.weaken(span, pointer, message, help);
    }

    /// Reports a part that is generated weaker than it is written.
    fn weaken(
        &mut self,
        span: Option<Span>,
        pointer: &str,
        message: impl Into<String>,
        help: &str,
    ) {
        self.diagnostics.push(
            Diagnostic::warning(Code::NotSupported, span, message)
                .at(pointer)
                .help(help),
        );
    }

    /// Reports signature schemes that differ from the first one, which all messages have.
    fn second_signatures(&mut self) {
        let schemes = self.api.security_schemes.iter();
        let signed = schemes.filter(|scheme| scheme.signature.is_some());
        for scheme in signed.filter(|scheme| scheme.signature.as_ref() != self.api.signature()) {
            let pointer = format!("{}/x-signature", scheme.origin);
            let span = self.places.span(&pointer);
            let message = "a second signature scheme is not supported yet";
            let help =
                "write the same `x-signature` in all schemes, or refer to one scheme with `$ref`";
            self.weaken(span, &pointer, message, help);
        }
    }

    /// Reports the schemes and the operations that the client of a crate with signatures does
    /// not know.
    fn credentials_beside_signatures(&mut self) {
        if self.api.signature().is_none() {
            return;
        }
        let operations = self.api.operations.iter();
        let needed = operations.clone().flat_map(|it| &it.security).flatten();
        let needed: BTreeSet<usize> = needed.map(|it| it.scheme).collect();
        let schemes = needed
            .into_iter()
            .filter_map(|it| self.api.security_schemes.get(it));
        for scheme in schemes.filter(|scheme| scheme.has_credential()) {
            let span = self.places.span(&scheme.origin);
            let name = &scheme.name.wire;
            let message = format!(
                "the client signs requests and sends no credential of `{name}` beside the signature"
            );
            let help = "add the credential to the messages of `signature` by a library of your own";
            self.weaken(span, &scheme.origin, message, help);
        }
        for operation in operations.filter(|it| it.signed_by.is_none()) {
            let span = self.places.span(&operation.origin);
            let id = &operation.id.wire;
            let message = format!(
                "the client signs requests and does not send `{id}`, which has no signature"
            );
            let help = "send it by a library of your own";
            self.weaken(span, &operation.origin, message, help);
        }
    }

    /// Reports result codes of a response that states no outcome.
    fn codes(&mut self, operation: &Operation) {
        let pointer = format!("{}/x-result-codes", operation.origin);
        let span = self.places.span(&pointer);
        // An outcome that could not be lowered was reported.
        let outcome = format!("{}/x-outcome", operation.origin);
        if span.is_some() && self.places.node(&outcome).is_none() {
            let message = "`x-result-codes` without `x-outcome` is not supported yet";
            let help = "add `x-outcome` with the pointers to status, code and message, and the meaning of the status values";
            self.push(span, &pointer, message, help);
        }
    }

    /// Reports a component that is several messages, since the items of an operation or a
    /// webhook would exist twice. Responses without an outcome, bodies beside parameters and
    /// replies have none. The first message keeps the items.
    fn shared_bodies(&mut self) -> Left {
        let api = self.api;
        let mut left = Left::default();
        let mut known: HashSet<TypeId> = HashSet::new();
        for (at, operation) in api.operations.iter().enumerate() {
            let request = operation.request_body();
            let request = request.filter(|_| operation.inputs.is_none());
            let response = operation.success_body();
            let response = response.filter(|_| operation.outcome.is_some());
            for body in request.into_iter().chain(response) {
                if self.is_shared(body, &mut known) {
                    left.operations.insert(at);
                }
            }
        }
        for (at, webhook) in api.webhooks.iter().enumerate() {
            let body = webhook.body.as_ref();
            let body = body.filter(|_| webhook.signed_by.is_some());
            if body.is_some_and(|body| self.is_shared(body, &mut known)) {
                left.webhooks.insert(at);
            }
        }
        left
    }

    /// Returns whether another message has the type of a body, which is reported.
    fn is_shared(&mut self, body: &Body, known: &mut HashSet<TypeId>) -> bool {
        let is_shared = body.named().is_some_and(|id| !known.insert(id));
        if is_shared {
            let span = self.places.span(&body.origin);
            let message = "a component that is the body of several messages is not supported yet";
            let help = "write `allOf: [{$ref: …}]` to give the body its own type";
            self.weaken(span, &body.origin, message, help);
        }
        is_shared
    }
}
