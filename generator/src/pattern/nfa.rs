//! Conversion of an expression to a nondeterministic automaton that searches a text
//! (Thompson's construction).

use std::collections::BTreeSet;

use super::error::PatternError;
use super::expr::Expr;
use super::set::CharSet;

/// The largest number of parts of an expression, with repetitions written out.
const MAX_STEPS: usize = 4_000;

/// A set of states that the automaton may be in at once.
pub(super) type States = BTreeSet<usize>;

/// The state after a match, which any text may follow.
pub(super) const MATCH: usize = 0;

/// A nondeterministic automaton.
pub(super) struct Nfa {
    steps: Vec<Step>,
    entry: usize,
    budget: usize,
}

/// A state with its transitions.
enum Step {
    /// The state [`MATCH`].
    Match,
    /// A transition for each character of the set.
    Char(CharSet, usize),
    /// Transitions without a character.
    Split(Vec<usize>),
    /// A transition without a character, at the start of the text only.
    Start(usize),
    /// A transition without a character, at the end of the text only.
    End(usize),
}

/// The position in a text, as far as anchors depend on it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) start: bool,
    pub(super) end: bool,
}

impl Nfa {
    /// Builds the automaton that finds an expression anywhere in a text.
    pub(super) fn search(expr: &Expr) -> Result<Self, PatternError> {
        let mut nfa = Self {
            steps: vec![Step::Match],
            entry: MATCH,
            budget: MAX_STEPS,
        };
        let found = nfa.add(expr, MATCH)?;
        let skip = nfa.push(Step::Split(Vec::new()));
        let any = nfa.push(Step::Char(CharSet::full(), skip));
        nfa.set(skip, Step::Split(vec![found, any]));
        nfa.entry = skip;
        Ok(nfa)
    }

    /// Returns the states at the start of a text.
    pub(super) fn entry(&self, position: Position) -> States {
        self.closure([self.entry], position)
    }

    /// Returns the states after a character.
    pub(super) fn after(&self, states: &States, c: char) -> States {
        let next = states.iter().filter_map(|&at| match self.steps.get(at) {
            Some(Step::Char(set, next)) if set.contains(c) => Some(*next),
            Some(Step::Match) => Some(MATCH),
            Some(Step::Char(..) | Step::Split(_) | Step::Start(_) | Step::End(_)) | None => None,
        });
        self.closure(
            next,
            Position {
                start: false,
                end: false,
            },
        )
    }

    /// Returns these states and all states that they reach without a character.
    pub(super) fn closure(
        &self,
        states: impl IntoIterator<Item = usize>,
        position: Position,
    ) -> States {
        let mut reached = States::new();
        let mut open: Vec<usize> = states.into_iter().collect();
        while let Some(at) = open.pop() {
            if !reached.insert(at) {
                continue;
            }
            match self.steps.get(at) {
                Some(Step::Split(next)) => open.extend(next),
                Some(Step::Start(next)) => open.extend(position.start.then_some(*next)),
                Some(Step::End(next)) => open.extend(position.end.then_some(*next)),
                Some(Step::Match | Step::Char(..)) | None => {}
            }
        }
        reached
    }

    /// Returns the sets of characters that the transitions distinguish.
    pub(super) fn sets(&self) -> impl Iterator<Item = &CharSet> {
        self.steps.iter().filter_map(|step| match step {
            Step::Char(set, _) => Some(set),
            Step::Match | Step::Split(_) | Step::Start(_) | Step::End(_) => None,
        })
    }

    /// Adds an expression that leads to `next`, and returns its first state.
    fn add(&mut self, expr: &Expr, next: usize) -> Result<usize, PatternError> {
        self.budget = self
            .budget
            .checked_sub(1)
            .ok_or_else(PatternError::too_large)?;
        Ok(match expr {
            Expr::Class(set) => self.push(Step::Char(set.clone(), next)),
            Expr::Start => self.push(Step::Start(next)),
            Expr::End => self.push(Step::End(next)),
            Expr::Concat(exprs) => {
                let mut at = next;
                for expr in exprs.iter().rev() {
                    at = self.add(expr, at)?;
                }
                at
            }
            Expr::Either(exprs) => {
                let entries: Result<_, _> = exprs.iter().map(|expr| self.add(expr, next)).collect();
                self.push(Step::Split(entries?))
            }
            Expr::Repeat { expr, min, max } => {
                let mut at = match max {
                    None => self.any_number(expr, next)?,
                    Some(max) => self.up_to(expr, max.saturating_sub(*min), next)?,
                };
                for _ in 0..*min {
                    at = self.add(expr, at)?;
                }
                at
            }
        })
    }

    fn any_number(&mut self, expr: &Expr, next: usize) -> Result<usize, PatternError> {
        let again = self.push(Step::Split(Vec::new()));
        let once = self.add(expr, again)?;
        self.set(again, Step::Split(vec![once, next]));
        Ok(again)
    }

    fn up_to(&mut self, expr: &Expr, times: u32, next: usize) -> Result<usize, PatternError> {
        let mut at = next;
        for _ in 0..times {
            let once = self.add(expr, at)?;
            at = self.push(Step::Split(vec![once, next]));
        }
        Ok(at)
    }

    fn push(&mut self, step: Step) -> usize {
        self.steps.push(step);
        self.steps.len() - 1
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(place) = self.steps.get_mut(at) {
            *place = step;
        }
    }
}
