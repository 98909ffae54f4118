//! Result codes: their meaning, and the advice on each.

use super::ids::CodeSetId;
use super::names::Name;

/// A set of result codes that operations share.
#[derive(Debug)]
pub struct CodeSet {
    /// Its name in the specification.
    pub name: String,
    /// Its description, as CommonMark; may be empty.
    pub description: String,
    /// A pointer to its description in the specification.
    pub origin: String,
    /// Its codes, in document order.
    pub codes: Vec<ResultCode>,
}

/// A code that a response can carry.
#[derive(Debug, Clone)]
pub struct ResultCode {
    /// The code and its variant.
    pub name: Name,
    /// The source of the code.
    pub listing: Listing,
    /// A pointer to its description in the specification.
    pub origin: String,
    /// The usual status.
    pub status: String,
    /// Its meaning.
    pub message: String,
    /// The advice for people.
    pub action: String,
    /// The advice for programs.
    pub retry: Retry,
    /// A further note.
    pub note: Option<String>,
}

impl ResultCode {
    /// Returns whether the operation's own document lists the code.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        match self.listing {
            Listing::Document => true,
            Listing::Set(_) => false,
        }
    }
}

/// The source of a result code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// The operation's own document.
    Document,
    /// A set that several operations share.
    Set(CodeSetId),
}

/// The advice of a result code for a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Do nothing: the call is complete.
    NotNeeded,
    /// Send the same request again.
    SameRequest,
    /// Send the same request again later, with growing pauses.
    BackOff,
    /// Send a new request with a new request id.
    NewRequestId,
    /// Correct the request.
    FixRequest,
    /// Correct the keys, the client or the account.
    FixAccount,
    /// Inquire the outcome.
    InquireFirst,
    /// Contact support.
    ContactSupport,
    /// Do not send the request again.
    Never,
}

impl Retry {
    /// Every advice, in display order.
    pub const ALL: [Self; 9] = [
        Self::NotNeeded,
        Self::SameRequest,
        Self::BackOff,
        Self::NewRequestId,
        Self::FixRequest,
        Self::FixAccount,
        Self::InquireFirst,
        Self::ContactSupport,
        Self::Never,
    ];
}
