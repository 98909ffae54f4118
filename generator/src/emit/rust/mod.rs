//! Pieces of Rust: identifiers, types, paths, conditions and patterns.

pub mod condition;
pub mod ident;
pub mod pattern;
pub mod scope;
pub mod types;
