//! Bodies of requests for `reqwest`. All bodies of this crate are in memory.

use crate::support::Body;

use super::transport_error::TransportError;

/// Returns the body for `reqwest`.
pub fn reqwest_body(payload: Option<Body>) -> Result<reqwest::Body, TransportError> {
    let bytes = payload.map_or_else(|| Ok(Vec::new()), Body::into_bytes);
    bytes.map(Into::into).map_err(TransportError::not_sent)
}
