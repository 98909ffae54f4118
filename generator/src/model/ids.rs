//! Indices of the parts of an API, which refer to each other by them.

/// Index of a module in [`Api::modules`](super::Api::modules).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleId(pub usize);

impl ModuleId {
    /// The module of what several documents share.
    pub const SHARED: Self = Self(0);
}

/// Index of a type in [`Api::types`](super::Api::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// Index of a set of codes in [`Api::code_sets`](super::Api::code_sets).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeSetId(pub usize);
