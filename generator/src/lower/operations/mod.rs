//! The third pass: operations, webhooks and their shared parts.

pub mod code_list;
pub mod code_sets;
mod group_names;
pub mod groups;
mod idempotency;
mod ids;
mod lost;
mod messages;
mod modules;
mod nulls;
mod operation;
mod outcome;
mod outcome_path;
mod parameters;
mod path_names;
mod promises;
pub mod resolution;
mod root_names;
mod scheme_kinds;
mod scheme_names;
pub mod security;
pub mod servers;
mod signature;
pub mod status;
mod statuses;
mod streams;
mod untyped;
pub mod webhooks;
mod words;

use crate::diagnostics::Diagnostics;
use crate::model::Operation;
use crate::openapi::Document;

use super::condition::redundant::Redundant;
use super::table::Table;
use super::types::value::Values;
use code_sets::CodeSets;
use modules::Modules;
use operation::Operations;
use security::Schemes;
use servers::Servers;

/// Lowers the operations, in document order.
pub fn lower<'a>(
    documents: &'a [Document],
    codes: &CodeSets<'a>,
    schemes: &Schemes,
    servers: &Servers,
    types: &mut Table<'a>,
    redundant: &mut Redundant,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    nulls::report(documents, diagnostics);
    untyped::report(documents, diagnostics);
    let modules = Modules::of(documents, diagnostics);
    let mut operations = Operations {
        values: Values {
            documents,
            types,
            diagnostics,
        },
        codes,
        schemes,
        servers,
        redundant,
        modules,
    };
    let mut lowered = Vec::new();
    for (position, document) in documents.iter().enumerate() {
        for operation in &document.operations {
            lowered.extend(operations.operation((position, document), operation));
        }
    }
    let Operations { modules, .. } = operations;
    modules.report_unused(documents, diagnostics);
    lowered
}
