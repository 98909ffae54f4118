//! Warns about conditions that are never true, and about demands that cannot be met.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Demand, Shape, Struct, Test};

use super::cases::{Case, Members};
use crate::text::places::Places;

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
            let Some((message, help)) = judge.verdict(when, then) else {
                continue;
            };
            diagnostics.push(
                Diagnostic::warning(Code::ImpossibleCondition, places.span(origin), message)
                    .at(origin.clone())
                    .help(help),
            );
        }
    }
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

    /// Returns the message and the help for a faulty condition.
    fn verdict(&mut self, when: &Test, then: &[Demand]) -> Option<(&'static str, &'static str)> {
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

fn judged(
    cases: &[(Case, bool)],
    when: &Test,
    then: &[Demand],
) -> Option<(&'static str, &'static str)> {
    let mut holds = cases.iter().filter(|(case, _)| when.holds(case)).peekable();
    if holds.peek().is_none() {
        return Some((
            "this condition is never true",
            "remove the condition, or correct its tests",
        ));
    }
    let complies =
        |(case, keeps): &(Case, bool)| *keeps && then.iter().all(|demand| demand.is_met(case));
    let can_be = holds.any(complies);
    (!can_be).then_some((
        "this condition demands something that is never possible",
        "correct the demand, or the rule that forbids it",
    ))
}
