//! The error of calls without effect.

use std::fmt;

use crate::support::{Server, Violations};

use super::request::RequestError;
use super::transport_error::TransportError;

/// The reason why nothing was sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotSent {
    /// The request breaks documented rules.
    Invalid(Violations),
    /// The request cannot be a message of HTTP, or its credentials are not set.
    NotBuilt(RequestError),
    /// The operation has servers of its own, and the client may not send it there.
    OtherServer {
        /// The servers of the operation.
        servers: &'static [Server],
    },
    /// There is no connection to the server.
    NotConnected(TransportError),
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing was sent: ")?;
        match self {
            Self::Invalid(violations) => violations.fmt(f),
            Self::NotBuilt(error) => error.fmt(f),
            Self::OtherServer { servers } => {
                f.write_str("the operation has another server than the client: ")?;
                for (position, server) in servers.iter().enumerate() {
                    let or = if position > 0 { " or " } else { "" };
                    write!(f, "{or}{server}")?;
                }
                f.write_str("; allow it with `allow_server` of the builder")
            }
            Self::NotConnected(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotSent {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotBuilt(error) => error.source(),
            Self::Invalid(_) | Self::OtherServer { .. } | Self::NotConnected(_) => None,
        }
    }
}
