//! What the generated crate knows of an operation, for code that handles any of
//! them: takes a request's type, yields where it is sent and what answers it.

use serde::Serialize;

use super::sealed::Sealed;
use super::{Advisory, DecodeError, Violations};

/// A request, and the operation that it asks for.
///
/// The trait is sealed: the requests of this crate implement it.
pub trait Operation: Sealed + Serialize {
    /// The operation's identifier.
    const ID: &'static str;
    /// The HTTP method.
    const METHOD: &'static str;
    /// The path, to be appended to a server's base path.
    const PATH: &'static str;
    /// What answers the request.
    type Response: Response;
    /// The codes that a result may have.
    type ResultCode;

    /// Checks the request against every documented rule but windows of time.
    ///
    /// # Errors
    ///
    /// All violations at once, each with its place and its rule.
    fn validate(&self) -> Result<(), Violations>;

    /// What may lead to a refusal although no rule is broken.
    fn advisories(&self) -> Vec<Advisory>;
}

/// A response to a request.
///
/// The trait is sealed: the responses of this crate implement it.
pub trait Response: Sealed + Sized {
    /// Reads a response from JSON.
    ///
    /// # Errors
    ///
    /// What cannot be read, with the response's result where that was readable.
    fn from_json(json: &[u8]) -> Result<Self, DecodeError>;
}

/// What to do about a result, as far as sending again goes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Retry {
    /// Nothing: the request has done its work.
    NotNeeded,
    /// Send the same request again, with the same request identifier.
    SameRequest,
    /// Send the request again under a new request identifier.
    NewRequestId,
    /// Correct the request before sending it again.
    FixRequest,
    /// Inquire what became of the request before doing anything else.
    InquireFirst,
    /// Ask the operator's support; sending again does not help by itself.
    ContactSupport,
    /// Do not send the request again.
    Never,
}
