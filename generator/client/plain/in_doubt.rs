//! The error of calls without a whole answer.

use std::fmt;

use super::exchange::Interruption;

/// A call that may have taken effect, and has no whole answer.
///
/// Repeat it only if the API makes that safe, for example by an idempotency key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InDoubt {
    pub(super) operation: &'static str,
    pub(super) interruption: Interruption,
    pub(super) status: Option<u16>,
}

impl InDoubt {
    /// Returns the operation's identifier.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the reason.
    #[must_use]
    pub fn interruption(&self) -> &Interruption {
        &self.interruption
    }

    /// Returns the HTTP status code of the answer, if its head was received.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }
}

impl fmt::Display for InDoubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            interruption,
            status,
        } = self;
        write!(f, "the outcome of `{operation}` is in doubt: {interruption}")?;
        match status {
            Some(status) => write!(f, " (HTTP status {status})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for InDoubt {}
