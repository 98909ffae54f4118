//! The result of a request that was sent.

use crate::signature::InDoubt;

/// The result of a request that was sent.
///
/// The enum is exhaustive, and no method turns a call in doubt into an error: a program
/// that overlooks such a call can lose or repeat a payment.
#[derive(Clone, PartialEq, Eq, Debug)]
#[must_use = "the call may be in doubt: match on the result"]
pub enum Sent<R> {
    /// The verified response to this request. Its `outcome()` returns whether the call
    /// succeeded, was refused, or is still open.
    Answer(R),
    /// The call is in doubt: the request may have taken effect.
    InDoubt(InDoubt),
}

impl<R> Sent<R> {
    /// Converts the answer.
    pub(super) fn map<T>(self, convert: impl FnOnce(R) -> T) -> Sent<T> {
        match self {
            Self::Answer(answer) => Sent::Answer(convert(answer)),
            Self::InDoubt(doubt) => Sent::InDoubt(doubt),
        }
    }
}
