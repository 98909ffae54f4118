//! The package as plain data.

/// The contents of the generated `Cargo.toml`.
#[derive(Debug, Default)]
pub struct Package {
    /// The name of the package.
    pub name: String,
    /// The version.
    pub version: String,
    /// The description in one line.
    pub description: String,
    /// The license as an SPDX expression, if it is known.
    pub license: Option<String>,
    /// The URL of its source, if published.
    pub repository: Option<String>,
    /// The oldest supported Rust version.
    pub rust_version: String,
    /// The search terms.
    pub keywords: Vec<String>,
    /// The registry categories.
    pub categories: Vec<String>,
}
