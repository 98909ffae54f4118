//! The marker of traits that only the generated crate implements.
//!
//! The trait is public in a private module: other crates can use the traits that
//! require it, but cannot implement them.

/// The marker of types that can implement the sealed traits of this crate.
pub trait Sealed {}
