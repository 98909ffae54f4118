//! The error of calls without effect.

use std::fmt;
use std::time::SystemTimeError;

use crate::signature::{PrepareError, SignError};

use super::transport_error::TransportError;

/// The reason why nothing was sent. This attempt has no effect, but an earlier attempt to
/// send the same prepared request can have one.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotSent {
    /// The request cannot be built.
    NotBuilt(PrepareError),
    /// The prepared request belongs to another gateway than the client.
    OtherGateway,
    /// The clock of this machine shows a time before 1970.
    Clock(SystemTimeError),
    /// The request cannot be signed.
    NotSigned(SignError),
    /// There is no connection to the server.
    NotConnected(TransportError),
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing was sent: ")?;
        match self {
            Self::NotBuilt(error) => error.fmt(f),
            Self::OtherGateway => {
                f.write_str("the prepared request belongs to another gateway than the client")
            }
            Self::Clock(_) => f.write_str("the clock shows a time before 1970"),
            Self::NotSigned(error) => error.fmt(f),
            Self::NotConnected(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NotSent {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotBuilt(error) => error.source(),
            Self::NotSigned(error) => error.source(),
            Self::OtherGateway | Self::Clock(_) | Self::NotConnected(_) => None,
        }
    }
}
