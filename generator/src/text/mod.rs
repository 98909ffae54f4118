//! Texts and positions: files with their lines and columns, trees of values, JSON
//! pointers, and words.

pub mod json;
pub mod moved;
pub mod places;
pub mod pointer;
pub mod source;
pub mod template;
pub mod tree;
pub mod words;

/// Returns a number with its noun: `1 file`, `2 files`.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
