//! A Rust file on its way.

use proc_macro2::TokenStream;

/// A Rust file that is not formatted yet.
#[derive(Debug)]
pub struct RustFile {
    /// Its path within the package, with `/`.
    pub path: String,
    /// Its source, such as `spec/pets.yaml`.
    pub origin: String,
    /// Its content.
    pub tokens: TokenStream,
}
