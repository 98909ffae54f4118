//! The third pass: operations, webhooks and their shared parts.

pub mod code_list;
pub mod code_sets;
mod ids;
mod messages;
mod operation;
mod outcome;
mod outcome_path;
mod promises;
pub mod security;
pub mod servers;
mod signature;
mod status;
mod statuses;

use std::collections::HashMap;

use crate::diagnostics::Diagnostics;
use crate::model::{Operation, Webhook};
use crate::openapi::Document;
use crate::resolve::reach::{READ, WRITTEN};

use super::condition::redundant::Redundant;
use super::pointers::canonical;
use super::table::Table;
use super::taken_names::TakenNames;
use super::types::value::Values;
use code_sets::CodeSets;
use operation::Operations;
use security::Schemes;

/// Lowers the operations, in document order.
pub fn lower<'a>(
    documents: &'a [Document],
    codes: &CodeSets<'a>,
    schemes: &Schemes,
    types: &mut Table<'a>,
    redundant: &mut Redundant,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let mut operations = Operations {
        values: Values {
            documents,
            types,
            diagnostics,
        },
        codes,
        schemes,
        redundant,
        modules: TakenNames::default(),
        firsts: HashMap::new(),
    };
    let mut lowered = Vec::new();
    for (position, document) in documents.iter().enumerate() {
        for operation in &document.operations {
            lowered.extend(operations.operation((position, document), operation));
        }
    }
    lowered
}

/// Lowers the webhooks, in document order.
pub fn lower_webhooks<'a>(
    documents: &'a [Document],
    schemes: &Schemes,
    types: &mut Table<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<Webhook> {
    let mut values = Values {
        documents,
        types,
        diagnostics,
    };
    let documents = documents.iter().enumerate();
    let webhooks = documents.flat_map(|(position, document)| {
        let webhooks = document.webhooks.iter();
        webhooks.map(move |webhook| (position, document, webhook))
    });
    webhooks
        .map(|(position, document, webhook)| {
            let security = security::of_operation(document, webhook);
            let signed_by = schemes.signed_by(position, document, security, values.diagnostics);
            let body = webhook.request.as_ref();
            Webhook {
                name: webhook.path.clone(),
                module: values.types.module_of_operation(webhook),
                method: operation::method(webhook.method),
                body: body.and_then(|body| messages::body(body, READ, &mut values)),
                responses: messages::responses(webhook, WRITTEN, &mut values),
                signed_by,
                origin: canonical(&webhook.pointer),
            }
        })
        .collect()
}
