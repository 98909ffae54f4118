//! Groups of warnings.

/// A group of warnings that share a level. A code can have its own level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Parts that are generated weaker than they are written, or left out.
    Weaker,
    /// Missing descriptions or examples.
    Documentation,
    /// Valid schemas that are probably mistakes.
    Suspicious,
    /// Texts that other tools or people read differently.
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

    /// Returns the name of the group.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Weaker => "weaker",
            Self::Documentation => "documentation",
            Self::Suspicious => "suspicious",
            Self::Portability => "portability",
        }
    }

    /// Returns the subject of the group, as a sentence.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Weaker => "Parts that are generated weaker than they are written, or left out.",
            Self::Documentation => "Missing descriptions or examples.",
            Self::Suspicious => "Valid schemas that are probably mistakes.",
            Self::Portability => "Texts that other tools or people read differently.",
        }
    }
}
