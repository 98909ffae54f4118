//! Conversion of nondeterministic automata to the smallest deterministic one, whose states
//! are those of a [`Matcher`](super::matcher::Matcher). The first is the start.

use std::collections::{BTreeMap, BTreeSet};

use super::error::PatternError;
use super::formula::Formula;
use super::matcher::State;
use super::nfa::{Before, MATCH, Next, Nfa, Position, States};
use super::set::{self, CharSet};

/// The largest number of states before minimization.
const MAX_STATES: usize = 1_024;

/// The largest number of states after minimization. More would be unreadable code, so the
/// steps of a pattern are followed instead.
const MAX_SMALLEST: usize = 256;

/// Returns the smallest automaton of a condition, without the state that accepts no text. It
/// has no states if no text satisfies the condition.
pub(super) fn smallest(formula: &Formula) -> Result<Vec<State>, PatternError> {
    let searches = formula.searches().into_iter().map(Nfa::search);
    let searches: Vec<Nfa> = searches.collect::<Result<_, _>>()?;
    let atoms = atoms(&searches);
    let tables = searches.iter().map(|nfa| determine(nfa, &atoms));
    let tables: Vec<Vec<Row>> = tables.collect::<Result<_, _>>()?;
    let dfa = product(formula, &tables)?;
    let class = equivalence(&dfa);
    let states = extract(&dfa, &class, &atoms);
    if states.len() > MAX_SMALLEST {
        Err(PatternError::too_large())
    } else {
        Ok(states)
    }
}

/// A state before minimization, with the next state for each atom.
struct Row {
    accepting: bool,
    next: Vec<usize>,
}

/// Returns the parts of all characters that no set of the automata splits, each with the
/// character that represents it.
fn atoms(searches: &[Nfa]) -> Vec<(char, CharSet)> {
    let sets: Vec<&CharSet> = searches.iter().flat_map(Nfa::sets).collect();
    let parts = set::partition(&sets).into_iter();
    let parts = parts.filter_map(|part| Some((part.ranges().first()?.0, part)));
    parts.collect()
}

/// Builds a deterministic automaton by the subset construction.
fn determine(nfa: &Nfa, atoms: &[(char, CharSet)]) -> Result<Vec<Row>, PatternError> {
    let mut known = BTreeMap::new();
    // The start is distinct from a later state with the same parts, since `^` holds for
    // an empty text only at the start.
    let mut sets: Vec<(States, Before)> = vec![settled((nfa.entry(), Before::Start))];
    let mut rows: Vec<Row> = Vec::new();
    while let Some((states, before)) = sets.get(rows.len()).cloned() {
        if rows.len() >= MAX_STATES {
            return Err(PatternError::too_large());
        }
        let position = Position {
            before,
            next: Next::End,
        };
        let accepting = nfa
            .closure(states.iter().copied(), position)
            .contains(&MATCH);
        let next = atoms.iter().map(|(c, _)| {
            let next = settled(nfa.after(&states, before, *c));
            *known.entry(next.clone()).or_insert_with(|| {
                sets.push(next);
                sets.len() - 1
            })
        });
        let next = next.collect();
        rows.push(Row { accepting, next });
    }
    Ok(rows)
}

/// Drops the other states of a set that has matched, since they have no effect.
fn settled((states, before): (States, Before)) -> (States, Before) {
    if states.contains(&MATCH) {
        (States::from([MATCH]), Before::Char(None))
    } else {
        (states, before)
    }
}

/// Follows several automata at once. A state is one of each.
fn product(formula: &Formula, tables: &[Vec<Row>]) -> Result<Vec<Row>, PatternError> {
    let mut known = BTreeMap::new();
    let mut places: Vec<Vec<usize>> = vec![vec![0; tables.len()]];
    known.extend(places.first().map(|start| (start.clone(), 0)));
    let mut rows: Vec<Row> = Vec::new();
    while let Some(place) = places.get(rows.len()).cloned() {
        if rows.len() >= MAX_STATES {
            return Err(PatternError::too_large());
        }
        let own: Vec<&Row> = tables
            .iter()
            .zip(&place)
            .filter_map(|(table, &at)| table.get(at))
            .collect();
        let atoms = own.first().map_or(0, |row| row.next.len());
        let next = (0..atoms).map(|atom| {
            let next = own.iter().filter_map(|row| row.next.get(atom).copied());
            let next: Vec<usize> = next.collect();
            *known.entry(next.clone()).or_insert_with(|| {
                places.push(next);
                places.len() - 1
            })
        });
        let next = next.collect();
        rows.push(Row {
            accepting: formula.holds(&mut own.iter().map(|row| row.accepting)),
            next,
        });
    }
    Ok(rows)
}

/// Returns the number of each state's class of equivalent states. Splits classes until
/// nothing changes (Moore's algorithm).
fn equivalence(rows: &[Row]) -> Vec<usize> {
    let mut class: Vec<usize> = rows.iter().map(|row| usize::from(row.accepting)).collect();
    let mut count = 0;
    loop {
        let mut numbers = BTreeMap::new();
        let refined: Vec<usize> = rows
            .iter()
            .zip(&class)
            .map(|(row, own)| {
                let next: Vec<_> = row.next.iter().map(|&at| class.get(at).copied()).collect();
                let number = numbers.len();
                *numbers.entry((*own, next)).or_insert(number)
            })
            .collect();
        let settled = numbers.len() == count;
        count = numbers.len();
        class = refined;
        if settled {
            return class;
        }
    }
}

/// Returns the classes as states, in the order in which a text first reaches them,
/// without those from which no state accepts.
fn extract(rows: &[Row], class: &[usize], atoms: &[(char, CharSet)]) -> Vec<State> {
    let live = live(rows);
    let mut order: Vec<usize> = Vec::new();
    let mut found = BTreeMap::new();
    if live.contains(&0) {
        found.extend(class.first().map(|&start| (start, 0)));
        order.push(0);
    }
    let mut states: Vec<State> = Vec::new();
    while let Some(row) = order.get(states.len()).and_then(|&at| rows.get(at)) {
        let mut arms: Vec<(Vec<(char, char)>, usize)> = Vec::new();
        for ((_, atom), &next) in atoms.iter().zip(&row.next) {
            let Some(&target) = class.get(next).filter(|_| live.contains(&next)) else {
                continue;
            };
            let number = *found.entry(target).or_insert_with(|| {
                order.push(next);
                order.len() - 1
            });
            match arms.iter_mut().find(|(_, to)| *to == number) {
                Some((ranges, _)) => ranges.extend(atom.ranges()),
                None => arms.push((atom.ranges().to_vec(), number)),
            }
        }
        let arms = arms
            .into_iter()
            .map(|(ranges, to)| (CharSet::new(ranges), to))
            .collect();
        states.push(State {
            accepting: row.accepting,
            arms,
        });
    }
    states
}

/// Returns the states that can reach an accepting one.
fn live(rows: &[Row]) -> BTreeSet<usize> {
    let mut live: BTreeSet<usize> = BTreeSet::new();
    loop {
        let before = live.len();
        for (at, row) in rows.iter().enumerate().rev() {
            if row.accepting || row.next.iter().any(|next| live.contains(next)) {
                live.insert(at);
            }
        }
        if live.len() == before {
            return live;
        }
    }
}
