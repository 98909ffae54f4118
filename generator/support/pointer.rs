//! JSON pointers (RFC 6901), built from escaped member names and positions.
//!
//! Member names are the only part of a message that errors repeat, so long names
//! are truncated.

use std::fmt::Write as _;

/// The maximum number of characters of a member name in a pointer.
const LONGEST_NAME: usize = 128;

/// Appends `/name`.
pub fn push_name(pointer: &mut String, name: &str) {
    pointer.push('/');
    for (position, character) in name.chars().enumerate() {
        if position == LONGEST_NAME {
            pointer.push('…');
            return;
        }
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// Appends `/index`.
pub fn push_index(pointer: &mut String, index: usize) {
    // Writing to a string cannot fail.
    let _ = write!(pointer, "/{index}");
}

/// Returns the text for a pointer in a message; the pointer to the root is empty.
pub fn shown(pointer: &str) -> &str {
    if pointer.is_empty() {
        "(whole message)"
    } else {
        pointer
    }
}
