//! Warns about conditions that never hold, and about demands that cannot be met.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Demand, Shape, Struct, Test};

use super::cases::{Case, Members};
use crate::text::places::Places;
use crate::text::pointer::child;

/// The maximum number of checks of a rule in one object; advisories after that get no
/// warning.
const MAX_TRIES: usize = 4_000_000;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for (_, def) in api.reachable() {
        let Shape::Struct(object) = &def.shape else {
            continue;
        };
        let Some(mut judge) = Judge::of(api, object) else {
            continue;
        };
        let rules = object.rules.iter();
        let rules = rules.map(|rule| (&rule.when, &rule.then, &rule.origin));
        let advisories = object.advisories.iter();
        let advisories =
            advisories.map(|advisory| (&advisory.when, &advisory.then, &advisory.origin));
        for (when, then, origin) in rules.chain(advisories) {
            if let Some(fault) = judge.verdict(when, then) {
                diagnostics.push(fault.report(origin, places));
            }
        }
    }
}

/// A fault of a condition.
#[derive(Clone, Copy)]
enum Fault {
    /// The condition never holds.
    Never,
    /// Its demands cannot be met.
    Unmet,
}

impl Fault {
    /// Creates the warning for a condition with a demand at `origin`.
    fn report(self, origin: &str, places: &Places<'_>) -> Diagnostic {
        let (pointer, message, help) = match self {
            Self::Never => (
                condition(origin, places),
                "this condition never holds",
                "remove the condition, or correct its tests",
            ),
            Self::Unmet => (
                origin.to_owned(),
                "the demands of this condition cannot be met",
                "correct the demands, or the rule that forbids them",
            ),
        };
        let span = places.span(&pointer);
        Diagnostic::warning(Code::ImpossibleCondition, span, message)
            .at(pointer)
            .help(help)
    }
}

/// Returns the pointer to the innermost `if` whose branch contains a demand, or to the
/// demand if there is none.
fn condition(demand: &str, places: &Places<'_>) -> String {
    let mut at = demand;
    while let Some((schema, name)) = at.rsplit_once('/') {
        let pointer = child(schema, "if");
        if matches!(name, "then" | "else") && places.node(&pointer).is_some() {
            return pointer;
        }
        at = schema;
    }
    demand.to_owned()
}

/// A checker of the conditions of an object.
struct Judge<'a> {
    object: &'a Struct,
    /// The members that the rules name.
    members: Members<'a>,
    /// The cases, each with whether it meets all rules.
    cases: Vec<(Case, bool)>,
    tries: usize,
}

impl<'a> Judge<'a> {
    /// Prepares a checker, unless the rules of the object make too many cases.
    fn of(api: &'a Api, object: &'a Struct) -> Option<Self> {
        let mut members = Members::new(api);
        for rule in &object.rules {
            members.test(&rule.when);
            members.demands(&rule.then);
        }
        let mut judge = Self {
            object,
            cases: Vec::new(),
            tries: 0,
            members,
        };
        judge.cases = judge.tried(&judge.members.cases()?);
        Some(judge)
    }

    /// Returns the fault of a condition, if it has one.
    fn verdict(&mut self, when: &Test, then: &[Demand]) -> Option<Fault> {
        let mut members = self.members.clone();
        members.test(when);
        members.demands(then);
        if members.values == self.members.values {
            return judged(&self.cases, when, then);
        }
        let cases = members.cases()?;
        self.tries = self
            .tries
            .saturating_add(cases.len().saturating_mul(self.object.rules.len() + 1));
        if self.tries > MAX_TRIES {
            return None;
        }
        judged(&self.tried(&cases), when, then)
    }

    /// Tries all rules on each case.
    fn tried(&self, cases: &[Case]) -> Vec<(Case, bool)> {
        let rules = &self.object.rules;
        let keeps = |case: &Case| rules.iter().all(|rule| case.keeps(&rule.when, &rule.then));
        cases
            .iter()
            .map(|case| (case.clone(), keeps(case)))
            .collect()
    }
}

fn judged(cases: &[(Case, bool)], when: &Test, then: &[Demand]) -> Option<Fault> {
    let mut holds = cases.iter().filter(|(case, _)| when.holds(case)).peekable();
    if holds.peek().is_none() {
        return Some(Fault::Never);
    }
    let complies =
        |(case, keeps): &(Case, bool)| *keeps && then.iter().all(|demand| demand.is_met(case));
    let can_be = holds.any(complies);
    (!can_be).then_some(Fault::Unmet)
}
