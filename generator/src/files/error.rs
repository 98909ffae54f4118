//! Errors of the file system, in plain words.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// The reason why a file set cannot be compared with a directory.
#[derive(Debug)]
pub enum CompareError {
    /// A file or directory cannot be read.
    File(FileError),
    /// The paths of generated files are occupied by files without the mark.
    HandWritten(Vec<PathBuf>),
    /// A path of the file set leads out of the directory.
    InvalidPath(String),
}

/// A file operation that the system refused.
#[derive(Debug)]
pub struct FileError {
    /// The operation as a verb that follows "cannot": `write`, `remove`.
    pub action: &'static str,
    /// The file or directory.
    pub path: PathBuf,
    /// The error of the system.
    pub source: io::Error,
}

impl FileError {
    /// Returns the error of an operation on a path.
    pub(super) fn new(action: &'static str, path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self {
            action,
            path: path.into(),
            source,
        }
    }
}

/// Returns the reason of an error in plain words, without the error number.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::AlreadyExists => "another file or directory is there".to_owned(),
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
        write!(f, "cannot {} `{path}`: {reason}", self.action)
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
                f.write_str("would overwrite files that were not generated:")?;
                paths
                    .iter()
                    .try_for_each(|path| write!(f, "\n  {}", path.display()))
            }
            Self::InvalidPath(path) => {
                write!(f, "the path `{path}` leads out of the output directory")
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
