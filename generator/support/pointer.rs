//! JSON pointers (RFC 6901): takes member names and positions, appends their
//! escaped segments to a text.
//!
//! Member names are the only part of a message that errors repeat, so names of
//! absurd length are cut.

use std::fmt::Write as _;

/// The number of characters of a member name that a pointer shows.
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
    // Writing to a string does not fail.
    let _ = write!(pointer, "/{index}");
}

/// Returns the text that a message shows for a pointer: the root has none of its
/// own.
pub fn shown(pointer: &str) -> &str {
    if pointer.is_empty() {
        "(whole message)"
    } else {
        pointer
    }
}
