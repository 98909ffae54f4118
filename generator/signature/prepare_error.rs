//! The error of a request that is not sent.

use std::fmt;

use crate::support::{EncodeError, Violations};

use super::gateway::GatewayError;

/// The reason why a request cannot be prepared. Nothing was sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum PrepareError {
    /// The request breaks documented rules.
    Invalid(Violations),
    /// The client id does not fit the server.
    Gateway(GatewayError),
    /// The request cannot be written.
    Encode(EncodeError),
    /// The path does not begin with a slash, or has a character that no path can have.
    Path,
    /// The value of a header has a character that no header can have.
    Header {
        /// The name of the header.
        name: String,
    },
    /// The stored request has no id of this name, which a request about it needs.
    MissingId {
        /// The name of the id on the wire.
        name: &'static str,
    },
}

impl fmt::Display for PrepareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(violations) => violations.fmt(f),
            Self::Gateway(error) => error.fmt(f),
            Self::Encode(error) => error.fmt(f),
            Self::Path => f.write_str(
                "the path does not begin with `/`, or has a character that no path can have",
            ),
            Self::Header { name } => {
                write!(f, "the header `{name}` has a character that no header can have")
            }
            Self::MissingId { name } => {
                write!(f, "the stored request has no id `{name}`: store it again from the original")
            }
        }
    }
}

impl std::error::Error for PrepareError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Encode(error) => error.source(),
            Self::Invalid(_)
            | Self::Gateway(_)
            | Self::Path
            | Self::Header { .. }
            | Self::MissingId { .. } => None,
        }
    }
}
