//! Parts of the model that cannot be generated yet, each reported at one place.

mod messages;
mod types;
mod webhooks;

use std::collections::{BTreeSet, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Operation, TypeId, Webhook};
use crate::openapi::keyword::Object;
use crate::text::places::Places;
use crate::text::source::Span;
use crate::text::tree::Node;

/// Reports all parts of the model that cannot be generated yet.
pub fn report(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut report = Unsupported {
        api,
        places,
        diagnostics,
        nullable: HashSet::new(),
    };
    report.second_operations();
    for operation in &api.operations {
        report.parameters(operation);
        report.request(operation);
        report.responses(operation);
        report.extensions(operation);
    }
    for webhook in &api.webhooks {
        report.webhook(webhook);
    }
    report.shared_bodies();
    for id in in_bodies(api) {
        report.union(api.get(id));
        report.nullable_members(api.get(id));
    }
}

/// Returns the types in the bodies of operations and webhooks. Parameters are reported as
/// a whole, so their types are not reported again.
fn in_bodies(api: &Api) -> BTreeSet<TypeId> {
    let bodies = api.operations.iter().flat_map(Operation::bodies);
    let bodies = bodies.chain(api.webhooks.iter().flat_map(Webhook::bodies));
    let roots = bodies.filter_map(|(_, body)| body.value.ty.named());
    roots.flat_map(|root| api.within(root)).collect()
}

struct Unsupported<'a> {
    api: &'a Api,
    places: &'a Places<'a>,
    diagnostics: &'a mut Diagnostics,
    /// The pointers to the lists of types with null that were reported.
    nullable: HashSet<String>,
}

impl Unsupported<'_> {
    fn push(&mut self, span: Option<Span>, pointer: &str, message: impl Into<String>, help: &str) {
        self.diagnostics.push(
            Diagnostic::error(Code::NotSupported, span, message)
                .at(pointer)
                .help(help),
        );
    }

    /// Returns whether an object may have a keyword: it could not be read, or an unknown
    /// keyword may be a misspelling of it. Either was reported.
    fn may_be_there(&self, pointer: &str, object: Object, keyword: &str) -> bool {
        let mapping = self.places.node(pointer).and_then(Node::as_mapping);
        mapping.is_some_and(|mapping| {
            let mut entries = mapping.entries.iter();
            mapping.get(keyword).is_some() || entries.any(|entry| !object.knows(&entry.key.text))
        })
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

    /// Reports a missing extension that every operation needs for now.
    fn extensions(&mut self, operation: &Operation) {
        let span = self.places.span(&operation.origin);
        let may_have = self.may_be_there(&operation.origin, Object::Operation, "x-outcome");
        if operation.outcome.is_none() && !may_have {
            let message = "an operation without `x-outcome` is not supported yet";
            let help = "add `x-outcome` with the pointers to status, code and message, and the meaning of the status values";
            self.push(span, &operation.origin, message, help);
        }
    }

    /// Reports a component that is several bodies, since the items of an operation or a
    /// webhook would exist twice. A reply has no such items.
    fn shared_bodies(&mut self) {
        let operations = self.api.operations.iter();
        let bodies = operations.flat_map(Operation::bodies).map(|(_, body)| body);
        let notifications = self.api.webhooks.iter().filter_map(|it| it.body.as_ref());
        let bodies: Vec<_> = bodies
            .chain(notifications)
            .filter_map(|body| Some((body.named()?, body)))
            .collect();
        let mut seen = HashSet::new();
        for (id, body) in bodies {
            if !seen.insert(id) {
                let span = self.places.span(&body.origin);
                let message =
                    "a component that is the body of several messages is not supported yet";
                let help = "write `allOf: [{$ref: …}]` to give the body its own type";
                self.push(span, &body.origin, message, help);
            }
        }
    }
}
