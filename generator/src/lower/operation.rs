//! Operations: names, outcome, result codes and examples.

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::model::{
    Demand, Example, FieldPath, Literal, Operation, Outcome, Presence, ResultCode, Retry, Role,
    Shape, Source, Test, Type, TypeId,
};
use crate::openapi::{self, Document, Spanned};
use crate::source::Span;

use super::parts::{Parts, json};
use super::{Lowering, canonical};

/// What an operation's module may not be called: what stands beside it.
const TAKEN: [&str; 4] = ["builder", "types", "servers", "support"];

const RETRIES: [(&str, Retry); 7] = [
    ("not-needed", Retry::NotNeeded),
    ("same-request", Retry::SameRequest),
    ("new-request-id", Retry::NewRequestId),
    ("fix-request", Retry::FixRequest),
    ("inquire-first", Retry::InquireFirst),
    ("contact-support", Retry::ContactSupport),
    ("never", Retry::Never),
];

impl Lowering<'_, '_> {
    /// The operations, in the order of the documents.
    pub fn lower_operations(&mut self) -> Vec<Operation> {
        let documents = self.documents;
        let mut operations = Vec::new();
        let mut taken = Vec::new();
        let with_operation = documents
            .iter()
            .enumerate()
            .filter_map(|(index, document)| Some((index, document, document.operations.first()?)));
        for (position, (index, document, operation)) in with_operation.enumerate() {
            let lowered = self.operation(document, operation, index, position);
            if let (Some(lowered), Some(product)) = (lowered, &document.product) {
                let module = format!("{}::{}", lowered.id.rust, lowered.product.rust);
                self.refuse_second_module(&mut taken, module, product.span);
                operations.push(lowered);
            }
        }
        operations
    }

    fn refuse_second_module(
        &mut self,
        taken: &mut Vec<(String, Span)>,
        module: String,
        span: Span,
    ) {
        match taken.iter().find(|(known, _)| *known == module) {
            Some((_, first)) => self.diagnostics.push(
                Diagnostic::error(
                    Code::NameCollision,
                    span,
                    format!("two documents describe the module `{module}`"),
                )
                .labelled(*first, "the other product is named here")
                .help("give one of them another `x-product`"),
            ),
            None => taken.push((module, span)),
        }
    }

    fn operation(
        &mut self,
        document: &Document,
        operation: &openapi::Operation,
        index: usize,
        position: usize,
    ) -> Option<Operation> {
        let request = self.bodies.get(&(index, Role::Request(position))).copied();
        let response = self.bodies.get(&(index, Role::Response(position))).copied();
        let outcome = self.outcome(operation, response);
        let codes = self.codes(operation);
        self.check_path(operation);
        let id = operation.id.as_ref()?;
        let product = document.product.as_ref()?;
        let id_name = self.module_name(&id.value, id.span);
        let product_name = self.module_name(&product.value, product.span);
        if id_name
            .as_ref()
            .is_some_and(|name| TAKEN.contains(&name.rust.as_str()))
        {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidName,
                    id.span,
                    format!(
                        "the module of `{}` would stand in the place of another",
                        id.value
                    ),
                )
                .help("choose another `operationId`"),
            );
        }
        Some(Operation {
            id: id_name?,
            product: product_name?,
            method: operation.method.clone(),
            path: operation.path.clone(),
            summary: operation
                .summary
                .clone()
                .unwrap_or_else(|| id.value.clone()),
            description: operation.description.clone().unwrap_or_default(),
            document: Source {
                path: canonical(&document.display),
                title: document.title.clone().unwrap_or_default(),
                version: document.version.clone().unwrap_or_default(),
                url: document.external_docs.clone(),
            },
            request: request?,
            response: response?,
            outcome: outcome?,
            codes,
            requests: examples(operation.request.as_ref()),
            responses: examples(operation.response.as_ref()),
        })
    }

    fn check_path(&mut self, operation: &openapi::Operation) {
        if operation.path.contains('{') {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    operation.span,
                    format!(
                        "parameters in a path are not supported yet: `{}`",
                        operation.path
                    ),
                )
                .at(operation.pointer.clone())
                .help("write a path without braces"),
            );
        }
    }

    fn outcome(
        &mut self,
        operation: &openapi::Operation,
        response: Option<TypeId>,
    ) -> Option<Outcome> {
        let Some(outcome) = &operation.outcome else {
            self.diagnostics.push(
                Diagnostic::error(Code::MissingKeyword, operation.span, "`x-outcome` is missing here")
                    .at(operation.pointer.clone())
                    .help("say where status, code and message stand in the response, and what the status values mean"),
            );
            return None;
        };
        let response = response?;
        let status = self.pointer_path(&outcome.status, response);
        let code = self.pointer_path(&outcome.code, response);
        let message = self.pointer_path(&outcome.message, response);
        let (status, code, message) = (status?, code?, message?);
        for (path, span) in [
            (&status, outcome.status.span),
            (&code, outcome.code.span),
            (&message, outcome.message.span),
        ] {
            if !self.is_text(path) {
                self.diagnostics.push(
                    Diagnostic::error(Code::InvalidExtension, span, "this member is not a string")
                        .help("status, code and message are strings"),
                );
                return None;
            }
            if let Some(step) = path.steps.iter().find(|step| self.is_requested(step.owner)) {
                let name = self
                    .types
                    .get(step.owner.0)
                    .and_then(|slot| slot.def.as_ref());
                let name = name.map_or("", |def| def.name.wire.as_str());
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        span,
                        format!(
                            "a request uses `{name}` too, so its members cannot be read leniently"
                        ),
                    )
                    .help("give the response a schema of its own for its result"),
                );
                return None;
            }
            // An answer may lack them; `outcome()` tells what that means.
            self.make_optional(path);
        }
        let values = [&outcome.success, &outcome.failure, &outcome.unknown];
        for (index, value) in values.into_iter().enumerate() {
            self.check_status(&status, value);
            if let Some(first) = values[..index]
                .iter()
                .find(|other| other.value == value.value)
            {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidExtension,
                        value.span,
                        format!("`{}` cannot mean two outcomes", value.value),
                    )
                    .labelled(first.span, "it means another one here")
                    .help("give each outcome a status of its own"),
                );
            }
        }
        self.check_payload(response, &[&status, &code, &message]);
        let success_members = self.success_members(&status, &outcome.success.value, response);
        Some(Outcome {
            status,
            code,
            message,
            success: outcome.success.value.clone(),
            failure: outcome.failure.value.clone(),
            unknown: outcome.unknown.value.clone(),
            success_members,
        })
    }

    fn is_requested(&self, id: TypeId) -> bool {
        let def = self.types.get(id.0).and_then(|slot| slot.def.as_ref());
        def.is_some_and(|def| def.usage.request)
    }

    /// What a success carries beside the members of the response has names too.
    fn check_payload(&mut self, response: TypeId, result: &[&FieldPath]) {
        let Some(slot) = self.types.get(response.0) else {
            return;
        };
        let parts = Parts::of_root(slot.schema, self.documents);
        let Some(object) = self.lowered(response) else {
            return;
        };
        let is_result = |member: usize| {
            let mut first = result.iter().filter_map(|path| path.steps.first());
            first.any(|step| step.member == member)
        };
        let clashing = object
            .fields()
            .filter(|(member, field)| {
                !is_result(*member) && ["code", "message"].contains(&field.name.rust.as_str())
            })
            .map(|(_, field)| field.name.clone());
        for name in clashing.collect::<Vec<_>>() {
            let span = parts
                .properties()
                .iter()
                .find(|(wire, _)| *wire == name.wire)
                .and_then(|(_, properties)| properties.first())
                .map(|property| property.key.span);
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NameCollision,
                    span,
                    format!(
                        "`{}` would be called `{}`, as a part of the result already is",
                        name.wire, name.rust
                    ),
                )
                .help("give the member another name with `x-rust-name`"),
            );
        }
    }

    fn is_text(&self, path: &FieldPath) -> bool {
        let field = path
            .steps
            .last()
            .and_then(|step| self.lowered(step.owner)?.field(step.member));
        field.is_some_and(|field| {
            field.value.sensitive.is_none()
                && match field.value.ty {
                    Type::Text => true,
                    Type::Named(id) => self.lowered(id).is_none(),
                    _ => false,
                }
        })
    }

    fn make_optional(&mut self, path: &FieldPath) {
        for step in &path.steps {
            let object = self.lowered_mut(step.owner);
            if let Some(crate::model::Member::Field(field)) =
                object.and_then(|object| object.members.get_mut(step.member))
            {
                field.presence = Presence::Optional;
            }
        }
    }

    /// Where the status is a set of strings, it knows this one.
    fn check_status(&mut self, path: &FieldPath, value: &Spanned<String>) {
        let field = path
            .steps
            .last()
            .and_then(|step| self.lowered(step.owner)?.field(step.member));
        let Some(Type::Named(id)) = field.map(|field| &field.value.ty) else {
            return;
        };
        let def = self.types.get(id.0).and_then(|slot| slot.def.as_ref());
        let Some(Shape::Enum(set)) = def.map(|def| &def.shape) else {
            return;
        };
        let known: Vec<&str> = set
            .variants
            .iter()
            .map(|variant| variant.name.wire.as_str())
            .collect();
        if !known.contains(&value.value.as_str()) {
            let report = Diagnostic::error(
                Code::InvalidExtension,
                value.span,
                format!("the status is never `{}`", value.value),
            );
            let report = match suggestion(&value.value, known.iter().copied()) {
                Some(near) => report.help(format!("did you mean `{near}`?")),
                None => report.help(format!("the known values are {}", known.join(", "))),
            };
            self.diagnostics.push(report);
        }
    }

    /// The members that the response has whenever the status is `success`.
    fn success_members(
        &mut self,
        status: &FieldPath,
        success: &str,
        response: TypeId,
    ) -> Vec<usize> {
        let Some(schema) = self.types.get(response.0).map(|slot| slot.schema) else {
            return Vec::new();
        };
        let parts = Parts::of_root(schema, self.documents);
        let mut members = Vec::new();
        for schema in &parts.schemas {
            let Some((when, then)) = self.condition(schema, response) else {
                continue;
            };
            let expected = Test::OneOf(status.clone(), vec![Literal::Text(success.to_owned())]);
            let own: Option<Vec<usize>> = then
                .iter()
                .map(|demand| match demand {
                    Demand::Present(path) if path.steps.len() == 1 => {
                        path.steps.first().map(|step| step.member)
                    }
                    Demand::Present(_) | Demand::OneOf(..) => None,
                })
                .collect();
            match own {
                Some(own) if when == expected => members.extend(own),
                _ => self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        schema.conditional.as_ref().map_or(schema.span, |conditional| conditional.span),
                        "a condition on a response says which members a success has, and nothing else",
                    )
                    .at(format!("{}/if", schema.pointer))
                    .help(format!("test in `if` that the status is present and `{success}`, and list members in `then: {{required: […]}}`")),
                ),
            }
        }
        members.sort_unstable();
        members.dedup();
        members
    }

    fn codes(&mut self, operation: &openapi::Operation) -> Vec<ResultCode> {
        let statuses: Vec<&str> = operation
            .outcome
            .iter()
            .flat_map(|outcome| {
                [&outcome.success, &outcome.failure, &outcome.unknown]
                    .map(|text| text.value.as_str())
            })
            .collect();
        let mut codes: Vec<ResultCode> = Vec::new();
        let mut taken = Vec::new();
        for (index, entry) in operation.result_codes.iter().enumerate() {
            let wire = entry.code.value.as_str();
            let name = self.variant_name(wire, entry.code.span, entry.rust_name.as_ref());
            let retry = self.retry(&entry.retry);
            let first = operation.result_codes.iter().take(index);
            let first = first.clone().find(|other| other.code.value == wire);
            match (first, &name) {
                (Some(first), _) => self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidExtension,
                        entry.code.span,
                        format!("`{wire}` is listed twice"),
                    )
                    .labelled(first.code.span, "first listed here")
                    .help("remove one of them"),
                ),
                (None, Some(name)) => self.take(&mut taken, &name.rust, wire, entry.code.span),
                (None, None) => {}
            }
            if !statuses.is_empty() && !statuses.contains(&entry.status.value.as_str()) {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidExtension,
                        entry.status.span,
                        format!("`x-outcome` knows no status `{}`", entry.status.value),
                    )
                    .help(format!("the status values are {}", statuses.join(", "))),
                );
            }
            let (Some(name), Some(retry)) = (name, retry) else {
                continue;
            };
            codes.push(ResultCode {
                name,
                status: entry.status.value.clone(),
                message: entry.message.clone(),
                action: entry.action.clone(),
                retry,
                note: entry.note.clone(),
            });
        }
        codes
    }

    fn retry(&mut self, text: &Spanned<String>) -> Option<Retry> {
        let found = RETRIES.iter().find(|(name, _)| *name == text.value);
        if found.is_none() {
            let names = || RETRIES.iter().map(|(name, _)| *name);
            let report = Diagnostic::error(
                Code::InvalidExtension,
                text.span,
                format!("`{}` is no advice on trying again", text.value),
            );
            self.diagnostics
                .push(match suggestion(&text.value, names()) {
                    Some(near) => report.help(format!("did you mean `{near}`?")),
                    None => report.help(format!(
                        "write one of {}",
                        names().collect::<Vec<_>>().join(", ")
                    )),
                });
        }
        found.map(|&(_, retry)| retry)
    }
}

fn examples(body: Option<&openapi::Body>) -> Vec<Example> {
    body.map(|body| body.examples.as_slice())
        .unwrap_or_default()
        .iter()
        .map(|example| Example {
            name: example.key.text.clone(),
            summary: example.summary.clone().unwrap_or_default(),
            value: json(&example.value),
        })
        .collect()
}
