//! The error of a pattern that has no matcher.

use std::fmt;

/// The reason why a pattern has no matcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// A description of the problem.
    pub message: String,
    /// The advice, in the imperative.
    pub help: &'static str,
    /// The position in the pattern, in bytes, if the error has one.
    pub offset: Option<usize>,
}

impl PatternError {
    /// Creates the error of a pattern whose automaton exceeds a limit.
    pub(super) fn too_large() -> Self {
        Self {
            message: "this pattern needs too many states".to_owned(),
            help: "use `*` or `+` for repetitions, and limit the length with `minLength` and `maxLength`",
            offset: None,
        }
    }

    /// Creates the error of look-around at a place that differs between texts.
    pub(super) fn look_around(offset: usize) -> Self {
        Self {
            message: "look-around is not supported here".to_owned(),
            help: "write it directly after `^`, or before `$`, or as a test of one character",
            offset: Some(offset),
        }
    }

    /// Creates the error of a pattern that no text matches.
    pub(super) fn no_text() -> Self {
        Self {
            message: "no text matches this pattern".to_owned(),
            help: "check the anchors: `^` begins a text and `$` ends it, without a `/` around them",
            offset: None,
        }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PatternError {}
