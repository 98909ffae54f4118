//! The error of clients that cannot be built.

use std::fmt;

use crate::support::debug_as_text;

/// The reason why a client cannot be built.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// A server is called without encryption.
    NotEncrypted,
    /// A header for every call cannot be written.
    Header {
        /// Its name.
        name: String,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEncrypted => f.write_str(
                "a server is called by `http`: use `https`, or call `allow_loopback` of the builder for a server on this machine",
            ),
            Self::Header { name } => {
                write!(f, "the header `{name}` has a character that no header can have")
            }
        }
    }
}

debug_as_text!(BuildError);

impl std::error::Error for BuildError {}
