//! Percent-encoding (RFC 3986).

use std::fmt::Write as _;

/// The characters that are encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encode {
    /// All except for the unreserved characters.
    All,
    /// All except for the unreserved characters and the reserved ones that do not end a
    /// value of a query.
    Unreserved,
}

/// Appends a text, percent-encoded.
pub fn push_encoded(text: &mut String, part: &str, encode: Encode) {
    for byte in part.bytes() {
        if is_kept(byte, encode) {
            text.push(char::from(byte));
        } else {
            push_byte(text, byte);
        }
    }
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
