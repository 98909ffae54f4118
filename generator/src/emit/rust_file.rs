//! Generated Rust files before formatting.

use crate::layout::Tree;

/// A Rust file that is not formatted yet.
#[derive(Debug)]
pub struct RustFile {
    /// The path within the package, with `/` as separator.
    pub path: String,
    /// The source of the file, such as `spec/pets.yaml`.
    pub origin: String,
    /// The content of the file.
    pub tokens: Vec<Tree>,
}
