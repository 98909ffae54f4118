//! Names, and the modules and documents that parts of an API come from.

/// A group of operations and types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Its names from the root, outermost first: an operation and its product.
    /// The module of what documents share has none.
    pub path: Vec<Name>,
}

/// A name on the wire and its name in Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it is written on the wire or in the specification.
    pub wire: String,
    /// As it is written in Rust.
    pub rust: String,
}

/// A document of the specification.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path, such as `spec/pets.yaml`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its version or date.
    pub version: String,
    /// The page it was made from.
    pub url: Option<String>,
}
