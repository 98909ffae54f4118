//! Parts of the model that cannot be generated yet, each reported at one place.

mod messages;
mod parameters;
mod types;
mod webhooks;

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Body, Operation, TypeId};
use crate::text::places::Places;
use crate::text::source::Span;

use super::floats;

/// Reports all parts of the model that cannot be generated yet.
pub fn report(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut report = Unsupported {
        api,
        places,
        diagnostics,
        floats: floats::of(api),
    };
    report.second_operations();
    report.second_signatures();
    for operation in &api.operations {
        report.parameters(operation);
        if let Some(body) = &operation.body {
            report.body(body);
        }
        report.responses(operation);
        report.outcome(operation);
        report.codes(operation);
    }
    for webhook in &api.webhooks {
        report.webhook(webhook);
    }
    report.shared_bodies();
}

struct Unsupported<'a> {
    api: &'a Api,
    places: &'a Places<'a>,
    diagnostics: &'a mut Diagnostics,
    /// The types that contain binary floats.
    floats: HashSet<TypeId>,
}

impl Unsupported<'_> {
    fn push(&mut self, span: Option<Span>, pointer: &str, message: impl Into<String>, help: &str) {
        self.diagnostics.push(
            Diagnostic::error(Code::NotSupported, span, message)
                .at(pointer)
                .help(help),
        );
    }

    fn second_operations(&mut self) {
        let operations = &self.api.operations;
        for (first, second) in operations.iter().zip(operations.iter().skip(1)) {
            if first.document.path == second.document.path {
                let span = self.places.span(&second.origin);
                let message = "a second operation in a document is not supported yet";
                self.push(span, &second.origin, message, "move it to another document");
            }
        }
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
            self.push(span, &pointer, message, help);
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
    /// webhook would exist twice. Responses without an outcome share their items, and a body
    /// beside parameters or a reply has none.
    fn shared_bodies(&mut self) {
        // Whether a message has items of its own, for each type.
        let mut known: HashMap<TypeId, bool> = HashMap::new();
        for (body, has_items) in messages(self.api) {
            let Some(id) = body.named() else {
                continue;
            };
            let Some(had_items) = known.insert(id, has_items) else {
                continue;
            };
            if had_items || has_items {
                let span = self.places.span(&body.origin);
                let message =
                    "a component that is the body of several messages is not supported yet";
                let help = "write `allOf: [{$ref: …}]` to give the body its own type";
                self.push(span, &body.origin, message, help);
            }
        }
    }
}

/// Returns the bodies that are messages, each with whether items of Rust belong to the
/// message alone.
fn messages(api: &Api) -> Vec<(&Body, bool)> {
    let mut messages = Vec::new();
    for operation in &api.operations {
        let request = operation.body.as_ref();
        let request = request.filter(|_| operation.inputs.is_none());
        messages.extend(request.map(|body| (body, true)));
        let responses = operation.responses.iter().filter_map(|it| it.body.as_ref());
        messages.extend(responses.map(|body| (body, operation.outcome.is_some())));
    }
    let notifications = api.webhooks.iter().filter_map(|it| it.body.as_ref());
    messages.extend(notifications.map(|body| (body, true)));
    messages
}
