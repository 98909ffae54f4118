//! Parts of the model that cannot be generated yet, each reported at one place.

mod webhooks;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Operation, Shape, Status, Struct, Type, TypeDef, Value};
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
    };
    report.second_operations();
    for operation in &api.operations {
        report.parameters(operation);
        report.bodies(operation);
        report.responses(operation);
        report.extensions(operation);
    }
    for webhook in &api.webhooks {
        report.webhook(webhook);
    }
    report.shared_bodies();
    for (_, def) in api.reachable() {
        report.union(def);
        report.nullable_members(def);
    }
}

struct Unsupported<'a> {
    api: &'a Api,
    places: &'a Places<'a>,
    diagnostics: &'a mut Diagnostics,
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

    fn parameters(&mut self, operation: &Operation) {
        for parameter in &operation.parameters {
            let span = self.places.span(&parameter.origin);
            let (name, location) = (&parameter.name, parameter.location.as_str());
            let message = format!("parameters are not supported yet: `{name}` in the {location}");
            let help = "move its value to the request body, if the API accepts it there";
            self.push(span, &parameter.origin, message, help);
        }
        if operation.parameters.is_empty() && operation.http.path.contains('{') {
            let path = &operation.http.path;
            let span = self.places.span(&operation.origin);
            let message = format!("parameters in a path are not supported yet: `{path}`");
            self.push(
                span,
                &operation.origin,
                message,
                "write a path without braces",
            );
        }
    }

    fn bodies(&mut self, operation: &Operation) {
        let Some(body) = &operation.body else {
            if self.may_be_there(&operation.origin, Object::Operation, "requestBody") {
                return;
            }
            let span = self.places.span(&operation.origin);
            let message = "a request without a body is not supported yet";
            let help = "add `requestBody`, if the API accepts one";
            self.push(span, &operation.origin, message, help);
            return;
        };
        self.body(&body.value, &body.origin);
    }

    /// Reports a body that is not a struct.
    fn body(&mut self, value: &Value, origin: &str) {
        let is_struct = match value.ty {
            Type::Named(id) => self.api.structure(id).is_some(),
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => false,
        };
        // A union is reported separately.
        let is_union = value.ty.named().is_some_and(|id| {
            let is_named = matches!(value.ty, Type::Named(_));
            is_named && matches!(self.api.get(id).shape, Shape::Union(_))
        });
        if !is_struct && !is_union {
            let span = self.places.span(origin);
            let message = "a body that is not an object is not supported yet";
            let help = "write `type: object` with `properties`";
            self.push(span, origin, message, help);
        }
    }

    fn responses(&mut self, operation: &Operation) {
        for response in &operation.responses {
            match (response.status, &response.body) {
                (Status::Code(200), Some(body)) => self.body(&body.value, &body.origin),
                // `default` without a body describes any other response.
                (Status::Default, None) => {}
                (Status::Code(200), None) => {
                    let span = self.places.span(&response.origin);
                    let message = "a response without a body is not supported yet";
                    let help = "add the JSON body under `content`";
                    self.push(span, &response.origin, message, help);
                }
                (Status::Code(_) | Status::Class(_) | Status::Default, _) => {
                    let span = self.places.span(&response.origin);
                    let status = response.status;
                    let message =
                        format!("a response of its own for status {status} is not supported yet");
                    let help = "move the body to status `200`; `default` may have a description";
                    self.push(span, &response.origin, message, help);
                }
            }
        }
        let origin = format!("{}/responses", operation.origin);
        let responses = self.places.node(&origin).and_then(Node::as_mapping);
        if responses.is_some_and(|responses| responses.get("200").is_none()) {
            let span = self.places.span(&origin);
            let message = "an operation without a response for status 200 is not supported yet";
            self.push(span, &origin, message, "add it: `\"200\": …`");
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
        let mut seen = std::collections::HashSet::new();
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

    fn union(&mut self, def: &TypeDef) {
        if let Shape::Union(_) = def.shape {
            let keywords = ["oneOf", "anyOf"].map(|it| format!("{}/{it}", def.origin));
            let mut known = keywords.iter().filter(|it| self.places.span(it).is_some());
            let pointer = known.next().unwrap_or(&def.origin);
            let span = self.places.span(pointer);
            let message = "a value of one of several types is not supported yet";
            let help = "write its one `type`, or a string for all of them";
            self.push(span, pointer, message, help);
        }
    }

    fn nullable_members(&mut self, def: &TypeDef) {
        let object = def.shape.as_struct().into_iter();
        for (_, field) in object.flat_map(Struct::fields) {
            if is_nullable(&field.value) {
                let entries = self.places.member(&def.origin, &field.name.wire);
                let written = entries
                    .first()
                    .and_then(|entry| entry.value.as_mapping()?.get("type"));
                let span = written.map(|entry| entry.value.span);
                let span = span.or_else(|| self.places.member_span(&def.origin, &field.name.wire));
                let pointer = format!("{}/properties/{}/type", def.origin, field.name.wire);
                let message = "a list of types (nullable types) is not supported yet";
                let help =
                    "write one type: an optional member may be absent, and null is read as absent";
                self.push(span, &pointer, message, help);
            }
        }
    }
}

/// Returns whether a value or an item of it is nullable.
fn is_nullable(value: &Value) -> bool {
    value.nullable
        || match &value.ty {
            Type::List(item) | Type::Map(item) => is_nullable(item),
            Type::Scalar(_) | Type::Any | Type::Named(_) => false,
        }
}
