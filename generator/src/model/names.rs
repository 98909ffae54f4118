//! Names, modules and source documents.

/// A group of operations and types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// The names from the root, outermost first: an operation and its product, if it has
    /// one. The shared module has none.
    pub path: Vec<Name>,
}

/// The operations with the same first tag, whose modules are in one module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The name: the tag and that of the module.
    pub name: Name,
    /// The description, as CommonMark.
    pub description: String,
    /// A pointer to the tag in the specification.
    pub origin: String,
}

/// A wire name and its Rust name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name on the wire or in the specification.
    pub wire: String,
    /// The name in Rust.
    pub rust: String,
}

/// A document of the specification.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path, such as `spec/pets.yaml`.
    pub path: String,
    /// The title.
    pub title: String,
    /// The version or the date.
    pub version: String,
    /// The URL of the page that it was made from.
    pub url: Option<String>,
}
