//! From a schema's `pattern` to a matcher that decides exactly the same.
//!
//! A pattern is a regular expression of ECMA-262 that is searched for in a
//! text; a [`Matcher`] is the plainest of a few forms that can be written as
//! ordinary Rust. What has no exact form is a [`PatternError`]: a check that
//! is nearly right would refuse good values or let bad ones pass.

mod dfa;
mod nfa;
mod set;
mod syntax;

use std::fmt;

pub use self::set::CharSet;
use self::syntax::Expr;

/// How many alternatives [`Matcher::Choices`] may have.
const MAX_CHOICES: usize = 16;

/// How many characters such an alternative may have.
const MAX_CHOICE_LENGTH: usize = 12;

/// What a pattern says about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// Every text matches.
    Always,
    /// From `min` to `max` characters, all of one set.
    Repeat {
        /// What each character must be one of.
        set: CharSet,
        /// The least number of characters.
        min: usize,
        /// The greatest number of characters, if there is one.
        max: Option<usize>,
    },
    /// One of a few sequences of ASCII characters, the shortest first.
    Choices(Vec<Vec<CharSet>>),
    /// A deterministic automaton. It begins in the first state; a character
    /// that no arm holds means that the text does not match.
    Automaton(Vec<State>),
}

/// A state of an automaton.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Whether a text that ends here matches.
    pub accepting: bool,
    /// Which characters lead to which state. No two arms share a character.
    pub arms: Vec<(CharSet, usize)>,
}

/// Why a pattern cannot be made a matcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong.
    pub message: String,
    /// Advice, in the imperative.
    pub help: &'static str,
    /// Where in the pattern, in bytes, if it is wrong in one place.
    pub offset: Option<usize>,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PatternError {}

/// Makes a pattern the plainest matcher that decides the same.
///
/// # Errors
///
/// Where the pattern is malformed, has no exact form, needs an automaton that
/// is too large to be read, or matches no text at all.
pub fn compile(pattern: &str) -> Result<Matcher, PatternError> {
    let expr = syntax::parse(pattern)?;
    // Before the automaton, so that a repetition may be of any length.
    if let Some(repeat) = anchored_repeat(&expr) {
        return Ok(repeat);
    }
    let states = dfa::smallest(&nfa::Nfa::search(&expr)?)?;
    if states.is_empty() {
        let message = "no text matches this pattern".to_owned();
        return Err(PatternError {
            message,
            help: "check the anchors: `^` begins a text and `$` ends it",
            offset: None,
        });
    }
    if matches!(states.as_slice(), [state] if state.accepts_all(0)) {
        return Ok(Matcher::Always);
    }
    Ok(repeat(&states)
        .or_else(|| choices(&states).map(Matcher::Choices))
        .unwrap_or(Matcher::Automaton(states)))
}

impl Matcher {
    /// Whether a text matches.
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
            Self::Choices(choices) => choices.iter().any(|choice| {
                text.chars().count() == choice.len()
                    && text.chars().zip(choice).all(|(c, set)| set.contains(c))
            }),
            Self::Automaton(states) => {
                let end = text.chars().try_fold(states.first(), |state, c| {
                    let (_, next) = state?.arms.iter().find(|(set, _)| set.contains(c))?;
                    Some(states.get(*next))
                });
                end.flatten().is_some_and(|state| state.accepting)
            }
        }
    }
}

impl State {
    /// Whether every text matches that leads to this state, the one of the
    /// given number.
    #[must_use]
    pub fn accepts_all(&self, own: usize) -> bool {
        let everything = matches!(self.arms.as_slice(), [(set, to)] if set.is_full() && *to == own);
        self.accepting && everything
    }
}

fn too_large() -> PatternError {
    PatternError {
        message: "this pattern needs too many states".to_owned(),
        help: "repeat without an end, with `*` or `+`, and give the length with `minLength` and `maxLength`",
        offset: None,
    }
}

/// `^[…]{n,m}$`, recognised as it is written.
fn anchored_repeat(expr: &Expr) -> Option<Matcher> {
    let mut parts = Vec::new();
    flatten(expr, &mut parts);
    let [Expr::Start, middle, Expr::End] = parts.as_slice() else {
        return None;
    };
    let Expr::Repeat { expr, min, max } = middle else {
        return None;
    };
    let mut inner = Vec::new();
    flatten(expr, &mut inner);
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

fn flatten<'a>(expr: &'a Expr, into: &mut Vec<&'a Expr>) {
    match expr {
        Expr::Concat(parts) => parts.iter().for_each(|part| flatten(part, into)),
        part => into.push(part),
    }
}

/// The same, however it was written: a chain of states with one set, which
/// accepts from some state on and ends or stays in the last.
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

/// The sequences that lead to acceptance, if they are few, short and ASCII.
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

/// Makes one of two sequences that differ in one place only, if there are two.
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

#[cfg(test)]
mod tests;
