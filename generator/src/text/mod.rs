//! Texts and positions: files with their lines and columns, trees of values, and JSON
//! pointers.

pub mod json;
pub mod places;
pub mod pointer;
pub mod source;
pub mod tree;
