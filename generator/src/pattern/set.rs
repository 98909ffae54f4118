//! Sets of characters as sorted ranges, with the operations that classes need.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A set of characters: sorted ranges that do not touch.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CharSet {
    ranges: Vec<(char, char)>,
    terms: Vec<Term>,
}

/// A Unicode class.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Class {
    /// The property of its characters, such as `General_Category=Letter`.
    pub property: String,
    /// The end of the name of a test, such as `letter`.
    pub name: String,
    /// The characters.
    pub set: CharSet,
}

/// One of the conditions of which a character of a set satisfies at least one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The classes, each with whether the character is in it.
    pub classes: Vec<(bool, Arc<Class>)>,
    /// Characters, with whether the character is one of them.
    pub listed: Option<(bool, CharSet)>,
}

impl Term {
    /// Returns the class whose characters satisfy the term, if there is nothing else.
    #[must_use]
    pub fn only_class(&self) -> Option<&Class> {
        match (self.classes.as_slice(), &self.listed) {
            ([(true, class)], None) => Some(class),
            _ => None,
        }
    }
}

impl CharSet {
    /// Returns the set of every character.
    #[must_use]
    pub fn full() -> Self {
        Self::of_sorted(vec![(char::MIN, char::MAX)])
    }

    /// Creates the set of these ranges, ends included, in any order.
    #[must_use]
    pub fn new(ranges: impl IntoIterator<Item = (char, char)>) -> Self {
        let mut sorted: Vec<_> = ranges.into_iter().collect();
        sorted.sort_unstable();
        let mut ranges: Vec<(char, char)> = Vec::with_capacity(sorted.len());
        for (low, high) in sorted {
            match ranges.last_mut() {
                Some((_, end)) if after(*end).is_none_or(|next| low <= next) => {
                    *end = high.max(*end);
                }
                _ => ranges.push((low, high)),
            }
        }
        Self::of_sorted(ranges)
    }

    fn of_sorted(ranges: Vec<(char, char)>) -> Self {
        let terms = Vec::new();
        Self { ranges, terms }
    }

    /// Returns the set with the terms in which it is to be written.
    pub(super) fn with_terms(self, terms: Vec<Term>) -> Self {
        let ranges = self.ranges;
        Self { ranges, terms }
    }

    /// Returns the conditions of which each character satisfies at least one, and no other
    /// does, if the ranges are too many to be written.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Returns the set of all other characters.
    #[must_use]
    pub fn negated(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut from = Some(char::MIN);
        for &(low, high) in &self.ranges {
            if let (Some(from), Some(to)) = (from, before(low))
                && from <= to
            {
                ranges.push((from, to));
            }
            from = after(high);
        }
        ranges.extend(from.map(|from| (from, char::MAX)));
        Self::of_sorted(ranges)
    }

    /// Returns the union of both sets.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::new(self.ranges.iter().chain(&other.ranges).copied())
    }

    /// Returns the ranges, ends included.
    #[must_use]
    pub fn ranges(&self) -> &[(char, char)] {
        &self.ranges
    }

    /// Returns whether the set contains a character.
    #[must_use]
    pub fn contains(&self, c: char) -> bool {
        let at = self.ranges.partition_point(|&(_, high)| high < c);
        self.ranges.get(at).is_some_and(|&(low, _)| low <= c)
    }

    /// Returns whether the set contains every character.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.ranges == [(char::MIN, char::MAX)]
    }

    /// Returns whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Returns whether the set contains only ASCII.
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.ranges.iter().all(|(_, high)| high.is_ascii())
    }

    /// Returns the only character of the set, if it has just one.
    #[must_use]
    pub fn single(&self) -> Option<char> {
        match *self.ranges.as_slice() {
            [(low, high)] if low == high => Some(low),
            _ => None,
        }
    }
}

/// Returns the coarsest parts that no set splits, in the order of their first characters. They
/// have all characters.
pub(super) fn partition(sets: &[&CharSet]) -> Vec<CharSet> {
    let sets: BTreeSet<&CharSet> = sets.iter().copied().collect();
    // The sets that begin or end at a character.
    let mut changes: BTreeMap<char, Vec<usize>> = BTreeMap::from([(char::MIN, Vec::new())]);
    for (set, all) in sets.iter().enumerate() {
        for &(low, high) in &all.ranges {
            changes.entry(low).or_default().push(set);
            if let Some(next) = after(high) {
                changes.entry(next).or_default().push(set);
            }
        }
    }
    let ends = changes.keys().skip(1).filter_map(|&start| before(start));
    let ends = ends.chain([char::MAX]);
    let mut known: BTreeMap<BTreeSet<usize>, usize> = BTreeMap::new();
    let mut parts: Vec<Vec<(char, char)>> = Vec::new();
    let mut around = BTreeSet::new();
    for ((&start, changes), end) in changes.iter().zip(ends) {
        for &set in changes {
            if !around.remove(&set) {
                around.insert(set);
            }
        }
        let at = *known.entry(around.clone()).or_insert(parts.len());
        match parts.get_mut(at) {
            Some(part) => part.push((start, end)),
            None => parts.push(vec![(start, end)]),
        }
    }
    parts.into_iter().map(CharSet::new).collect()
}

/// Returns the next character, skipping the surrogates.
pub(super) fn after(c: char) -> Option<char> {
    (c..=char::MAX).nth(1)
}

/// Returns the previous character, skipping the surrogates.
pub(super) fn before(c: char) -> Option<char> {
    (char::MIN..c).next_back()
}
