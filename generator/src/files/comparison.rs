//! The difference between a file set and a directory.

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is new.
    Added,
    /// Its content differs.
    Modified,
    /// It is no longer made.
    Removed,
}

/// A file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path relative to the directory, with `/`.
    pub path: String,
    /// What becomes of it.
    pub kind: Kind,
    /// What it holds now; bytes that are not UTF-8 are shown as such.
    pub before: Option<String>,
    /// What it is to hold.
    pub after: Option<String>,
}

/// The difference between a file set and a directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Files to add, modify or remove, by path.
    pub changed: Vec<Change>,
    /// Files of other people, by path; they are kept.
    pub foreign: Vec<String>,
    /// How many files are as they should be.
    pub unchanged: usize,
}
