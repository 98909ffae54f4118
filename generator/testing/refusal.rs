//! The reasons why the gateway refuses a request.

use std::fmt;

use crate::signature::Rejection;
use crate::support::{DecodeError, Violations};

/// The reason why the gateway refuses a request.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// The header with the client id is missing.
    NoClientId,
    /// The request is not signed by the merchant for this client id.
    Unverified(Rejection),
    /// No operation has this path and method.
    UnknownOperation,
    /// The body cannot be read.
    Unreadable(DecodeError),
    /// The request breaks documented rules.
    Invalid(Violations),
    /// The request has the id of an earlier one, and another amount or another method.
    OtherRequest,
    /// The specification has no example for an answer, and there is no script.
    NoExample,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoClientId => f.write_str("the header with the client id is missing"),
            Self::Unverified(rejection) => rejection.fmt(f),
            Self::UnknownOperation => f.write_str("no operation has this path and method"),
            Self::Unreadable(error) => error.fmt(f),
            Self::Invalid(violations) => violations.fmt(f),
            Self::OtherRequest => f.write_str("an earlier request with this id differs"),
            Self::NoExample => f.write_str("there is no example of an answer"),
        }
    }
}

impl std::error::Error for Refusal {}
