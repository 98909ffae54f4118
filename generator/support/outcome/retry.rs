//! The advice on retrying a request.

/// The advice on retrying a request after a result.
///
/// The enum is exhaustive, like [`OutcomeKind`](super::OutcomeKind): a retry can
/// move money a second time, so a program has to handle every variant. A new
/// variant is a breaking change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Retry {
    /// Do nothing: the request is complete.
    NotNeeded,
    /// Send the same request again, with the same id.
    SameRequest,
    /// Send the same request again later, with the same id and increasing delays.
    BackOff,
    /// Send the request again with a new id.
    NewRequestId,
    /// Correct the request before sending it again.
    FixRequest,
    /// Correct the keys, the client or the account before sending the same request
    /// again.
    FixAccount,
    /// Inquire about the request before any other step.
    InquireFirst,
    /// Contact the operator's support; a retry alone does not help.
    ContactSupport,
    /// Do not send the request again.
    Never,
}
