//! Percent-encoding (RFC 3986).

use std::fmt::Write as _;

/// The characters that are encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encode {
    /// All except for the unreserved characters.
    All,
    /// All except for the unreserved characters, the reserved ones that do not end a value of
    /// a query, and encoded bytes.
    Unreserved,
}

/// Appends a text, percent-encoded. As RFC 6570 defines, a triple such as `%2C` is kept with
/// the reserved characters.
pub fn push_encoded(text: &mut String, part: &str, encode: Encode) {
    let mut rest = part.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let is_triple = encode == Encode::Unreserved && is_triple(rest);
        if is_triple || is_kept(byte, encode) {
            text.push(char::from(byte));
        } else {
            push_byte(text, byte);
        }
        rest = after;
    }
}

/// Returns whether bytes begin with an encoded byte.
fn is_triple(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

/// Appends a byte, percent-encoded.
pub fn push_byte(text: &mut String, byte: u8) {
    // Writing to a string cannot fail.
    let _ = write!(text, "%{byte:02X}");
}

fn is_kept(byte: u8, encode: Encode) -> bool {
    let is_unreserved = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    // `&` and `#` end a value, `+` is a space for many servers, and a query has no brackets.
    is_unreserved || encode == Encode::Unreserved && b":/?@!$'()*,;=".contains(&byte)
}
