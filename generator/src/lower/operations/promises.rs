//! Promises: the members that a response requires with some status values.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Demand, FieldPath, Given, Literal, Outcome, Test, TypeId};
use crate::openapi::Schema;

use crate::lower::condition::assertion::Assertions;
use crate::lower::condition::demands::Demands;
use crate::lower::condition::fragment::Fragments;
use crate::lower::condition::redundant::Redundant;
use crate::lower::condition::rules_in_lists;
use crate::lower::parts::Parts;

/// Adds the promises of a response to its outcome.
pub fn promises(
    outcome: &mut Outcome,
    response: TypeId,
    fragments: &mut Fragments<'_, '_>,
    redundant: &mut Redundant,
) {
    let Some(root) = fragments.types.schema(response) else {
        return;
    };
    let parts = Parts::of_root(root, fragments.documents);
    for &schema in &parts.schemas {
        let lists = rules_in_lists(&parts, schema);
        let mut demands = Demands::default();
        let mut assertions = Assertions::new(fragments, redundant, &mut demands);
        assertions.relations_of(schema, response, &lists);
        if demands.marks.is_faulty {
            continue;
        }
        for group in demands.groups {
            let tested = tested(&group.when, outcome);
            let (Some(tested), Some(members)) = (tested, promised(&group.then)) else {
                fragments.diagnostics.push(no_promise(schema, outcome));
                break;
            };
            promise(outcome, tested, &members);
        }
    }
    outcome.success_members.sort_unstable();
    outcome.success_members.dedup();
}

/// Returns the status values for which a test holds, if it tests only the status and each
/// value has an outcome.
fn tested(test: &Test, outcome: &Outcome) -> Option<Vec<String>> {
    let (path, values) = match test {
        Test::OneOf(path, values) => (path, values),
        Test::Always
        | Test::Never
        | Test::Present(_)
        | Test::All(_)
        | Test::Any(_)
        | Test::One(_)
        | Test::Not(_)
        | Test::Choice { .. } => return None,
    };
    if *path != outcome.status {
        return None;
    }
    let statuses = values.iter().map(|value| match value {
        Literal::Text(status) => outcome.kind(status).map(|_| status.clone()),
        Literal::Boolean(_) | Literal::Integer(_) => None,
    });
    statuses.collect()
}

/// Returns the response's own members that demands require, if that is all they require.
fn promised(demands: &[Demand]) -> Option<Vec<usize>> {
    let members = demands.iter().map(|demand| match demand {
        Demand::Present(FieldPath { steps }) => match steps.as_slice() {
            [step] => Some(step.member),
            [] | [_, ..] => None,
        },
        Demand::OneOf(..) | Demand::Excluded { .. } => None,
    });
    members.collect()
}

/// Adds members that a response has with these status values. A success has them if every
/// success status is among the values.
fn promise(outcome: &mut Outcome, mut statuses: Vec<String>, members: &[usize]) {
    if outcome.success.iter().all(|known| statuses.contains(known)) {
        outcome.success_members.extend(members);
        statuses.retain(|status| !outcome.success.contains(status));
    }
    if statuses.is_empty() {
        return;
    }
    outcome.given.extend(members.iter().map(|&member| Given {
        member,
        statuses: statuses.clone(),
    }));
}

/// Creates the diagnostic for a condition that is not a promise.
fn no_promise(schema: &Schema, outcome: &Outcome) -> Diagnostic {
    let known = outcome.meanings().map(|(status, _)| format!("`{status}`"));
    let known = known.collect::<Vec<_>>().join(", ");
    let conditional = schema.conditional.as_deref();
    Diagnostic::warning(
        Code::NotSupported,
        conditional.map_or(schema.span, |conditional| conditional.span),
        "a condition on a response may only require members for some status values",
    )
    .at(format!("{}/if", schema.pointer))
    .help(format!("require the status in `if` to be one of {known}, and list members in `then: {{required: […]}}`"))
}
