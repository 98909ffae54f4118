//! Sets of characters in terms of the Unicode classes of a pattern.
//!
//! A Unicode class has hundreds of ranges. A set that is made of it is therefore written
//! with the name of the class, such as "a letter, or one of `_-`".

use std::sync::Arc;

use super::error::PatternError;
use super::set::{CharSet, Class, Term, partition};

/// The largest number of ranges that are listed where a set is used.
const MOST_LISTED: usize = 16;

/// The largest number of ranges of a Unicode class that are listed. More are hard to recognize.
const MOST_OF_CLASS: usize = 4;

/// The largest number of classes and of parts of listed sets together.
const MOST_SETS: usize = 64;

/// The sets of which the sets of a pattern are made.
#[derive(Default)]
pub(super) struct Alphabet {
    classes: Vec<Arc<Class>>,
    listed: Vec<CharSet>,
}

impl Alphabet {
    /// Adds a Unicode class. One of a few ranges is listed.
    pub(super) fn add(&mut self, class: Class) {
        if class.set.ranges().len() <= MOST_OF_CLASS {
            self.list(&class.set);
        } else if self.classes.iter().all(|known| known.set != class.set) {
            self.classes.push(Arc::new(class));
        }
    }

    /// Adds a set of listed characters.
    pub(super) fn list(&mut self, set: &CharSet) {
        if !self.listed.contains(set) {
            self.listed.push(set.clone());
        }
    }

    /// Returns a set with its terms, if it has too many ranges to list them.
    pub(super) fn spelled(&self, set: CharSet) -> Result<CharSet, PatternError> {
        if self.classes.is_empty() || set.ranges().len() <= MOST_LISTED {
            return Ok(set);
        }
        let sets = self.sets()?;
        let parts = Parts::of(&sets, &set)?;
        let terms = parts.terms(sets.len());
        let count = self.classes.len();
        let mut spelled: Vec<Term> = Vec::new();
        let mut listed = CharSet::default();
        for (within, outside) in terms {
            let is_in = |mask: u64, at: usize| mask & (1 << at) != 0;
            let classes = self.classes.iter().enumerate();
            let classes = classes.filter(|(at, _)| is_in(within | outside, *at));
            let mut classes: Vec<_> = classes
                .map(|(at, class)| (is_in(within, at), Arc::clone(class)))
                .collect();
            classes.sort_by_key(|(is_in, _)| !is_in);
            let cells = |mask| {
                let cells = sets.iter().enumerate().skip(count);
                let cells = cells.filter(move |(at, _)| is_in(mask, *at));
                cells.fold(CharSet::default(), |all, (_, cell)| all.union(cell))
            };
            let (one_of, none_of) = (cells(within), cells(outside));
            if classes.is_empty() && !one_of.is_empty() {
                listed = listed.union(&one_of);
                continue;
            }
            let listed = match (one_of.is_empty(), none_of.is_empty()) {
                (false, _) => Some((true, one_of)),
                (true, false) => Some((false, none_of)),
                (true, true) => None,
            };
            spelled.push(Term { classes, listed });
        }
        if !listed.is_empty() {
            let classes = Vec::new();
            let listed = Some((true, listed));
            spelled.insert(0, Term { classes, listed });
        }
        Ok(set.with_terms(spelled))
    }

    /// Returns the classes, and the parts into which the listed sets divide the characters
    /// that they list.
    fn sets(&self) -> Result<Vec<CharSet>, PatternError> {
        let listed: Vec<&CharSet> = self.listed.iter().collect();
        let cells = partition(&listed);
        let cells = cells.into_iter().filter(|cell| !cell.contains(char::MAX));
        let classes = self.classes.iter().map(|class| class.set.clone());
        let sets: Vec<CharSet> = classes.chain(cells).collect();
        if sets.len() > MOST_SETS {
            return Err(PatternError::too_large());
        }
        Ok(sets)
    }
}

/// The parts into which sets divide all characters, each with the sets that it is in, as
/// bits.
struct Parts {
    inside: Vec<u64>,
    outside: Vec<u64>,
}

impl Parts {
    /// Divides the characters into those of a set and others.
    fn of(sets: &[CharSet], set: &CharSet) -> Result<Self, PatternError> {
        let all: Vec<&CharSet> = sets.iter().chain([set]).collect();
        let (mut inside, mut outside): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
        for part in partition(&all) {
            let Some(&(c, _)) = part.ranges().first() else {
                continue;
            };
            let own = sets.iter().enumerate().filter(|(_, it)| it.contains(c));
            let own = own.fold(0, |own, (at, _)| own | 1 << at);
            if set.contains(c) {
                inside.push(own);
            } else {
                outside.push(own);
            }
        }
        // No set is made of anything else.
        if inside.iter().any(|own| outside.contains(own)) {
            return Err(PatternError::too_large());
        }
        // What is in the fewest sets needs the classes; the terms of these often have the rest.
        inside.sort_by_key(|own| own.count_ones());
        Ok(Self { inside, outside })
    }

    /// Returns conditions, as sets that a character must be in and others that it must not
    /// be in. The characters inside satisfy one of these, and the others none.
    fn terms(&self, sets: usize) -> Vec<(u64, u64)> {
        let mut terms: Vec<(u64, u64)> = Vec::new();
        let holds =
            |(within, without): (u64, u64), own: u64| own & within == within && own & without == 0;
        for &own in &self.inside {
            if terms.iter().any(|term| holds(*term, own)) {
                continue;
            }
            let all = (0..sets).fold(0, |all, at| all | 1 << at);
            let mut term: (u64, u64) = (own, all & !own);
            let dropped = |term: &mut (u64, u64), shorter: (u64, u64)| {
                if !self.outside.iter().any(|other| holds(shorter, *other)) {
                    *term = shorter;
                }
            };
            for at in 0..sets {
                let shorter = (term.0, term.1 & !(1 << at));
                dropped(&mut term, shorter);
            }
            for at in 0..sets {
                let shorter = (term.0 & !(1 << at), term.1);
                dropped(&mut term, shorter);
            }
            terms.push(term);
        }
        terms
    }
}
