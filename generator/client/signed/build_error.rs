//! The error of clients that cannot be built.

use std::fmt;

use crate::signature::GatewayError;
use crate::support::debug_as_text;

/// The reason why a client cannot be built.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// The client id and the server belong to different environments.
    Gateway(GatewayError),
    /// The server is called without encryption.
    NotEncrypted,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gateway(error) => error.fmt(f),
            Self::NotEncrypted => f.write_str(
                "the server is called by `http`: use `https`, or call `allow_loopback` of the builder in a test",
            ),
        }
    }
}

debug_as_text!(BuildError);

impl std::error::Error for BuildError {}
