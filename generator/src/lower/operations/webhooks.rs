//! Webhooks: their names, modules and messages.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Callback, Headers, Location, MediaKind, ModuleId, Name, UnreadContent, Usage, Webhook,
};
use crate::names;
use crate::openapi;
use crate::openapi::Document;
use crate::text::source::{Span, Spanned};

use super::idempotency::{refuse_idempotency, resends};
use super::lost::{self, LostPart};
use super::messages;
use super::operation::source;
use super::parameters::parameters;
use super::security::{Schemes, of_operation};
use super::words::Words;
use crate::lower::naming::{self, WEBHOOKS};
use crate::lower::pointers::canonical;
use crate::lower::table::Table;
use crate::lower::taken_names::TakenNames;
use crate::lower::types::value::Values;

/// Lowers the webhooks, in document order.
pub fn lower<'a>(
    documents: &'a [Document],
    schemes: &Schemes,
    types: &mut Table<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<Webhook> {
    let mut webhooks = Webhooks {
        values: Values {
            documents,
            types,
            diagnostics,
        },
        schemes,
        taken: TakenNames::default(),
    };
    let mut lowered = Vec::new();
    for (position, document) in documents.iter().enumerate() {
        for operation in &document.webhooks {
            lowered.extend(webhooks.webhook((position, document), operation));
        }
    }
    lowered
}

/// The lowering of webhooks.
struct Webhooks<'a, 'w> {
    values: Values<'a, 'w>,
    /// The security schemes that webhooks name.
    schemes: &'w Schemes,
    /// The names of the webhooks so far.
    taken: TakenNames,
}

impl<'a> Webhooks<'a, '_> {
    /// Lowers a webhook, or returns nothing if a part could not be lowered. Errors in all
    /// parts are reported.
    fn webhook(
        &mut self,
        (position, document): (usize, &Document),
        operation: &'a openapi::Operation,
    ) -> Option<Webhook> {
        let values = &mut self.values;
        let parameters = parameters(operation, values.diagnostics);
        let headers = values.types.of_headers(operation).map(|id| Headers {
            values: id,
            places: parameters
                .iter()
                .filter(|it| it.location == Location::Header)
                .cloned()
                .collect(),
            statuses: Vec::new(),
        });
        let request = operation.request_body();
        let body = request.and_then(|body| messages::body(body, Usage::READ, values));
        let responses = messages::responses(operation, Usage::WRITTEN, values);
        let security = of_operation(document, operation);
        let diagnostics = &mut *values.diagnostics;
        let holder = (position, document);
        let security = self.schemes.requirements(holder, security, diagnostics);
        let signed_by = self.schemes.signed_by(&security);
        let resends = resends(operation, values.diagnostics);
        refuse_idempotency(operation, values.diagnostics);
        let module = values.types.module_of_operation(operation);
        // A missing name was reported.
        let id = operation.id.as_ref()?;
        let name = if let Some(chosen) = &operation.rust_name {
            self.chosen(id, chosen)
        } else {
            let name = naming::module_name(&id.value, id.span, values.diagnostics);
            self.numbered(name, id.span)
        };
        self.name_module(module, &name);
        let parts = [
            (operation.is_partial, LostPart::Request),
            (request.is_some() && body.is_none(), LostPart::Body),
            (
                parameters.len() < operation.parameters.len(),
                LostPart::Parameter,
            ),
            (
                responses.len() < operation.responses.len(),
                LostPart::Response,
            ),
        ];
        let lost = parts.into_iter().find(|(is_lost, _)| *is_lost);
        if let Some((_, part)) = lost {
            let diagnostics = &mut *self.values.diagnostics;
            lost::report("webhook", &name.wire, (operation, part), diagnostics);
        }
        let words = Words::of(operation, &name);
        lost.is_none().then(|| Webhook {
            module,
            method: operation.method,
            callback: operation.callback.as_ref().map(|it| Callback {
                name: it.name.clone(),
                operations: it.operations.iter().map(|it| canonical(it)).collect(),
                url: it.url.clone(),
            }),
            summary: words.summary,
            id: name,
            description: words.description,
            document: source(document),
            origin: canonical(&operation.pointer),
            parameters,
            headers,
            body,
            unread: unread(operation),
            responses,
            signed_by,
            resends,
        })
    }

    /// Returns the name of a webhook that the document chooses.
    fn chosen(&mut self, id: &Spanned<String>, chosen: &Spanned<String>) -> Name {
        let diagnostics = &mut *self.values.diagnostics;
        let name = naming::chosen_module_name(&id.value, id.span, chosen, diagnostics);
        if let Err(first) = self.taken.claim(&name.rust, chosen.span) {
            let module = format!("{WEBHOOKS}::{}", name.rust);
            diagnostics.push(naming::collision(&module, chosen, first));
        }
        name
    }

    /// Returns the name of a webhook. One that another webhook has gets a number, which is
    /// reported.
    fn numbered(&mut self, mut id: Name, span: Span) -> Name {
        let wish = id.rust.clone();
        let numbered = |number| names::numbered(&wish, number);
        let claims = |name: &str| vec![name.to_owned()];
        let (name, collision) = self.taken.number(&wish, span, numbered, claims);
        id.rust = name;
        if let Some(first) = collision {
            let message = format!(
                "two webhooks have the module `{WEBHOOKS}::{wish}`: it becomes `{}`",
                id.rust
            );
            self.values.diagnostics.push(
                Diagnostic::warning(Code::DerivedName, span, message)
                    .labelled(first, "the other webhook is here")
                    .help("choose a Rust name at the operation of one of them: `x-rust-name: …`"),
            );
        }
        id
    }

    /// Sets the path of the module of a webhook.
    fn name_module(&mut self, module: ModuleId, id: &Name) {
        let all = Name {
            wire: WEBHOOKS.to_owned(),
            rust: WEBHOOKS.to_owned(),
        };
        if let Some(module) = self.values.types.modules.get_mut(module.0) {
            module.path = vec![all, id.clone()];
        }
    }
}

/// Returns the contents of a notification that are not JSON.
fn unread(webhook: &openapi::Operation) -> Vec<UnreadContent> {
    let contents = webhook.request.iter().flat_map(|it| &it.contents);
    let others = contents.filter(|it| it.kind != MediaKind::Json);
    let others = others.map(|content| UnreadContent {
        media_type: content.media_type.clone(),
        origin: canonical(&content.schema.pointer),
    });
    others.collect()
}
