//! The generated files and the directory that they go to.
//!
//! Input: the file set that a run makes and the directory as it is. Output: a
//! [`Comparison`], which is either shown or [`apply`]ed. Only files whose first
//! line bears the mark `@generated` are ever replaced or removed; everything
//! else belongs to somebody, and is kept and reported.

mod lock;
mod walk;
mod write;

pub use lock::{Lock, lock};
pub use write::{Disk, SystemDisk, apply, apply_to};

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

use walk::Found;

/// What a file's first line must contain for the file to be ours.
pub const MARK: &str = "@generated";

/// Files by their path relative to the output directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<String, String>,
}

impl FileSet {
    /// Adds a file, or replaces the one of the same path. The path has `/` on
    /// every system. A file without [`MARK`] in its first line is written once
    /// and is the user's from then on: to change it is refused.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<String>) {
        self.files.insert(path.into(), content.into());
    }

    /// The files by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, content)| (path.as_str(), content.as_str()))
    }

    /// The content of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

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

/// Why a file set cannot be compared with a directory.
#[derive(Debug)]
pub enum CompareError {
    /// Something in the directory cannot be read.
    File(FileError),
    /// Files without the mark stand where generated ones are to go.
    HandWritten(Vec<PathBuf>),
    /// A path of the file set leads out of the directory.
    InvalidPath(String),
}

/// What was done to which path when the system refused.
#[derive(Debug)]
pub struct FileError {
    /// The attempt, as it follows "cannot": `write`, `remove`.
    pub action: &'static str,
    /// The file or directory.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// Returns the directory to open for `out`. An empty path stands for the
/// current directory, as in a relative path without a parent, but the system
/// finds nothing under it.
fn openable(out: &Path) -> &Path {
    if out.as_os_str().is_empty() {
        Path::new(".")
    } else {
        out
    }
}

/// Compares without writing anything. A directory that is not there is empty.
///
/// # Errors
///
/// If the directory cannot be read, or a file that is to be written stands
/// there without the mark and with other content.
pub fn compare(set: &FileSet, out: &Path) -> Result<Comparison, CompareError> {
    if let Some((path, _)) = set.iter().find(|(path, _)| !stays_inside(path)) {
        return Err(CompareError::InvalidPath(path.to_owned()));
    }
    let found = walk::walk(set, openable(out)).map_err(CompareError::File)?;
    let mut comparison = Comparison::default();
    let mut refused = Vec::new();
    for (path, found) in &found {
        match (found, set.get(path)) {
            (Found::Same, _) => comparison.unchanged += 1,
            (Found::Generated(before), after) => {
                comparison.changed.push(Change {
                    path: path.clone(),
                    kind: after.map_or(Kind::Removed, |_| Kind::Modified),
                    before: Some(before.clone()),
                    after: after.map(str::to_owned),
                });
            }
            (Found::Foreign, _) if stands_in_the_way(path, set) => refused.push(out.join(path)),
            (Found::Foreign, _) => comparison.foreign.push(path.clone()),
        }
    }
    if !refused.is_empty() {
        return Err(CompareError::HandWritten(refused));
    }
    for (path, content) in set.iter().filter(|(path, _)| !found.contains_key(*path)) {
        comparison.changed.push(Change {
            path: path.to_owned(),
            kind: Kind::Added,
            before: None,
            after: Some(content.to_owned()),
        });
    }
    comparison.changed.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(comparison)
}

/// Whether a relative path is made of plain names only.
fn stays_inside(path: &str) -> bool {
    let plain = |part: Component| matches!(part, Component::Normal(_));
    !path.is_empty() && !path.contains('\\') && Path::new(path).components().all(plain)
}

/// Whether a foreign file is at the path of a file to write, or where one of
/// the two would have to be a directory.
fn stands_in_the_way(foreign: &str, set: &FileSet) -> bool {
    let holds = |dir: &str, path: &str| {
        path.strip_prefix(dir)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    set.iter()
        .any(|(path, _)| holds(foreign, path) || holds(path, foreign))
}

/// Why the system refused, in plain words and without its error number.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::AlreadyExists => "something else stands there".to_owned(),
        io::ErrorKind::NotADirectory => "it is not a directory".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => error.to_string(),
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, reason) = (self.path.display(), reason(&self.source));
        write!(f, "cannot {} {path}: {reason}", self.action)
    }
}

impl Error for FileError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}

impl fmt::Display for CompareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::HandWritten(paths) => {
                f.write_str("would overwrite what was not generated:")?;
                paths
                    .iter()
                    .try_for_each(|path| write!(f, "\n  {}", path.display()))
            }
            Self::InvalidPath(path) => {
                write!(f, "the path {path:?} leads out of the output directory")
            }
        }
    }
}

impl Error for CompareError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::File(error) => Some(error),
            Self::HandWritten(_) | Self::InvalidPath(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod trouble;
