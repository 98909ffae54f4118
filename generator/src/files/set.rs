//! The set of files that a run generates.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The text that marks a file as generated. It must be in the file's first line.
pub const MARK: &str = "@generated";

/// Files by their path relative to the output directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<String, Arc<str>>,
}

impl FileSet {
    /// Adds a file, or replaces the one with the same path. The path is separated by `/`
    /// on every system. A file without [`MARK`] in its first line is written once and
    /// belongs to the user afterwards: changing it is refused.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Arc<str>>) {
        self.files.insert(path.into(), content.into());
    }

    /// Returns the files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, content)| (path.as_str(), &**content))
    }

    /// Returns the content of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|content| &**content)
    }

    /// Returns the content of one file, which a comparison shares.
    pub(super) fn shared(&self, path: &str) -> Option<Arc<str>> {
        self.files.get(path).cloned()
    }

    /// Returns the number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Returns true if there are no files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
