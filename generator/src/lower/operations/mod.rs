//! The third pass: operations, webhooks and their shared parts.

pub mod code_list;
pub mod code_sets;
mod messages;
mod operation;
mod outcome;
mod outcome_path;
mod promises;
pub mod servers;
mod status;
mod statuses;

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

/// Lowers the operations, in document order.
pub fn lower<'a>(
    documents: &'a [Document],
    codes: &CodeSets<'a>,
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
        redundant,
        modules: TakenNames::default(),
    };
    let mut lowered = Vec::new();
    for document in documents {
        for operation in &document.operations {
            lowered.extend(operations.operation(document, operation));
        }
    }
    lowered
}

/// Lowers the webhooks, in document order.
pub fn lower_webhooks<'a>(
    documents: &'a [Document],
    types: &mut Table<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<Webhook> {
    let mut values = Values {
        documents,
        types,
        diagnostics,
    };
    let webhooks = documents.iter().flat_map(|it| &it.webhooks);
    webhooks
        .map(|webhook| {
            let body = webhook.request.as_ref();
            Webhook {
                name: webhook.path.clone(),
                module: values.types.module_of_operation(webhook),
                method: operation::method(webhook.method),
                body: body.and_then(|body| messages::body(body, READ, &mut values)),
                responses: messages::responses(webhook, WRITTEN, &mut values),
                origin: canonical(&webhook.pointer),
            }
        })
        .collect()
}
