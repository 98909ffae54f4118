//! Operations: their names, modules and messages.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{
    Body, Http, IdMember, Name, Operation, Outcome, Parameter, Response, ResultCode, Source,
    TypeId, Usage,
};
use crate::openapi;
use crate::openapi::Document;
use crate::text::source::{Span, Spanned};

use super::code_sets::CodeSets;
use super::idempotency::{idempotency, refuse_resends};
use super::ids::ids;
use super::messages;
use super::outcome::Outcomes;
use super::parameters::{check_path, parameters};
use super::security::{Schemes, of_operation};
use super::status::success;
use crate::lower::condition::redundant::Redundant;
use crate::lower::naming::{self, WEBHOOKS};
use crate::lower::pointers::canonical;
use crate::lower::taken_names::TakenNames;
use crate::lower::types::value::Values;

/// The names of modules that do not belong to operations.
const RESERVED: [&str; 9] = [
    "builder",
    "client",
    "scheme",
    "servers",
    "signature",
    "support",
    "testing",
    "types",
    WEBHOOKS,
];

/// The lowering of operations.
pub struct Operations<'a, 'w> {
    /// The lowering of values, with the documents and the named types.
    pub values: Values<'a, 'w>,
    /// The sets of result codes that operations refer to.
    pub codes: &'w CodeSets<'a>,
    /// The security schemes that operations name.
    pub schemes: &'w Schemes,
    /// The conditions that may be redundant.
    pub redundant: &'w mut Redundant,
    /// The modules of the operations so far.
    pub modules: TakenNames,
    /// For each operation so far, whether its first document has a product, and the place
    /// that names its module.
    pub firsts: HashMap<String, (bool, Span)>,
}

/// The outcome and the result codes of an operation.
struct OperationResult {
    outcome: Option<Outcome>,
    codes: Vec<ResultCode>,
}

/// The parts of the request of an operation, and its responses.
struct OperationParts {
    parameters: Vec<Parameter>,
    inputs: Option<TypeId>,
    body: Option<Body>,
    responses: Vec<Response>,
}

impl<'a> Operations<'a, '_> {
    /// Lowers an operation, or returns nothing if a part could not be lowered. Errors in
    /// all parts are reported.
    pub fn operation(
        &mut self,
        (position, document): (usize, &Document),
        operation: &'a openapi::Operation,
    ) -> Option<Operation> {
        let result = self.result(operation);
        let parts = self.parts(operation);
        let product = self.product(document);
        let id = self.id(operation);
        let security = of_operation(document, operation);
        let diagnostics = &mut *self.values.diagnostics;
        let signed_by = self
            .schemes
            .signed_by(position, document, security, diagnostics);
        let (result, parts) = (result?, parts?);
        if document.product.is_some() && product.is_none() {
            return None;
        }
        let mut lowered = Operation {
            module: self.values.types.module_of_operation(operation),
            http: Http {
                method: operation.method,
                path: operation.path.clone(),
            },
            summary: operation.summary.as_ref().unwrap_or(&id.wire).clone(),
            id,
            description: operation.description.clone().unwrap_or_default(),
            document: source(document),
            origin: canonical(&operation.pointer),
            parameters: parts.parameters,
            body: parts.body,
            inputs: parts.inputs,
            responses: parts.responses,
            security: names(security),
            signed_by,
            ids: Vec::new(),
            idempotency: None,
            product,
            outcome: result.outcome,
            inquiry: None,
            resolution: None,
            codes: result.codes,
        };
        lowered.ids = self.ids(&lowered, operation);
        lowered.idempotency = idempotency(operation, &lowered, &mut self.values);
        refuse_resends(operation, self.values.diagnostics);
        let named = document.product.as_ref().or(operation.id.as_ref());
        self.name_module(&lowered, named.map_or(operation.span, |it| it.span));
        Some(lowered)
    }

    /// Lowers the outcome and the result codes.
    fn result(&mut self, operation: &openapi::Operation) -> Option<OperationResult> {
        let response = self.response(operation);
        let outcome = response.and_then(|response| self.outcome(operation, response));
        let codes = self
            .codes
            .codes_of(operation, outcome.as_ref(), self.values.diagnostics);
        // Without an object as response, there is nothing to which `x-outcome` applies.
        let may_have_outcome = operation.outcome.is_some() && response.is_some();
        let is_lost = may_have_outcome && outcome.is_none();
        (!is_lost).then_some(OperationResult { outcome, codes })
    }

    /// Lowers the parts of the request, and the responses.
    fn parts(&mut self, operation: &'a openapi::Operation) -> Option<OperationParts> {
        let parameters = parameters(operation, self.values.diagnostics);
        let inputs = self.values.types.of_inputs(operation);
        let has_all_parts = inputs.is_none_or(|id| self.has_all_parts(operation, id));
        let has_all_parameters = parameters.len() == operation.parameters.len();
        if has_all_parameters {
            check_path(operation, &parameters, self.values.diagnostics);
        }
        let request = operation.request.as_ref();
        let body = request.and_then(|body| messages::body(body, Usage::WRITTEN, &mut self.values));
        let responses = messages::responses(operation, Usage::READ, &mut self.values);
        let is_lost = (request.is_some() && body.is_none())
            || !has_all_parameters
            || !has_all_parts
            || responses.len() < operation.responses.len();
        (!is_lost).then_some(OperationParts {
            parameters,
            inputs,
            body,
            responses,
        })
    }

    /// Lowers `x-ids`.
    fn ids(&mut self, lowered: &Operation, operation: &openapi::Operation) -> Vec<IdMember> {
        let Some(request) = lowered.request() else {
            return Vec::new();
        };
        let known = (self.values.documents, &*self.values.types);
        ids(
            &operation.ids,
            request,
            lowered.response(),
            known,
            self.values.diagnostics,
        )
    }

    /// Returns whether the struct of the parts of a request has every part.
    fn has_all_parts(&self, operation: &openapi::Operation, inputs: TypeId) -> bool {
        let parts = operation.parameters.len() + usize::from(operation.request.is_some());
        let object = self.values.types.structure(inputs);
        object.is_some_and(|object| object.members.len() == parts)
    }

    fn product(&mut self, document: &Document) -> Option<Name> {
        let product = document.product.as_ref()?;
        naming::module_name(&product.value, product.span, self.values.diagnostics)
    }

    /// Returns the type of the response that means success, if it is an object.
    fn response(&self, operation: &openapi::Operation) -> Option<TypeId> {
        let types = &*self.values.types;
        let id = types.of_body(success(operation)?.body.as_ref()?)?;
        types.structure(id).map(|_| id)
    }

    /// Lowers `x-outcome`, which applies to the response that means success.
    fn outcome(&mut self, operation: &openapi::Operation, response: TypeId) -> Option<Outcome> {
        let mut outcomes = Outcomes {
            documents: self.values.documents,
            types: self.values.types,
            redundant: self.redundant,
            diagnostics: self.values.diagnostics,
        };
        outcomes.outcome(operation.outcome.as_ref()?, response)
    }

    /// Returns the name of an operation, which is empty if it is missing. That was
    /// reported.
    fn id(&mut self, operation: &openapi::Operation) -> Name {
        let diagnostics = &mut *self.values.diagnostics;
        let name = operation.id.as_ref().and_then(|id| {
            let name = naming::module_name(&id.value, id.span, diagnostics)?;
            if RESERVED.contains(&name.rust.as_str()) {
                let message = format!("`{}` gives a module name that is reserved", id.value);
                diagnostics.push(
                    Diagnostic::error(Code::InvalidName, id.span, message)
                        .help("choose another `operationId`"),
                );
            }
            Some(name)
        });
        name.unwrap_or_else(|| Name {
            wire: String::new(),
            rust: String::new(),
        })
    }

    /// Names the module of an operation; reports a name that another module has.
    fn name_module(&mut self, operation: &Operation, span: Span) {
        if operation.id.rust.is_empty() {
            // A missing or invalid name was reported.
            return;
        }
        let names = [Some(&operation.id), operation.product.as_ref()];
        let path: Vec<Name> = names.into_iter().flatten().cloned().collect();
        if let Err((module, first)) = self.claim(&path, span) {
            self.values.diagnostics.push(
                Diagnostic::error(
                    Code::NameCollision,
                    span,
                    format!("two documents have the module `{module}`"),
                )
                .labelled(first, "the other document is here")
                .help("write another `x-product` in each document of the operation"),
            );
        }
        let modules = &mut self.values.types.modules;
        if let Some(module) = modules.get_mut(operation.module.0) {
            module.path = path;
        }
    }

    /// Claims the path of a module, or returns the module that another document has, with
    /// its place. A module contains either types or the modules of products.
    fn claim(&mut self, path: &[Name], span: Span) -> Result<(), (String, Span)> {
        let text: Vec<&str> = path.iter().map(|name| name.rust.as_str()).collect();
        let [operation, product @ ..] = text.as_slice() else {
            return Ok(());
        };
        let has_product = !product.is_empty();
        let first = self.firsts.entry((*operation).to_owned());
        let (other, place) = *first.or_insert((has_product, span));
        if other != has_product {
            return Err(((*operation).to_owned(), place));
        }
        let module = text.join("::");
        let claimed = self.modules.claim(&module, span);
        claimed.map_err(|place| (module, place))
    }
}

/// Returns the names of the schemes of each alternative.
fn names(security: &[Vec<Spanned<String>>]) -> Vec<Vec<String>> {
    let names =
        |schemes: &Vec<Spanned<String>>| schemes.iter().map(|name| name.value.clone()).collect();
    security.iter().map(names).collect()
}

/// Returns a document as the source of an operation or a webhook.
pub fn source(document: &Document) -> Source {
    Source {
        path: canonical(&document.display),
        title: document.title.clone().unwrap_or_default(),
        version: document.version.clone().unwrap_or_default(),
        url: document.external_docs.clone(),
    }
}
