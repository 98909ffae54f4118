//! Conversion of a schema's `pattern` to an equivalent matcher.
//!
//! A pattern is an ECMA-262 regular expression that may match anywhere in a text. A
//! [`Matcher`] is the simplest of a few forms that can be written as plain Rust. A
//! pattern without an exact form is a [`PatternError`], since an approximate check would
//! refuse valid values or accept invalid ones.

mod dfa;
mod error;
mod expr;
mod formula;
mod looks;
mod matcher;
mod nfa;
mod plain;
mod samples;
#[allow(dead_code, reason = "generated code has another constructor of steps")]
#[path = "../support/steps.rs"]
mod search;
mod set;
mod shortest;
mod spelling;
mod steps;
mod syntax;
mod trim;
mod unicode;

use std::cell::RefCell;
use std::collections::HashMap;

use self::formula::Formula;

pub use self::error::PatternError;
pub use self::matcher::{Matcher, State};
pub use self::samples::samples;
pub use self::set::{CharSet, Class, Term};
pub use self::steps::{Last, Step, Steps, Takes};
pub use self::unicode::UNICODE_VERSION;

/// The largest number of states for several conditions. More are harder to read than each
/// condition alone.
const MOST_OF_SEVERAL: usize = 16;

/// The largest number of expressions that one pattern searches for. Each has an automaton.
const MOST_SEARCHES: usize = 32;

/// The maximum number of patterns to remember.
const MOST: usize = 1 << 8;

thread_local! {
    /// The results for patterns so far. Documents repeat their patterns, and an automaton can
    /// take tens of milliseconds.
    static KNOWN: RefCell<HashMap<Box<str>, Result<Matcher, PatternError>>> = RefCell::default();
}

/// Compiles a pattern to the simplest equivalent matcher.
///
/// # Errors
///
/// Returns an error if the pattern is malformed, has no exact form, needs an automaton
/// that is too large to read, or matches no text.
pub fn compile(pattern: &str) -> Result<Matcher, PatternError> {
    if let Some(known) = KNOWN.with_borrow(|known| known.get(pattern).cloned()) {
        return known;
    }
    let compiled = matcher(pattern);
    KNOWN.with_borrow_mut(|known| {
        if known.len() == MOST {
            known.clear();
        }
        known.insert(pattern.into(), compiled.clone());
    });
    compiled
}

fn matcher(pattern: &str) -> Result<Matcher, PatternError> {
    let (expr, alphabet) = syntax::parse(pattern)?;
    let formula = Formula::of(&expr)?;
    if formula.searches().len() > MOST_SEARCHES {
        return Err(PatternError::too_large());
    }
    of_formula(&formula)?.with_sets(&|set| alphabet.spelled(set))
}

fn of_formula(formula: &Formula) -> Result<Matcher, PatternError> {
    // The form is recognized before the automaton is built, so that repetitions may have
    // any length.
    if let Formula::Search(expr) = formula
        && let Some(matcher) = plain::of_expr(expr)
    {
        return Ok(matcher);
    }
    let formula = &formula.trimmed();
    match (dfa::smallest(formula), formula) {
        (Ok(states), _) if states.is_empty() => Err(PatternError::no_text()),
        (Ok(states), Formula::All(parts)) if states.len() > MOST_OF_SEVERAL => all(parts),
        (Ok(states), _) => Ok(plain::of_states(&states).unwrap_or(Matcher::Automaton(states))),
        (Err(error), _) if error != PatternError::too_large() => Err(error),
        (Err(_), Formula::All(parts)) => all(parts),
        (Err(_), Formula::Search(expr)) => {
            let steps = steps::of_expr(expr)?;
            Ok(steps.map_or(Matcher::Always, Matcher::Steps))
        }
        (Err(error), Formula::Not(_) | Formula::Any(_)) => Err(error),
    }
}

/// Compiles several conditions one by one.
fn all(parts: &[Formula]) -> Result<Matcher, PatternError> {
    let parts = parts.iter().map(|part| match part {
        Formula::Not(part) => Ok((false, of_formula(part)?)),
        Formula::Search(_) | Formula::All(_) | Formula::Any(_) => Ok((true, of_formula(part)?)),
    });
    Ok(Matcher::All(parts.collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests;
