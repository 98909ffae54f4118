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

use crate::diagnostics::{Code, Diagnostics};
use crate::model::{Advisory, MemberRule, Rule, TypeId};
use crate::openapi::{Document, Response, Schema};

use super::asserted::{Asserted, Part};
use super::parts::Parts;
use super::pointers::canonical;
use super::table::Table;
use assertion::Assertions;
use demands::Demands;
use fragment::Fragments;
use redundant::Redundant;

/// Lowers the conditions of every struct in the table. If the status of a response states
/// an outcome, its conditions are left out: they belong to the outcome.
pub fn lower<'a>(
    documents: &'a [Document],
    types: &mut Table<'a>,
    redundant: &mut Redundant,
    diagnostics: &mut Diagnostics,
) {
    let responses = responses_with_outcome(documents, types);
    for id in (0..types.slots.len()).map(TypeId) {
        let Some(parts) = types.parts_of_struct(id, documents) else {
            continue;
        };
        let mut fragments = Fragments {
            documents,
            types,
            diagnostics,
        };
        let has_rules = !responses.contains(&id);
        let found = conditions(&parts, id, has_rules, &mut fragments, redundant);
        if let Some(object) = types.structure_mut(id) {
            object.rules = found.rules;
            object.limits.extend(found.asserted);
            object.advisories = found.advisories;
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

/// The conditions of one struct.
struct Conditions {
    rules: Vec<MemberRule>,
    /// The conditions that no rule expresses.
    asserted: Vec<Rule>,
    advisories: Vec<Advisory>,
}

/// Returns the conditions of one struct.
fn conditions<'a>(
    parts: &Parts<'a>,
    id: TypeId,
    has_rules: bool,
    fragments: &mut Fragments<'_, 'a>,
    redundant: &mut Redundant,
) -> Conditions {
    let mut demands = Demands::default();
    let mut advisories = Vec::new();
    let mut asserted = Vec::new();
    for &schema in &parts.schemas {
        if has_rules {
            let lists = rules_in_lists(parts, schema);
            if let Some(rules) = unexpressed(schema, id, &lists, fragments) {
                asserted.extend(rules);
            } else {
                let mut assertions = Assertions::new(fragments, redundant, &mut demands);
                assertions.relations_of(schema, id, &lists);
            }
        }
        advisories.extend(advisory::advisories(schema, id, fragments, redundant));
    }
    let rules = demands.groups.into_iter().map(|group| MemberRule {
        text: wording::describe(&group.when, fragments.types),
        when: group.when,
        then: group.then,
        origin: canonical(&group.origin),
    });
    Conditions {
        rules: rules.collect(),
        asserted,
        advisories,
    }
}

/// Returns the lists of alternatives of a schema that are rules about members, and no types.
pub fn rules_in_lists(parts: &Parts<'_>, schema: &Schema) -> Vec<Part> {
    let lists = [Part::AnyOf, Part::OneOf].into_iter();
    lists
        .filter(|list| !parts.is_decided(schema, list.keyword()))
        .collect()
}

/// Returns the relations of a schema as assertions, if rules do not express them and these
/// do. A name without a property has no rule, but is reported.
fn unexpressed<'a>(
    schema: &'a Schema,
    id: TypeId,
    lists: &[Part],
    fragments: &mut Fragments<'_, 'a>,
) -> Option<Vec<Rule>> {
    let (mut unread, mut demands) = (Diagnostics::default(), Demands::default());
    let mut trial = Fragments {
        documents: fragments.documents,
        types: fragments.types,
        diagnostics: &mut unread,
    };
    let mut redundant = Redundant::default();
    let mut assertions = Assertions::new(&mut trial, &mut redundant, &mut demands);
    assertions.relations_of(schema, id, lists);
    let has = |code| unread.iter().any(|found| found.code == code);
    let is_unexpressed =
        has(Code::NotSupported) || has(Code::InvalidValue) && !has(Code::InvalidCondition);
    if !is_unexpressed {
        return None;
    }
    let mut asserted = Asserted::new(fragments.documents);
    let parts = lists.iter().copied();
    let parts = parts.chain([Part::Not, Part::If, Part::DependentRequired]);
    let all: Result<Vec<_>, _> = parts.map(|it| asserted.part(schema, it)).collect();
    let all = all.ok()?.into_iter().filter(|it| !it.is_always());
    unread.retain(|found| found.code == Code::InvalidValue);
    fragments.diagnostics.append(unread);
    Some(all.map(Rule::Assert).collect())
}
