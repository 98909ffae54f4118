//! Matchers: the forms of a pattern that can be written as plain Rust.

use super::search;
use super::set::CharSet;
use super::steps::{Last, Steps, Takes};

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
    /// Steps that are followed at once, because an automaton would be too large.
    Steps(Steps),
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
            Self::Steps(steps) => steps.is_match(text),
            Self::All(parts) => parts.iter().all(|(holds, it)| it.is_match(text) == *holds),
        }
    }
}

impl Matcher {
    /// Returns the matcher with each set replaced.
    pub(super) fn with_sets<E>(
        self,
        replaced: &impl Fn(CharSet) -> Result<CharSet, E>,
    ) -> Result<Self, E> {
        Ok(match self {
            // The sets of choices are few ASCII characters.
            Self::Always | Self::Choices(_) => self,
            Self::Repeat { set, min, max } => Self::Repeat {
                set: replaced(set)?,
                min,
                max,
            },
            Self::Automaton(states) => {
                let states = states.into_iter().map(|State { accepting, arms }| {
                    let arms = arms.into_iter();
                    let arms = arms.map(|(set, to)| Ok((replaced(set)?, to)));
                    let arms = arms.collect::<Result<_, E>>()?;
                    Ok(State { accepting, arms })
                });
                Self::Automaton(states.collect::<Result<_, E>>()?)
            }
            Self::Steps(mut steps) => {
                for step in &mut steps.all {
                    if let Takes::Chars { set, .. } = &mut step.takes {
                        *set = replaced(std::mem::take(set))?;
                    }
                }
                Self::Steps(steps)
            }
            Self::All(parts) => {
                let parts = parts.into_iter();
                let parts = parts.map(|(holds, it)| Ok((holds, it.with_sets(replaced)?)));
                Self::All(parts.collect::<Result<_, E>>()?)
            }
        })
    }

    /// Returns whether a part follows steps.
    #[must_use]
    pub fn has_steps(&self) -> bool {
        match self {
            Self::Always | Self::Repeat { .. } | Self::Choices(_) | Self::Automaton(_) => false,
            Self::Steps(_) => true,
            Self::All(parts) => parts.iter().any(|(_, it)| it.has_steps()),
        }
    }

    /// Returns the sets of characters.
    #[must_use]
    pub fn sets(&self) -> Vec<&CharSet> {
        match self {
            Self::Always => Vec::new(),
            Self::Repeat { set, .. } => vec![set],
            Self::Choices(choices) => choices.iter().flatten().collect(),
            Self::Automaton(states) => {
                let arms = states.iter().flat_map(|state| &state.arms);
                arms.map(|(set, _)| set).collect()
            }
            Self::Steps(steps) => {
                let steps = steps.all.iter();
                let sets = steps.filter_map(|step| match &step.takes {
                    Takes::Chars { set, .. } => Some(set),
                    Takes::Text(_) => None,
                });
                sets.collect()
            }
            Self::All(parts) => parts.iter().flat_map(|(_, it)| it.sets()).collect(),
        }
    }
}

impl Steps {
    fn is_match(&self, text: &str) -> bool {
        let steps = self.all.iter().map(|step| {
            let made = match &step.takes {
                Takes::Text(text) => search::Step::text(text, &step.next),
                Takes::Chars { set, least, most } => {
                    let is_in = move |c| set.contains(c);
                    search::Step::of(is_in, *least, most.unwrap_or(usize::MAX), &step.next)
                }
            };
            match step.last {
                None => made,
                Some(Last::AtEnd) => made.ends_text(),
                Some(Last::Anywhere) => made.ends_anywhere(),
            }
        });
        let steps: Vec<_> = steps.collect();
        self.empty && text.is_empty()
            || search::found_anywhere(text, &self.anywhere, &steps)
            || search::found_at_start(text, &self.at_start, &steps)
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
