//! Operations: names, outcome, result codes and examples.

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::model::{Example, Operation, Outcome, ResultCode, Retry, Role, Source};
use crate::openapi::{self, Document, Spanned};
use crate::source::Span;

use super::naming::Taken;
use super::parts::json;
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
        let mut taken = Taken::new();
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

    fn refuse_second_module(&mut self, taken: &mut Taken, module: String, span: Span) {
        match taken.get(&module) {
            Some(&first) => self.diagnostics.push(
                Diagnostic::error(
                    Code::NameCollision,
                    span,
                    format!("two documents describe the module `{module}`"),
                )
                .labelled(first, "the other product is named here")
                .help("give one of them another `x-product`"),
            ),
            None => {
                taken.insert(module, span);
            }
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
        let codes = self.codes(operation, outcome.as_ref());
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

    fn codes(
        &mut self,
        operation: &openapi::Operation,
        outcome: Option<&Outcome>,
    ) -> Vec<ResultCode> {
        // While an outcome has no status of its own, nor has a code a wrong one.
        let statuses: Vec<&str> = outcome
            .iter()
            .flat_map(|outcome| [&outcome.success, &outcome.failure, &outcome.unknown])
            .map(String::as_str)
            .collect();
        let mut codes: Vec<ResultCode> = Vec::new();
        let mut taken = Taken::new();
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
            name: example.key.text.to_string(),
            summary: example.summary.clone().unwrap_or_default(),
            value: json(&example.value),
        })
        .collect()
}
