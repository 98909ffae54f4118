//! Conversion of an expression or an automaton to a simpler matcher, if the pattern has
//! one.

use super::expr::Expr;
use super::matcher::{Matcher, State};
use super::set::CharSet;

/// The largest number of alternatives of [`Matcher::Choices`].
const MAX_CHOICES: usize = 16;

/// The largest number of characters of such an alternative.
const MAX_CHOICE_LENGTH: usize = 12;

/// Recognizes `^[…]{n,m}$` in this form.
pub(super) fn of_expr(expr: &Expr) -> Option<Matcher> {
    let parts = expr.parts();
    let [Expr::Start, Expr::Repeat { expr, min, max }, Expr::End] = parts.as_slice() else {
        return None;
    };
    let inner = expr.parts();
    let [Expr::Class(set)] = inner.as_slice() else {
        return None;
    };
    if set.is_empty() || *max == Some(0) || (set.is_full() && *min == 0 && max.is_none()) {
        return None;
    }
    let count = |n: u32| usize::try_from(n).ok();
    let max = max.map_or(Some(None), |max| count(max).map(Some))?;
    Some(Matcher::Repeat {
        set: set.clone(),
        min: count(*min)?,
        max,
    })
}

/// Recognizes the automata of simpler matchers, for any form of the pattern.
pub(super) fn of_states(states: &[State]) -> Option<Matcher> {
    if matches!(states, [state] if state.accepts_all(0)) {
        return Some(Matcher::Always);
    }
    repeat(states).or_else(|| choices(states).map(Matcher::Choices))
}

/// Recognizes a chain of states with one set. It accepts from some state on and ends or
/// stays in the last.
fn repeat(states: &[State]) -> Option<Matcher> {
    let (set, _) = states.first()?.arms.first()?;
    let min = states.iter().position(|state| state.accepting)?;
    let last = states.len() - 1;
    let mut max = Some(last);
    for (at, state) in states.iter().enumerate() {
        if state.accepting != (at >= min) {
            return None;
        }
        match state.arms.as_slice() {
            [(own, next)] if own == set && at < last && *next == at + 1 => {}
            [(own, next)] if own == set && at == last && *next == at => max = None,
            [] if at == last => {}
            _ => return None,
        }
    }
    Some(Matcher::Repeat {
        set: set.clone(),
        min,
        max,
    })
}

/// Returns the sequences of accepted characters, if they are few, short and ASCII.
fn choices(states: &[State]) -> Option<Vec<Vec<CharSet>>> {
    let mut found: Vec<Vec<CharSet>> = Vec::new();
    let mut open: Vec<(usize, Vec<CharSet>)> = vec![(0, Vec::new())];
    while let Some((at, path)) = open.pop() {
        let state = states.get(at)?;
        if path.len() > MAX_CHOICE_LENGTH || found.len() + open.len() > MAX_CHOICES * 16 {
            return None;
        }
        for (set, next) in &state.arms {
            if !set.is_ascii() {
                return None;
            }
            let mut longer = path.clone();
            longer.push(set.clone());
            open.push((*next, longer));
        }
        if state.accepting {
            found.push(path);
        }
    }
    let by_length = |a: &Vec<CharSet>, b: &Vec<CharSet>| (a.len(), a).cmp(&(b.len(), b));
    found.sort_by(by_length);
    while merge_two(&mut found) {}
    found.sort_by(by_length);
    (found.len() <= MAX_CHOICES).then_some(found)
}

/// Merges two sequences that differ at one place only; returns whether there are any.
fn merge_two(choices: &mut Vec<Vec<CharSet>>) -> bool {
    for first in 0..choices.len() {
        for second in first + 1..choices.len() {
            let (Some(one), Some(other)) = (choices.get(first), choices.get(second)) else {
                continue;
            };
            if one.len() != other.len()
                || one.iter().zip(other).filter(|(a, b)| a != b).count() != 1
            {
                continue;
            }
            let merged = one.iter().zip(other).map(|(a, b)| a.union(b)).collect();
            choices.remove(second);
            if let Some(place) = choices.get_mut(first) {
                *place = merged;
            }
            return true;
        }
    }
    false
}
