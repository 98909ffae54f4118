//! The second pass: rules and advisories on the members of objects.
//!
//! `if`, `not`, `anyOf`, `oneOf` and `dependentRequired` become
//! [`Test`](crate::model::Test)s and [`Demand`](crate::model::Demand)s with the exact
//! meaning of JSON Schema: an optional property is tested only if it is present. Tests
//! of constants are evaluated here.
//!
//! [`Fragments`] reads a schema as a test, [`Assertions`] as demands. [`states`] uses tests
//! to tell the meanings of a message apart.

mod advisory;
pub mod assertion;
pub mod demands;
pub mod fragment;
mod literals;
mod predicate;
pub mod redundant;
mod simplify;
pub mod states;
pub mod value_path;
mod wording;

use std::collections::HashSet;

use crate::diagnostics::Diagnostics;
use crate::model::{Advisory, MemberRule, TypeId};
use crate::openapi::{Document, Response};

use super::parts::Parts;
use super::pointers::canonical;
use super::table::Table;
use assertion::Assertions;
use demands::Demands;
use fragment::Fragments;
use redundant::Redundant;

/// Lowers the conditions of every struct in the table. If the status of a response states
/// an outcome, its conditions are left out: they belong to the outcome.
pub fn lower(
    documents: &[Document],
    types: &mut Table<'_>,
    redundant: &mut Redundant,
    diagnostics: &mut Diagnostics,
) {
    let responses = responses_with_outcome(documents, types);
    for id in (0..types.slots.len()).map(TypeId) {
        let Some(schema) = types.structure(id).and_then(|_| types.schema(id)) else {
            continue;
        };
        let parts = Parts::of_root(schema, documents);
        let mut fragments = Fragments {
            documents,
            types,
            diagnostics,
        };
        let has_rules = !responses.contains(&id);
        let (rules, advisories) = conditions(&parts, id, has_rules, &mut fragments, redundant);
        if let Some(object) = types.structure_mut(id) {
            object.rules = rules;
            object.advisories = advisories;
        }
    }
}

/// Returns the responses whose status states an outcome.
fn responses_with_outcome(documents: &[Document], types: &Table<'_>) -> HashSet<TypeId> {
    let operations = documents.iter().flat_map(|it| &it.operations);
    let operations = operations.filter(|operation| operation.outcome.is_some());
    let bodies = operations.flat_map(|operation| &operation.responses);
    let bodies = bodies.filter_map(Response::body);
    bodies.filter_map(|body| types.of_body(body)).collect()
}

/// Returns the rules and the advisories of one struct.
fn conditions(
    parts: &Parts<'_>,
    id: TypeId,
    has_rules: bool,
    fragments: &mut Fragments<'_, '_>,
    redundant: &mut Redundant,
) -> (Vec<MemberRule>, Vec<Advisory>) {
    let mut demands = Demands::default();
    let mut advisories = Vec::new();
    for schema in &parts.schemas {
        if has_rules {
            let mut assertions = Assertions::new(fragments, redundant, &mut demands);
            assertions.relations_of(schema, id, !parts.is_decided(schema));
        }
        advisories.extend(advisory::advisories(schema, id, fragments, redundant));
    }
    let rules = demands.groups.into_iter().map(|group| MemberRule {
        text: wording::describe(&group.when, fragments.types),
        when: group.when,
        then: group.then,
        origin: canonical(&group.origin),
    });
    (rules.collect(), advisories)
}
