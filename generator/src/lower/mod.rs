//! Lowering of OpenAPI documents to the intermediate model.
//!
//! Input: resolved [`Document`]s. Output: the [`Api`], and the data for its checks.
//! Lowering continues after an error, so that one run finds them all; [`Gaps`] lists the
//! missing parts of the model.
//!
//! There are three passes: [`types`] lowers the named types, [`condition`] the rules
//! between members, and [`operations`] the messages. The states of messages follow.
#![warn(clippy::wildcard_enum_match_arm)]

mod agreement;
mod applicability;
mod asserted;
mod bodies;
mod chosen;
mod condition;
mod documents;
mod duration;
mod exported;
mod files;
mod formats;
pub mod gaps;
mod home;
mod listed;
pub mod literal;
mod naming;
mod open_text;
mod operations;
pub mod parts;
mod pointers;
mod properties;
mod same_requests;
mod secrets;
mod table;
mod taken_names;
mod targets;
mod type_names;
mod types;
mod unused_names;

pub use pointers::canonical;

use crate::diagnostics::Diagnostics;
use crate::model::{Api, Direction, TypeId};
use crate::openapi::{Body, Document, Operation, Schema};

use condition::redundant::Redundant;
use gaps::Gaps;
use operations::code_sets::CodeSets;
use operations::security::Schemes;
use operations::servers::Servers;
use operations::{groups, resolution, webhooks};
use table::Table;
use types::pending::PendingConstant;

/// The model, and the data for its checks.
pub struct Lowered<'a> {
    /// The model.
    pub api: Api,
    /// The schema of each type. The struct of the parts of a request has none.
    pub schemas: Vec<Option<&'a Schema>>,
    /// The parts that could not be lowered.
    pub gaps: Gaps,
    /// The bodies with a named type, in document order.
    pub bodies: Vec<(&'a Body, Direction, TypeId)>,
    /// The structs of the parts of requests, in document order.
    pub inputs: Vec<(&'a Operation, TypeId)>,
    /// The number of values that became any JSON value.
    pub untyped: usize,
    /// The constants to be checked against their schemas.
    pub constants: Vec<PendingConstant<'a>>,
}

/// Lowers the resolved `documents` into the model. `is_whole` is true if no file of the
/// specification is missing among them.
pub fn lower<'a>(
    documents: &'a [Document],
    is_whole: bool,
    diagnostics: &mut Diagnostics,
) -> Lowered<'a> {
    documents::check(documents, is_whole, diagnostics);
    let mut table = Table::of(documents);
    let mut redundant = Redundant::default();

    let constants = types::lower(documents, &mut table, diagnostics);
    let mut names = type_names::assign(documents, &mut table, diagnostics);
    unused_names::report_all(documents, &table, diagnostics);
    condition::lower(documents, &mut table, &mut redundant, diagnostics);
    let codes = CodeSets::of(documents, diagnostics);
    let security = Schemes::of(documents, diagnostics);
    let servers = Servers::of(documents, diagnostics);
    let mut operations = operations::lower(
        documents,
        &codes,
        &security,
        &servers,
        &mut table,
        &mut redundant,
        diagnostics,
    );
    let webhooks = webhooks::lower(documents, &security, &mut table, diagnostics);
    // States test members that outcomes have made optional.
    condition::states::lower(documents, &mut table, &mut names, diagnostics);
    resolution::lower(documents, is_whole, &table, &mut operations, diagnostics);
    redundant.report(diagnostics);
    let groups = groups::groups(documents, &table.modules);

    let bodies = bodies::named(documents, &table);
    let inputs = bodies::inputs(documents, &table);
    let roots = bodies::roots(documents, (&operations, &webhooks), &table);
    let untyped = table.untyped;
    let schemas = table.slots.iter().map(|slot| slot.schema).collect();
    let (types, gaps) = Gaps::fill(table.slots, documents, !diagnostics.is_empty());
    let mut api = Api {
        servers: servers.into_servers(),
        security_schemes: security.into_schemes(),
        modules: table.modules,
        groups,
        code_sets: codes.into_sets(),
        operations,
        webhooks,
        roots,
        types,
    };
    api.set_usages();
    api.set_tags();
    Lowered {
        api,
        schemas,
        gaps,
        bodies,
        inputs,
        untyped,
        constants,
    }
}
