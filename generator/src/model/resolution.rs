//! Resolutions: the calls that find out the outcome of another call.

/// An operation that inquires about the outcome of other calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// The states of its response that are not final, as positions in
    /// [`State::values`](super::State::values).
    pub open: Vec<usize>,
    /// The result codes for a request that did not arrive.
    pub not_found: Vec<String>,
    /// The seconds before each inquiry.
    pub pauses: Vec<u32>,
}

/// The operations that find out the outcome of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// The inquiry.
    pub inquiry: FollowUp,
    /// The operation that cancels what the call has started.
    pub cancel: Option<FollowUp>,
}

/// A call about another call, with the ids of that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Its operation, as a position in [`Api::operations`](super::Api::operations).
    pub operation: usize,
    /// The ids that both requests have.
    pub ids: Vec<SharedId>,
}

/// An id that is a member of two requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedId {
    /// The position in the members of the first request, which always has it.
    pub of_call: usize,
    /// The position in the members of the request about it.
    pub of_follow_up: usize,
}
