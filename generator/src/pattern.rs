//! Conversion of a schema's `pattern` to an equivalent matcher.
//!
//! A pattern is an ECMA-262 regular expression that may match anywhere in a text. A
//! [`Matcher`] is the simplest of a few forms that can be written as plain Rust. A
//! pattern without an exact form is a [`PatternError`], since an approximate check would
//! refuse valid values or accept invalid ones.

mod dfa;
mod error;
mod expr;
mod matcher;
mod nfa;
mod plain;
mod samples;
mod set;
mod shortest;
mod syntax;

use std::cell::RefCell;
use std::collections::HashMap;

pub use self::error::PatternError;
pub use self::matcher::{Matcher, State};
pub use self::samples::samples;
pub use self::set::CharSet;

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
    let expr = syntax::parse(pattern)?;
    // The form is recognized before the automaton is built, so that repetitions may have
    // any length.
    if let Some(matcher) = plain::of_expr(&expr) {
        return Ok(matcher);
    }
    let states = dfa::smallest(&nfa::Nfa::search(&expr)?)?;
    if states.is_empty() {
        return Err(PatternError::no_text());
    }
    Ok(plain::of_states(&states).unwrap_or(Matcher::Automaton(states)))
}

#[cfg(test)]
mod tests;
