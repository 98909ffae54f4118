//! The header with a signature.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::rejection::Rejection;
use super::scheme::Scheme;

/// The characters that a form encodes: `+`, `/` and `=` of base64 are among them.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// Writes the value of the header.
pub fn write(scheme: &Scheme, key_version: u32, signature: &[u8]) -> String {
    let [algorithm, version, value] = scheme.items;
    let encoded = STANDARD.encode(signature);
    let encoded = utf8_percent_encode(&encoded, ENCODED);
    format!(
        "{algorithm}={},{version}={key_version},{value}={encoded}",
        scheme.algorithm
    )
}

/// Reads the signature from the value of the header.
///
/// The items are in any order, with or without spaces, and none may be repeated. A
/// value may contain `=`.
pub fn read(scheme: &Scheme, header: &[u8]) -> Result<Vec<u8>, Rejection> {
    let header = std::str::from_utf8(header).map_err(|_| Rejection::MalformedHeader)?;
    let mut items = BTreeMap::new();
    for item in header.split(',') {
        let (name, value) = item.split_once('=').ok_or(Rejection::MalformedHeader)?;
        if items.insert(name.trim(), value.trim()).is_some() {
            return Err(Rejection::RepeatedItem);
        }
    }
    let [algorithm, _, signature] = scheme.items.map(|name| items.get(name).copied());
    let (Some(algorithm), Some(signature)) = (algorithm, signature) else {
        return Err(Rejection::MalformedHeader);
    };
    if algorithm != scheme.algorithm {
        return Err(Rejection::OtherAlgorithm);
    }
    // Unlike the decoding of forms, this leaves a `+` as it is, so that base64 that is
    // not percent-encoded is read too.
    let decoded: Vec<u8> = percent_decode_str(signature).collect();
    STANDARD
        .decode(decoded)
        .map_err(|_| Rejection::MalformedHeader)
}
