//! Short texts that match a pattern.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, VecDeque};

use super::matcher::{Matcher, State};
use super::set::CharSet;
use super::steps::{Steps, Takes};

/// The greatest number of characters of a text that is searched for.
const LONGEST: usize = 300;

impl Matcher {
    /// Returns a short text of at least `least` characters that matches, if there is one of
    /// at most a few hundred.
    #[must_use]
    pub fn shortest(&self, least: usize) -> Option<String> {
        if least > LONGEST {
            return None;
        }
        match self {
            Self::Always => Some("x".repeat(least)),
            Self::Repeat { set, min, max } => {
                let count = least.max(*min);
                let is_short = max.is_none_or(|max| count <= max) && count <= LONGEST;
                let text = || std::iter::repeat_n(readable(set), count).collect();
                is_short.then(text)?
            }
            Self::Choices(choices) => {
                let choice = choices.iter().find(|choice| choice.len() >= least)?;
                choice.iter().map(readable).collect()
            }
            Self::Automaton(states) => search(states, least),
            Self::Steps(steps) => steps.shortest(least).filter(|text| self.is_match(text)),
            // A text of one condition seldom satisfies all, and a value is not needed.
            Self::All(parts) => {
                let parts = parts.iter().filter(|(holds, _)| *holds);
                let mut texts = parts.filter_map(|(_, it)| it.shortest(least));
                texts.find(|text| self.is_match(text))
            }
        }
    }
}

impl Steps {
    /// Returns the texts of the steps of a shortest match, of which the first that can be longer
    /// takes what is missing.
    fn shortest(&self, least: usize) -> Option<String> {
        let path = self.path()?;
        let taken = |at: &usize| self.all.get(*at).map(|step| &step.takes);
        let counts = path.iter().filter_map(taken).map(Takes::least);
        let mut missing = least.saturating_sub(counts.sum());
        let mut text = String::new();
        for takes in path.iter().filter_map(taken) {
            match takes {
                Takes::Text(own) => text.push_str(own),
                Takes::Chars { set, least, most } => {
                    let more = missing.min(most.unwrap_or(usize::MAX) - least);
                    missing -= more;
                    text.extend(std::iter::repeat_n(readable(set)?, least + more));
                }
            }
        }
        (missing == 0 && text.chars().count() <= LONGEST).then_some(text)
    }

    /// Returns the steps of a match with the fewest characters.
    pub(super) fn path(&self) -> Option<Vec<usize>> {
        let least = |at: usize| self.all.get(at).map_or(0, |step| step.takes.least());
        let first = self.at_start.iter().chain(&self.anywhere);
        let first = first.map(|at| (least(*at), vec![*at]));
        let mut pending: BTreeSet<(usize, Vec<usize>)> = first.collect();
        let mut seen = BTreeSet::new();
        while let Some((length, path)) = pending.pop_first() {
            let &at = path.last()?;
            let step = self.all.get(at)?;
            if step.last.is_some() {
                return Some(path);
            }
            if seen.insert(at) {
                let longer = |next: &usize| [path.as_slice(), &[*next]].concat();
                let next = step.next.iter();
                pending.extend(next.map(|next| (length + least(*next), longer(next))));
            }
        }
        None
    }
}

impl Takes {
    fn least(&self) -> usize {
        match self {
            Self::Text(text) => text.chars().count(),
            Self::Chars { least, .. } => *least,
        }
    }
}

/// A state and the number of characters before it, as far as it matters.
type Place = (usize, usize);

/// The place before each place that was reached, with the character between both.
type Moves = HashMap<Place, (Place, char)>;

/// Searches for the shortest path to an accepting state, breadth first.
fn search(states: &[State], least: usize) -> Option<String> {
    let mut from = Moves::new();
    let mut pending = VecDeque::from([((0, 0), 0)]);
    while let Some((place @ (state, count), length)) = pending.pop_front() {
        let found = states.get(state)?;
        if found.accepting && count >= least {
            return Some(text(&from, place));
        }
        if length == LONGEST {
            continue;
        }
        for (set, next) in &found.arms {
            let next = (*next, (count + 1).min(least));
            let Some(c) = readable(set).filter(|_| next != (0, 0)) else {
                continue;
            };
            if let Entry::Vacant(entry) = from.entry(next) {
                entry.insert((place, c));
                pending.push_back((next, length + 1));
            }
        }
    }
    None
}

/// Returns the characters on the way to a place.
fn text(from: &Moves, end: Place) -> String {
    let mut characters = Vec::new();
    let mut at = end;
    while let Some((before, c)) = from.get(&at) {
        characters.push(*c);
        at = *before;
    }
    characters.iter().rev().collect()
}

/// Returns a character of a set: a letter or a digit if it has one, or else a character that
/// is visible in ASCII, or else the first one.
fn readable(set: &CharSet) -> Option<char> {
    let letters = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    let visible = letters.chain('!'..='~');
    let mut visible = visible.filter(|c| set.contains(*c));
    visible
        .next()
        .or_else(|| set.ranges().first().map(|(low, _)| *low))
}

#[cfg(test)]
mod tests {
    use crate::pattern::compile;

    #[test]
    fn a_short_text_matches_its_pattern() {
        for (pattern, least, expected) in [
            ("^[A-Z]{3}$", 0, Some("AAA")),
            ("^[a-z]+$", 5, Some("aaaaa")),
            ("^[a-z]{1,3}$", 4, None),
            ("^(cat|mouse)$", 0, Some("cat")),
            ("^(cat|mouse)$", 4, Some("mouse")),
            ("^[0-9]{4}-[0-9]{2}$", 0, Some("0000-00")),
            ("^pi_[a-z0-9]*[0-9]$", 6, Some("pi_000")),
            ("^a$", 2, None),
            ("x", 3, Some("aax")),
            (
                "^arn:[a-z]{1,500}:[0-9]{12}$",
                20,
                Some("arn:aaa:000000000000"),
            ),
            ("^(a|bc{0,300})[a-z]{400,900}$", 0, None),
        ] {
            let matcher = compile(pattern).expect("a pattern");
            let text = matcher.shortest(least);
            assert_eq!(text.as_deref(), expected, "{pattern}");
            let fits = |text: String| matcher.is_match(&text) && text.len() >= least;
            assert!(text.is_none_or(fits), "{pattern}");
        }
    }
}
