//! One file of the directory, as bytes.
//!
//! Input: a path and the directory. Output: the bytes of the file, or the reason why it
//! is refused. No file outside of the directory is opened, not even through a link; the
//! directory itself may be a link.

use std::fs;
use std::io;
use std::io::Read;
use std::path::Path;

use super::bounds::MIB;
use crate::files::reason;

/// The reason why a file is not read.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is a directory.
    Directory,
    /// It is neither a file nor a directory. Opening it might block forever.
    NoFile,
    /// It is a link without a target.
    LeadsNowhere,
    /// It is a link to a file outside of the directory.
    LeadsOut,
    /// It has more bytes than this bound.
    TooLarge(u64),
    /// The operating system reports an error.
    Io(io::Error),
}

/// Reads the file at `path`, which is in `dir` or below it.
pub(super) fn read(path: &Path, dir: &Path, bound: u64) -> Result<Vec<u8>, Refusal> {
    let is_link = fs::symlink_metadata(path)
        .map_err(Refusal::Io)?
        .is_symlink();
    // The directories between them can be links too.
    if is_link || path.parent() != Some(dir) {
        let target = fs::canonicalize(path).map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => Refusal::Io(error),
            _ => Refusal::LeadsNowhere,
        })?;
        let dir = fs::canonicalize(dir).map_err(Refusal::Io)?;
        if !target.starts_with(dir) {
            return Err(Refusal::LeadsOut);
        }
    }
    // Checked before opening, since opening a named pipe would wait for a writer.
    let metadata = fs::metadata(path).map_err(Refusal::Io)?;
    if metadata.is_dir() {
        return Err(Refusal::Directory);
    }
    if !metadata.is_file() {
        return Err(Refusal::NoFile);
    }
    let file = fs::File::open(path).map_err(Refusal::Io)?;
    // The size may change, and a size beyond the bound is refused.
    let size = metadata.len().min(bound).saturating_add(1);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    let read = file.take(bound.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(Refusal::Io)?;
    if bytes.len() as u64 > bound {
        return Err(Refusal::TooLarge(bound));
    }
    Ok(bytes)
}

impl Refusal {
    /// Returns the reason, as it follows "cannot read `FILE`:".
    pub(super) fn why(&self) -> String {
        match self {
            Self::Directory => "it is a directory".to_owned(),
            Self::NoFile => "it is not a regular file".to_owned(),
            Self::LeadsNowhere => "it is a link to a file that does not exist".to_owned(),
            Self::LeadsOut => "it is a link to a file outside of the directory".to_owned(),
            Self::TooLarge(bound) => format!("it is larger than {} MiB", bound / MIB),
            Self::Io(error) => reason(error),
        }
    }

    /// Returns the help for this reason.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::Directory => "rename it, or move its files into this directory",
            Self::NoFile => "move it out of the directory",
            Self::LeadsNowhere => "correct the link, or remove it",
            Self::LeadsOut => {
                "replace the link by a copy of the file: a specification is one directory"
            }
            Self::TooLarge(_) => {
                "split it into several documents that refer to each other with $ref, or move it out of the directory if it is not a document"
            }
            Self::Io(error) if error.kind() == io::ErrorKind::NotFound => "correct its name",
            Self::Io(_) => "check its permissions, or move it out of the directory",
        }
    }
}
