//! The mark of the traits that only the generated crate implements.
//!
//! The trait is public inside a private module, so that other crates can use
//! the traits that require it but not implement them.

/// The mark of the types that may implement this crate's sealed traits.
pub trait Sealed {}
