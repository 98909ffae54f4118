//! Receipt of what the gateway sends on its own.

use std::fmt;

use crate::support::{DecodeError, Webhook};

use super::rejection::Rejection;
use super::scheme::HasScheme;
use super::verifier::{Received, Verifier};

/// Verifies a notification and reads it.
///
/// # Errors
///
/// Returns an error if the notification is not signed by the gateway for this client and
/// this path, or cannot be read.
pub fn receive<W: Webhook + HasScheme, N: AsRef<str>, V: AsRef<[u8]>>(
    headers: impl IntoIterator<Item = (N, V)>,
    body: &[u8],
    path: &str,
    verifier: &Verifier,
) -> Result<W, ReceiveError> {
    let scheme = W::SCHEME;
    let headers: Vec<(N, V)> = headers.into_iter().collect();
    let headers = headers.iter();
    let headers = headers.map(|(name, value)| (name.as_ref(), value.as_ref()));
    let message = Received {
        method: W::METHOD,
        path,
        body,
    };
    let verified = verifier.verify(scheme, scheme.request_time, headers, message);
    verified.map_err(ReceiveError::Unverified)?;
    W::from_json(body).map_err(ReceiveError::Unreadable)
}

/// The reason why a notification is not accepted.
///
/// Do not acknowledge it: answer with an HTTP error, and the gateway sends a genuine
/// notification again.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ReceiveError {
    /// The signature is missing or not accepted.
    Unverified(Rejection),
    /// The notification is genuine, but cannot be read.
    Unreadable(DecodeError),
}

impl fmt::Display for ReceiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the notification is not accepted: ")?;
        match self {
            Self::Unverified(rejection) => rejection.fmt(f),
            Self::Unreadable(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReceiveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unverified(rejection) => Some(rejection),
            Self::Unreadable(error) => Some(error),
        }
    }
}
