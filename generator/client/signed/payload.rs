//! Bodies of requests, as transports get them.

#[cfg(feature = "reqwest")]
use super::transport_error::TransportError;

/// The bytes of a body, which are signed.
pub type Payload = Vec<u8>;

/// Returns the body for `ureq`, unless there are no bytes.
#[cfg(feature = "ureq")]
pub fn ureq_body(payload: Payload) -> Option<Payload> {
    Some(payload).filter(|it| !it.is_empty())
}

/// Returns the body for `reqwest`.
#[cfg(feature = "reqwest")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "it has the form of that of other clients"
)]
pub fn reqwest_body(payload: Payload) -> Result<reqwest::Body, TransportError> {
    Ok(payload.into())
}
