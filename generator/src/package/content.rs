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
    /// The features that leave out operations.
    pub features: FeatureChoice,
    /// The place of the specification.
    pub origin: Origin,
}

/// The features that leave out operations.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum FeatureChoice {
    /// A feature for each group of operations of a large crate, and for each module of
    /// operations that are in no groups.
    #[default]
    Automatic,
    /// A feature for each group of operations, whatever the size of the crate.
    Groups,
    /// None.
    None,
}

impl FeatureChoice {
    /// Returns the choice with a name in `package.yaml`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "groups" => Some(Self::Groups),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// The place of a specification, which generated files name.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A directory with `package.yaml`.
    #[default]
    Package,
    /// A directory without it.
    Directory,
    /// One document.
    Document,
}

impl Origin {
    /// Returns the source of the package's facts.
    #[must_use]
    pub fn of_package(self) -> &'static str {
        match self {
            Self::Package => "spec/package.yaml",
            Self::Directory | Self::Document => "the specification",
        }
    }

    /// Returns the source of a file. Pointers call the directory of every specification
    /// `spec`, but one document has none.
    #[must_use]
    pub fn of_file(self, origin: &str) -> String {
        match self {
            Self::Package | Self::Directory => origin.to_owned(),
            Self::Document => {
                let names = origin.split(", ");
                let names = names.map(|name| name.strip_prefix("spec/").unwrap_or(name));
                names.collect::<Vec<_>>().join(", ")
            }
        }
    }
}
