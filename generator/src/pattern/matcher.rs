//! Matchers: the forms of a pattern that can be written as plain Rust.

use super::set::CharSet;

/// A test of whether a text matches a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// Every text matches.
    Always,
    /// From `min` to `max` characters of one set.
    Repeat {
        /// The set of each character.
        set: CharSet,
        /// The least number of characters.
        min: usize,
        /// The greatest number of characters, if limited.
        max: Option<usize>,
    },
    /// One of a few sequences of ASCII characters, the shortest first.
    Choices(Vec<Vec<CharSet>>),
    /// A deterministic automaton. It begins in the first state. A text with a character
    /// that is in no arm does not match.
    Automaton(Vec<State>),
    /// Several conditions, of which each holds or does not hold. One automaton for all of them
    /// would be large.
    All(Vec<(bool, Matcher)>),
}

/// A state of an automaton.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// True if a text that ends in this state matches.
    pub accepting: bool,
    /// The sets of characters that lead to other states, by state number. The sets are
    /// disjoint.
    pub arms: Vec<(CharSet, usize)>,
}

impl Matcher {
    /// Returns whether a text matches.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Always => true,
            Self::Repeat { set, min, max } => {
                let count = text.chars().count();
                count >= *min
                    && max.is_none_or(|max| count <= max)
                    && text.chars().all(|c| set.contains(c))
            }
            Self::Choices(choices) => {
                let count = text.chars().count();
                choices.iter().any(|choice| {
                    count == choice.len()
                        && text.chars().zip(choice).all(|(c, set)| set.contains(c))
                })
            }
            Self::Automaton(states) => {
                let end = text.chars().try_fold(states.first(), |state, c| {
                    let (_, next) = state?.arms.iter().find(|(set, _)| set.contains(c))?;
                    Some(states.get(*next))
                });
                end.flatten().is_some_and(|state| state.accepting)
            }
            Self::All(parts) => parts.iter().all(|(holds, it)| it.is_match(text) == *holds),
        }
    }
}

impl State {
    /// Returns whether every text that leads to this state matches, with any
    /// continuation. `own` is the number of this state.
    #[must_use]
    pub fn accepts_all(&self, own: usize) -> bool {
        let everything = matches!(self.arms.as_slice(), [(set, to)] if set.is_full() && *to == own);
        self.accepting && everything
    }
}
