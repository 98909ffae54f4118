//! Operations: their names, modules and messages.

use std::collections::HashMap;

use crate::model::{
    Headers, Http, IdMember, Name, Operation, Outcome, Parameter, RequestBody, Response,
    ResultCode, Source, Status, TypeId, Usage,
};
use crate::openapi;
use crate::openapi::Document;

use super::code_sets::CodeSets;
use super::idempotency::{idempotency, refuse_resends};
use super::ids::ids;
use super::lost::{self, LostPart};
use super::messages;
use super::modules::Modules;
use super::outcome::Outcomes;
use super::parameters::{header, parameters, path_and_query};
use super::security::{Schemes, of_operation};
use super::servers::Servers;
use super::status::success;
use super::streams;
use super::words::Words;
use crate::lower::condition::redundant::Redundant;
use crate::lower::naming;
use crate::lower::pointers::canonical;
use crate::lower::types::value::Values;

/// The lowering of operations.
pub struct Operations<'a, 'w> {
    /// The lowering of values, with the documents and the named types.
    pub values: Values<'a, 'w>,
    /// The sets of result codes that operations refer to.
    pub codes: &'w CodeSets<'a>,
    /// The security schemes that operations name.
    pub schemes: &'w Schemes,
    /// The servers of all operations.
    pub servers: &'w Servers,
    /// The conditions that may be redundant.
    pub redundant: &'w mut Redundant,
    /// The modules of the operations.
    pub modules: Modules,
}

/// The outcome and the result codes of an operation.
struct OperationResult {
    outcome: Option<Outcome>,
    codes: Vec<ResultCode>,
}

/// The parts of the request of an operation, and its responses.
struct OperationParts {
    path: String,
    query: String,
    parameters: Vec<Parameter>,
    inputs: Option<TypeId>,
    body: Option<RequestBody>,
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
        let id = self.modules.name(document, operation, &mut self.values);
        if let Err(Some(part)) = parts {
            let lost = (operation, part);
            lost::report("operation", &id.wire, lost, self.values.diagnostics);
        }
        let security = of_operation(document, operation);
        let diagnostics = &mut *self.values.diagnostics;
        let holder = (position, document);
        let security = self.schemes.requirements(holder, security, diagnostics);
        let path = self
            .modules
            .path(document, operation, (&id, product.as_ref()), diagnostics);
        let module = self.values.types.module_of_operation(operation);
        if let Some(named) = self.values.types.modules.get_mut(module.0) {
            named.path = path;
        }
        let (result, parts) = (result?, parts.ok()?);
        let words = Words::of(operation, &id);
        let mut lowered = Operation {
            module,
            http: Http {
                method: operation.method,
                path: parts.path,
                query: parts.query,
            },
            summary: words.summary,
            id,
            is_deprecated: operation.is_deprecated,
            description: words.description,
            document: source(document),
            origin: canonical(&operation.pointer),
            parameters: parts.parameters,
            body: parts.body,
            inputs: parts.inputs,
            responses: parts.responses,
            headers: self.headers(operation),
            signed_by: self.schemes.signed_by(&security),
            security,
            servers: self
                .servers
                .of_operation(operation.servers.as_deref().unwrap_or_default()),
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
        let secrets = &self.values.types.secrets;
        streams::unify(&mut lowered, operation, secrets, self.values.diagnostics);
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

    /// Lowers the parts of the request, and the responses; or returns the part that could
    /// not be lowered, unless that it is left out was reported with its path.
    fn parts(
        &mut self,
        operation: &'a openapi::Operation,
    ) -> Result<OperationParts, Option<LostPart>> {
        let parameters = parameters(operation, self.values.diagnostics);
        let inputs = self.values.types.of_inputs(operation);
        let has_all_parts = inputs.is_none_or(|id| self.has_all_parts(operation, id));
        let has_all_parameters = parameters.len() == operation.parameters.len();
        let path = path_and_query(operation, self.values.diagnostics);
        let body = messages::request(operation, &mut self.values);
        let responses = messages::responses(operation, Usage::READ, &mut self.values);
        // A success with another body than JSON is left out; another response needs no body.
        let is_answer_lost = success(operation).is_some_and(|response| response.is_partial)
            || responses.len() < operation.responses.len();
        let lost = [
            (operation.is_partial, LostPart::Request),
            (
                operation.request.is_some() && body.is_none(),
                LostPart::Body,
            ),
            (!has_all_parameters, LostPart::Parameter),
            (!has_all_parts, LostPart::Request),
            (is_answer_lost, LostPart::Response),
        ];
        let (path, query) = path.ok_or(None)?;
        match lost.into_iter().find(|(is_lost, _)| *is_lost) {
            Some((_, part)) => Err(Some(part)),
            None => Ok(OperationParts {
                path,
                query,
                parameters,
                inputs,
                body,
                responses,
            }),
        }
    }

    /// Lowers the headers of the responses.
    fn headers(&mut self, operation: &openapi::Operation) -> Option<Headers> {
        let values = self.values.types.of_headers(operation)?;
        let mut known = statuses_of_headers(operation);
        let (mut places, mut statuses) = (Vec::new(), Vec::new());
        for descriptions in operation.answer_headers() {
            let Some(first) = descriptions.first() else {
                continue;
            };
            let mut place = header(first, self.values.diagnostics);
            place.is_required = descriptions.iter().all(|it| it.required);
            let own = known.remove(&place.name.to_ascii_lowercase());
            let own = own.filter(|own| own.len() < operation.responses.len());
            places.push(place);
            statuses.push(own.unwrap_or_default());
        }
        Some(Headers {
            values,
            places,
            statuses,
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
        let diagnostics = &mut *self.values.diagnostics;
        Some(naming::module_name(
            &product.value,
            product.span,
            diagnostics,
        ))
    }

    /// Returns the type of the response that means success, if it is an object.
    fn response(&self, operation: &openapi::Operation) -> Option<TypeId> {
        let types = &*self.values.types;
        let id = types.of_body(success(operation)?.body()?)?;
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
}

/// Returns the status codes of the responses that document a header, by its name in small
/// letters.
fn statuses_of_headers(operation: &openapi::Operation) -> HashMap<String, Vec<Status>> {
    let mut statuses: HashMap<String, Vec<Status>> = HashMap::new();
    for response in &operation.responses {
        for header in &response.headers {
            let name = header.name.value.to_ascii_lowercase();
            let known = statuses.entry(name).or_default();
            if known.last() != Some(&response.status) {
                known.push(response.status);
            }
        }
    }
    statuses
}

/// Returns a document as the source of an operation or a webhook.
pub fn source(document: &Document) -> Source {
    Source {
        path: document.path.clone(),
        title: document.title.clone().unwrap_or_default(),
        version: document.version.clone().unwrap_or_default(),
        url: document.external_docs.clone(),
    }
}
