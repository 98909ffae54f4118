//! The reasons why a large crate has no features for its groups of operations.

/// The largest number of features of a package that a registry accepts.
pub const MOST: usize = 300;

/// The reason why a large crate has no features for its groups of operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFeatures {
    /// A registry would not accept so many features.
    TooMany {
        /// The number of groups.
        groups: usize,
    },
    /// The groups share most types.
    Shared {
        /// The number of types that one half of the groups needs at least.
        needed: usize,
        /// The number of all types.
        types: usize,
    },
}

impl NoFeatures {
    /// Returns the reason as the end of a sentence.
    #[must_use]
    pub fn because(self) -> String {
        match self {
            Self::TooMany { groups } => {
                format!("a registry accepts {MOST} features at most, and there are {groups} groups")
            }
            Self::Shared { needed, types } => {
                format!("half of the groups need {needed} or more of the {types} types each")
            }
        }
    }
}
