//! Conversion of an expression to a nondeterministic automaton that searches a text
//! (Thompson's construction).

use std::collections::BTreeSet;

use super::error::PatternError;
use super::expr::{Edge, Expr};
use super::set::CharSet;

/// The largest number of parts of an expression, with repetitions written out.
const MAX_STEPS: usize = 4_000;

/// A set of states that the automaton may be in at once.
pub(super) type States = BTreeSet<usize>;

/// The state after a match, which any text may follow.
pub(super) const MATCH: usize = 0;

/// A nondeterministic automaton.
pub(super) struct Nfa {
    steps: Vec<Node>,
    entry: usize,
    budget: usize,
    /// True if a transition depends on the character before.
    looks_behind: bool,
}

/// A state with its transitions.
enum Node {
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
    /// A transition without a character, if what follows is at this edge.
    Ahead(Edge, usize),
    /// A transition without a character, if what is before is at this edge.
    Behind(Edge, usize),
}

/// The position in a text, as far as anchors and tests depend on it.
#[derive(Clone, Copy)]
pub(super) struct Position {
    pub(super) before: Before,
    pub(super) next: Next,
}

/// The text before a position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Before {
    Start,
    /// A character, which is known if the automaton tests it.
    Char(Option<char>),
}

/// The text after a position.
#[derive(Clone, Copy)]
pub(super) enum Next {
    End,
    Char(char),
    /// It is not read yet: transitions that depend on it stay open.
    Unread,
}

impl Nfa {
    /// Builds the automaton that finds an expression anywhere in a text.
    pub(super) fn search(expr: &Expr) -> Result<Self, PatternError> {
        let mut nfa = Self {
            steps: vec![Node::Match],
            entry: MATCH,
            budget: MAX_STEPS,
            looks_behind: false,
        };
        let found = nfa.add(expr, MATCH)?;
        let skip = nfa.push(Node::Split(Vec::new()));
        let any = nfa.push(Node::Char(CharSet::full(), skip));
        nfa.set(skip, Node::Split(vec![found, any]));
        nfa.entry = skip;
        Ok(nfa)
    }

    /// Returns the states at the start of a text.
    pub(super) fn entry(&self) -> States {
        let position = Position {
            before: Before::Start,
            next: Next::Unread,
        };
        self.closure([self.entry], position)
    }

    /// Returns the states after a character, and the character if later states test it.
    pub(super) fn after(&self, states: &States, before: Before, c: char) -> (States, Before) {
        let here = Position {
            before,
            next: Next::Char(c),
        };
        let here = self.closure(states.iter().copied(), here);
        let next = here.into_iter().filter_map(|at| match self.steps.get(at) {
            Some(Node::Char(set, next)) if set.contains(c) => Some(*next),
            Some(Node::Match) => Some(MATCH),
            Some(
                Node::Char(..)
                | Node::Split(_)
                | Node::Start(_)
                | Node::End(_)
                | Node::Ahead(..)
                | Node::Behind(..),
            )
            | None => None,
        });
        let position = Position {
            before: Before::Char(Some(c)),
            next: Next::Unread,
        };
        let states = self.closure(next, position);
        (states, Before::Char(self.looks_behind.then_some(c)))
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
                Some(Node::Split(next)) => open.extend(next),
                Some(Node::Start(next)) => {
                    open.extend((position.before == Before::Start).then_some(*next));
                }
                Some(Node::End(next)) => {
                    open.extend(matches!(position.next, Next::End).then_some(*next));
                }
                Some(Node::Ahead(edge, next)) => {
                    open.extend(position.next.is_at(edge).then_some(*next));
                }
                Some(Node::Behind(edge, next)) => {
                    open.extend(position.before.is_at(edge).then_some(*next));
                }
                Some(Node::Match | Node::Char(..)) | None => {}
            }
        }
        reached
    }

    /// Returns the sets of characters that the transitions distinguish.
    pub(super) fn sets(&self) -> impl Iterator<Item = &CharSet> {
        self.steps.iter().filter_map(|step| match step {
            Node::Char(set, _)
            | Node::Ahead(Edge { set, .. }, _)
            | Node::Behind(Edge { set, .. }, _) => Some(set),
            Node::Match | Node::Split(_) | Node::Start(_) | Node::End(_) => None,
        })
    }

    /// Adds an expression that leads to `next`, and returns its first state.
    fn add(&mut self, expr: &Expr, next: usize) -> Result<usize, PatternError> {
        self.budget = self
            .budget
            .checked_sub(1)
            .ok_or_else(PatternError::too_large)?;
        Ok(match expr {
            Expr::Class(set) => self.push(Node::Char(set.clone(), next)),
            Expr::Start => self.push(Node::Start(next)),
            Expr::End => self.push(Node::End(next)),
            Expr::Ahead(edge) => self.push(Node::Ahead(edge.clone(), next)),
            Expr::Behind(edge) => {
                self.looks_behind = true;
                self.push(Node::Behind(edge.clone(), next))
            }
            Expr::Look(look) => return Err(PatternError::look_around(look.offset)),
            Expr::Concat(exprs) => {
                let mut at = next;
                for expr in exprs.iter().rev() {
                    at = self.add(expr, at)?;
                }
                at
            }
            Expr::Either(exprs) => {
                let entries: Result<_, _> = exprs.iter().map(|expr| self.add(expr, next)).collect();
                self.push(Node::Split(entries?))
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
        let again = self.push(Node::Split(Vec::new()));
        let once = self.add(expr, again)?;
        self.set(again, Node::Split(vec![once, next]));
        Ok(again)
    }

    fn up_to(&mut self, expr: &Expr, times: u32, next: usize) -> Result<usize, PatternError> {
        let mut at = next;
        for _ in 0..times {
            let once = self.add(expr, at)?;
            at = self.push(Node::Split(vec![once, next]));
        }
        Ok(at)
    }

    fn push(&mut self, step: Node) -> usize {
        self.steps.push(step);
        self.steps.len() - 1
    }

    fn set(&mut self, at: usize, step: Node) {
        if let Some(place) = self.steps.get_mut(at) {
            *place = step;
        }
    }
}

impl Before {
    fn is_at(self, edge: &Edge) -> bool {
        match self {
            Self::Start => edge.outside,
            Self::Char(c) => c.is_some_and(|c| edge.set.contains(c)),
        }
    }
}

impl Next {
    fn is_at(self, edge: &Edge) -> bool {
        match self {
            Self::End => edge.outside,
            Self::Char(c) => edge.set.contains(c),
            Self::Unread => false,
        }
    }
}
