//! From a schema's `pattern` to a matcher that decides exactly the same.
//!
//! A pattern is a regular expression of ECMA-262 that is searched for in a
//! text; a [`Matcher`] is the plainest of a few forms that can be written as
//! ordinary Rust. A pattern without an exact form is a [`PatternError`]: a
//! check that is nearly right would refuse good values or let bad ones pass.

mod dfa;
mod error;
mod expr;
mod matcher;
mod nfa;
mod plain;
mod set;
mod syntax;

pub use self::error::PatternError;
pub use self::matcher::{Matcher, State};
pub use self::set::CharSet;

/// Compiles a pattern to the plainest matcher that decides the same.
///
/// # Errors
///
/// Returns an error if the pattern is malformed, has no exact form, needs an
/// automaton that is too large to be read, or matches no text at all.
pub fn compile(pattern: &str) -> Result<Matcher, PatternError> {
    let expr = syntax::parse(pattern)?;
    // Before the automaton, so that a repetition may be of any length.
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
