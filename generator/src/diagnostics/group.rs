//! Groups of warnings.

/// A set of warnings that share a level unless one has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Schemas that are generated weaker than they are written.
    Weaker,
    /// Missing words: the reader of the crate finds nothing to read.
    Documentation,
    /// Valid schemas that hardly mean what they say.
    Suspicious,
    /// Texts that other tools, or people, read in another way.
    Portability,
}

impl Group {
    /// Every group.
    pub const ALL: [Self; 4] = [
        Self::Weaker,
        Self::Documentation,
        Self::Suspicious,
        Self::Portability,
    ];

    /// The name of the group.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Weaker => "weaker",
            Self::Documentation => "documentation",
            Self::Suspicious => "suspicious",
            Self::Portability => "portability",
        }
    }

    /// The subject of the group, as a sentence.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Weaker => "Schemas that are generated weaker than they are written.",
            Self::Documentation => "Words or examples that readers of the crate miss.",
            Self::Suspicious => "Valid schemas that hardly mean what they say.",
            Self::Portability => "Texts that other tools, or people, read in another way.",
        }
    }
}
