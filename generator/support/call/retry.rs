//! The advice on sending a request again.

/// The advice on sending a request again after a result.
///
/// The enum is exhaustive, like [`OutcomeKind`](super::OutcomeKind): what a program
/// does by it may move money a second time, so it has to handle every advice. A
/// new one is a breaking change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Retry {
    /// Nothing: the request has done its work.
    NotNeeded,
    /// Send the same request again, with the same request identifier.
    SameRequest,
    /// Send the same request again later, with the same request identifier and
    /// growing pauses.
    BackOff,
    /// Send the request again under a new request identifier.
    NewRequestId,
    /// Correct the request before sending it again.
    FixRequest,
    /// Correct the keys, the client or the account before sending the same request
    /// again.
    FixAccount,
    /// Inquire what became of the request before doing anything else.
    InquireFirst,
    /// Ask the operator's support; sending again does not help by itself.
    ContactSupport,
    /// Do not send the request again.
    Never,
}
