//! The cases of an object that conditions tell apart.
//!
//! Each member that a condition names is absent, has one of the values that conditions
//! mention, or has another value. These are few enough cases to try all.

use std::collections::BTreeMap;

use crate::model::{
    Api, Demand, Facts, FieldPath, Literal, Openness, Presence, Scalar, Shape, Step, Test, Type,
    TypeId,
};

/// The maximum number of cases; conditions with more get no warning.
const MAX_CASES: usize = 4_000;

/// The state of a member: absent, one of some values, or another value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Absent,
    Value(Literal),
    Other,
}

/// A path in a form that can be sorted.
pub type Steps = Vec<(usize, usize)>;

/// The members that conditions name, with the values that they mention.
#[derive(Clone)]
pub struct Members<'a> {
    api: &'a Api,
    /// The values by the path of their member.
    pub values: BTreeMap<Steps, Vec<Literal>>,
}

impl<'a> Members<'a> {
    /// Creates a list without members.
    pub fn new(api: &'a Api) -> Self {
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

    /// Adds the members that a test names.
    pub fn test(&mut self, test: &Test) {
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

    /// Adds the members that demands name.
    pub fn demands(&mut self, demands: &[Demand]) {
        for demand in demands {
            match demand {
                Demand::Present(path) => self.add(path, &[]),
                Demand::OneOf(path, values) => self.add(path, values),
                Demand::Excluded { test, .. } => self.test(test),
            }
        }
    }

    /// Returns every case, unless there are too many.
    pub fn cases(&self) -> Option<Vec<Case>> {
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
            Some(
                Type::Scalar(
                    Scalar::Text
                    | Scalar::Integer(..)
                    | Scalar::Float
                    | Scalar::Number
                    | Scalar::Decimal
                    | Scalar::DateTime
                    | Scalar::Uri
                    | Scalar::Formatted(_)
                    | Scalar::Null
                    | Scalar::Upload,
                )
                | Type::Any
                | Type::List(_)
                | Type::Map(_),
            )
            | None => None,
        };
        if all.is_none_or(|all| values.len() < all) {
            states.push(State::Other);
        }
        states
    }
}

/// A state for each member.
#[derive(Debug, Clone, Default)]
pub struct Case(BTreeMap<Steps, State>);

impl Case {
    fn with(&self, steps: &Steps, state: State) -> Self {
        let mut case = self.clone();
        case.0.insert(steps.clone(), state);
        case
    }

    fn state(&self, path: &FieldPath) -> &State {
        self.0.get(&steps(path)).unwrap_or(&State::Other)
    }

    /// Returns whether the case satisfies a rule.
    pub fn keeps(&self, when: &Test, then: &[Demand]) -> bool {
        !when.holds(self) || then.iter().all(|demand| demand.is_met(self))
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
