//! Rust identifiers, types, paths, conditions and patterns as tokens.

pub mod cfg;
pub mod condition;
pub mod exports;
pub mod ident;
pub mod pattern;
pub mod scope;
pub mod support;
pub mod types;
