//! The headers of a message that a gateway signs, for the gateway of tests.

use super::header;
use super::keys::{Sign, SignError};
use super::scheme::{Scheme, Signed};

/// Returns the headers of a message that a gateway signs. `time` is the name of the header
/// with its time.
pub fn signed_headers(
    scheme: &Scheme,
    time: &'static str,
    message: Signed<'_>,
    key: &impl Sign,
) -> Result<Vec<(&'static str, String)>, SignError> {
    const KEY_VERSION: u32 = 1;
    let signature = key.sign(&scheme.text(&message))?;
    Ok(vec![
        (scheme.client_id, message.client_id.to_owned()),
        (time, message.time.to_owned()),
        (scheme.header, header::write(scheme, KEY_VERSION, &signature)),
    ])
}
