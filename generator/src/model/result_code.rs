//! Result codes: what a response can state, and what to do about it.

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
    /// Its codes, in the order of the document.
    pub codes: Vec<ResultCode>,
}

/// A code that a response can carry.
#[derive(Debug, Clone)]
pub struct ResultCode {
    /// The code, and its variant.
    pub name: Name,
    /// The place that lists it.
    pub listing: Listing,
    /// A pointer to its description in the specification.
    pub origin: String,
    /// The status it usually comes with.
    pub status: String,
    /// Its meaning.
    pub message: String,
    /// The advice to people.
    pub action: String,
    /// The advice to programs.
    pub retry: Retry,
    /// A further note.
    pub note: Option<String>,
}

impl ResultCode {
    /// Tells whether the operation's own document lists it.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        match self.listing {
            Listing::Document => true,
            Listing::Set(_) => false,
        }
    }
}

/// The place that lists a result code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// The operation's own document.
    Document,
    /// A set that several operations share.
    Set(CodeSetId),
}

/// The advice of a result code to a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Nothing is left to do.
    NotNeeded,
    /// Send the same request again.
    SameRequest,
    /// Send the same request again later, with growing pauses.
    BackOff,
    /// Start over under a new request id.
    NewRequestId,
    /// Correct the request first.
    FixRequest,
    /// Correct the keys, the client or the account first.
    FixAccount,
    /// Ask for the outcome first.
    InquireFirst,
    /// A person has to ask support.
    ContactSupport,
    /// Do not send it again.
    Never,
}

impl Retry {
    /// Every advice, in the order in which it is told.
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

    /// Returns the advice in a word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotNeeded => "NotNeeded",
            Self::SameRequest => "SameRequest",
            Self::BackOff => "BackOff",
            Self::NewRequestId => "NewRequestId",
            Self::FixRequest => "FixRequest",
            Self::FixAccount => "FixAccount",
            Self::InquireFirst => "InquireFirst",
            Self::ContactSupport => "ContactSupport",
            Self::Never => "Never",
        }
    }
}
