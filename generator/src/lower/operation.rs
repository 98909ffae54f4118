//! Operations: names, parts and examples.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Example, Operation, Role, Source};
use crate::openapi::{self, Document};
use crate::source::Span;

use super::naming::Taken;
use super::parts::json;
use super::{Lowering, canonical};

/// What an operation's module may not be called: what stands beside it.
const TAKEN: [&str; 4] = ["builder", "types", "servers", "support"];

impl<'a> Lowering<'a, '_> {
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
        operation: &'a openapi::Operation,
        index: usize,
        position: usize,
    ) -> Option<Operation> {
        let request = self.bodies.get(&(index, Role::Request(position))).copied();
        let response = self.bodies.get(&(index, Role::Response(position))).copied();
        let outcome = self.outcome(operation, response);
        let codes = self.result_codes(operation, outcome.as_ref());
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
