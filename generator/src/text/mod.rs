//! Texts and positions: files with their lines and columns, trees of values, JSON
//! pointers, and words.

pub mod json;
pub mod places;
pub mod pointer;
pub mod source;
pub mod tree;
pub mod words;
