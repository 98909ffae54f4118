//! The error of a gateway that cannot be set up.

use std::fmt;

use crate::client::BuildError;
use crate::signature::{GatewayError, KeyError};

/// The reason why a gateway or its clients cannot be set up.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum SetupError {
    /// A key cannot be made.
    NotMade {
        /// The error of the library.
        message: String,
    },
    /// A key cannot be loaded.
    Key(KeyError),
    /// The client id or the server cannot be used.
    Gateway(GatewayError),
    /// The client cannot be built.
    Client(BuildError),
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotMade { message } => write!(f, "the key cannot be made: {message}"),
            Self::Key(error) => error.fmt(f),
            Self::Gateway(error) => error.fmt(f),
            Self::Client(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SetupError {}

impl From<KeyError> for SetupError {
    fn from(error: KeyError) -> Self {
        Self::Key(error)
    }
}

impl From<GatewayError> for SetupError {
    fn from(error: GatewayError) -> Self {
        Self::Gateway(error)
    }
}

impl From<BuildError> for SetupError {
    fn from(error: BuildError) -> Self {
        Self::Client(error)
    }
}
