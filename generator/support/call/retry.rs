//! The advice on retrying a request.

/// The advice on retrying a request after a result.
///
/// The enum is exhaustive, like [`OutcomeKind`](super::OutcomeKind): a retry can
/// move money a second time, so a program has to handle every variant. A new
/// variant is a breaking change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Retry {
    /// Nothing to do: the request is complete.
    NotNeeded,
    /// Retry of the same request, with the same request id.
    SameRequest,
    /// Retry of the same request later, with the same request id and increasing
    /// delays.
    BackOff,
    /// Retry with a new request id.
    NewRequestId,
    /// Retry only after the request is corrected.
    FixRequest,
    /// Retry of the same request only after the keys, the client or the account are
    /// corrected.
    FixAccount,
    /// Inquiry about the request before any other step.
    InquireFirst,
    /// Contact with the operator's support; a retry alone does not help.
    ContactSupport,
    /// No retry.
    Never,
}
