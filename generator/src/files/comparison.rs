//! The difference between a file set and a directory.

use std::sync::Arc;

/// The change that a run makes to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The file is new.
    Added,
    /// The content differs.
    Modified,
    /// The file is no longer generated.
    Removed,
}

/// A file that differs from the file set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The path relative to the directory, separated by `/`.
    pub path: String,
    /// The kind of the change.
    pub kind: Kind,
    /// The current content; bytes that are not UTF-8 are replaced.
    pub before: Option<String>,
    /// The wanted content.
    pub after: Option<Arc<str>>,
}

/// The difference between a file set and a directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The files to add, modify or remove, sorted by path.
    pub changed: Vec<Change>,
    /// The files without the mark, sorted by path; they are kept.
    pub foreign: Vec<String>,
    /// The number of files that need no change.
    pub unchanged: usize,
}
