//! Verification and reading of notifications.

use std::fmt;

use crate::support::{DecodeError, Webhook};

use super::rejection::Rejection;
use super::scheme::{HasScheme, Scheme};
use super::verifier::{Received, Verifier, headers_of};

/// Verifies a notification and reads it.
///
/// # Errors
///
/// Returns an error if the notification is not signed by the gateway for this client and
/// this path, or cannot be read.
pub fn receive<W: Webhook + HasScheme, N: AsRef<str>, V: AsRef<[u8]>>(
    headers: impl IntoIterator<Item = (N, V)>,
    raw_body: &[u8],
    configured_path: &str,
    verifier: &Verifier,
) -> Result<W, ReceiveError> {
    let (scheme, method) = (W::SCHEME, W::METHOD);
    verifier.verify_notification(scheme, method, headers, raw_body, configured_path)?;
    W::from_json(raw_body).map_err(ReceiveError::Unreadable)
}

impl Verifier {
    /// Verifies a notification for which this crate has no type.
    ///
    /// `scheme` and `method` are those of the API's notifications, such as
    /// [`HasScheme::SCHEME`] and [`Webhook::METHOD`] of a known one. `configured_path`
    /// is the path and query of the URL that the API was given for notifications.
    ///
    /// # Errors
    ///
    /// Returns an error if the notification is not signed by the gateway for this client
    /// and this path.
    pub fn verify_notification<N: AsRef<str>, V: AsRef<[u8]>>(
        &self,
        scheme: &Scheme,
        method: &str,
        headers: impl IntoIterator<Item = (N, V)>,
        raw_body: &[u8],
        configured_path: &str,
    ) -> Result<(), ReceiveError> {
        if !configured_path.starts_with('/') {
            return Err(ReceiveError::Path);
        }
        let headers: Vec<(N, V)> = headers.into_iter().collect();
        let message = Received {
            method,
            path: configured_path,
            body: raw_body,
        };
        let verified = self.verify(scheme, scheme.request_time, headers_of(&headers), message);
        verified.map(|_| ()).map_err(ReceiveError::Unverified)
    }
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
    /// The configured path does not begin with `/`. It is the path and query of the URL
    /// for notifications, without scheme and host.
    Path,
    /// The notification is genuine, but cannot be read.
    Unreadable(DecodeError),
}

impl fmt::Display for ReceiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the notification is not accepted: ")?;
        match self {
            Self::Unverified(rejection) => rejection.fmt(f),
            Self::Path => f.write_str(
                "the configured path does not begin with `/`; leave out the scheme and the host",
            ),
            Self::Unreadable(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReceiveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable(error) => error.source(),
            Self::Unverified(_) | Self::Path => None,
        }
    }
}
