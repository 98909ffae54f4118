//! Warns about conditions that are never true, and about demands that cannot be met.
//!
//! Each member that a condition names is absent, has one of the values that conditions
//! mention, or has another value. These are few enough cases to try all.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Api, Demand, Facts, FieldPath, Literal, Openness, Presence, Scalar, Shape, Step, Struct, Test,
    Type, TypeId,
};

use crate::text::places::Places;

/// The maximum number of cases; a condition with more gets no warning.
const MAX_CASES: usize = 4_000;

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
        |(case, keeps): &(Case, bool)| *keeps && then.iter().all(|demand| case.meets(demand));
    let can_be = holds.any(complies);
    (!can_be).then_some((
        "this condition demands something that is never possible",
        "correct the demand, or the rule that forbids it",
    ))
}

/// The state of a member: absent, one of some values, or another value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Absent,
    Value(Literal),
    Other,
}

/// A path in a form that can be sorted.
type Steps = Vec<(usize, usize)>;

/// The members that conditions name, with the values that they mention.
#[derive(Clone)]
struct Members<'a> {
    api: &'a Api,
    values: BTreeMap<Steps, Vec<Literal>>,
}

impl<'a> Members<'a> {
    fn new(api: &'a Api) -> Self {
        Self {
            api,
            values: BTreeMap::new(),
        }
    }

    fn add(&mut self, path: &FieldPath, values: &[Literal]) {
        let steps = steps(path);
        for length in 1..=steps.len() {
            let known = self
                .values
                .entry(steps.iter().take(length).copied().collect())
                .or_default();
            if length == steps.len() {
                for value in values {
                    // More values than the limit make too many cases.
                    if known.len() <= MAX_CASES && !known.contains(value) {
                        known.push(value.clone());
                    }
                }
            }
        }
    }

    fn test(&mut self, test: &Test) {
        match test {
            Test::Always | Test::Never => {}
            Test::Present(path) => self.add(path, &[]),
            Test::OneOf(path, values) => self.add(path, values),
            Test::All(tests) | Test::Any(tests) | Test::One(tests) => {
                for test in tests {
                    self.test(test);
                }
            }
            Test::Not(test) => self.test(test),
            Test::Choice {
                when,
                then,
                otherwise,
            } => {
                for test in [when, then, otherwise] {
                    self.test(test);
                }
            }
        }
    }

    fn demands(&mut self, demands: &[Demand]) {
        for demand in demands {
            match demand {
                Demand::Present(path) => self.add(path, &[]),
                Demand::OneOf(path, values) => self.add(path, values),
                Demand::Excluded { test, .. } => self.test(test),
            }
        }
    }

    /// Returns every case, unless there are too many.
    fn cases(&self) -> Option<Vec<Case>> {
        let mut cases = vec![Case::default()];
        for (steps, values) in &self.values {
            let states = self.states(steps, values);
            let mut next = Vec::new();
            for case in &cases {
                // The members of an absent object are absent.
                let parent = steps.get(..steps.len() - 1).unwrap_or_default();
                if case.0.get(parent) == Some(&State::Absent) {
                    next.push(case.with(steps, State::Absent));
                    continue;
                }
                next.extend(states.iter().map(|state| case.with(steps, state.clone())));
            }
            if next.len() > MAX_CASES {
                return None;
            }
            cases = next;
        }
        Some(cases)
    }

    fn states(&self, steps: &Steps, values: &[Literal]) -> Vec<State> {
        let field = steps
            .last()
            .and_then(|&(owner, member)| self.api.structure(TypeId(owner))?.field(member));
        let mut states: Vec<State> = values.iter().cloned().map(State::Value).collect();
        let is_required = field.is_some_and(|field| field.presence == Presence::Required);
        if !is_required {
            states.push(State::Absent);
        }
        let all = match field.map(|field| &field.value.ty) {
            Some(Type::Scalar(Scalar::Boolean(_))) => Some(2),
            Some(Type::Named(id)) => match &self.api.get(*id).shape {
                Shape::Enum(set) if set.openness == Openness::Closed => Some(set.variants.len()),
                Shape::Enum(_) | Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => None,
            },
            _ => None,
        };
        if all.is_none_or(|all| values.len() < all) {
            states.push(State::Other);
        }
        states
    }
}

/// A state for each member.
#[derive(Debug, Clone, Default)]
struct Case(BTreeMap<Steps, State>);

impl Case {
    fn with(&self, steps: &Steps, state: State) -> Self {
        let mut case = self.clone();
        case.0.insert(steps.clone(), state);
        case
    }

    fn state(&self, path: &FieldPath) -> &State {
        self.0.get(&steps(path)).unwrap_or(&State::Other)
    }

    fn meets(&self, demand: &Demand) -> bool {
        match demand {
            Demand::Present(path) => {
                let parent = path.steps.split_last().map(|(_, parent)| parent.to_vec());
                let parent = FieldPath {
                    steps: parent.unwrap_or_default(),
                };
                let is_inside = parent.steps.is_empty() || self.is_present(&parent);
                !is_inside || self.is_present(path)
            }
            Demand::OneOf(path, values) => !self.is_present(path) || self.has(path, values),
            Demand::Excluded { test, .. } => !test.holds(self),
        }
    }

    fn keeps(&self, when: &Test, then: &[Demand]) -> bool {
        !when.holds(self) || then.iter().all(|demand| self.meets(demand))
    }
}

impl Facts for Case {
    fn is_present(&self, path: &FieldPath) -> bool {
        *self.state(path) != State::Absent
    }

    fn has(&self, path: &FieldPath, values: &[Literal]) -> bool {
        match self.state(path) {
            State::Value(value) => values.contains(value),
            State::Absent | State::Other => false,
        }
    }
}

fn steps(path: &FieldPath) -> Steps {
    let step = |step: &Step| (step.owner.0, step.member);
    path.steps.iter().map(step).collect()
}
