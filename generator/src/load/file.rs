//! One file of the directory, as bytes.
//!
//! Input: a path and the directory. Output: the file's bytes, or why it is not
//! read. Nothing outside of the directory is ever opened, not even through a
//! link; the directory itself may be one.

use std::fs;
use std::io;
use std::io::Read;
use std::path::Path;

use super::bounds::MIB;
use crate::files::reason;

/// Why a file is not read.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is a directory.
    Directory,
    /// It is neither a file nor a directory: to open it might wait forever.
    NoFile,
    /// It is a link without a target.
    LeadsNowhere,
    /// It is a link whose target lies elsewhere.
    LeadsOut,
    /// It has more bytes than this.
    TooLarge(u64),
    /// The system refuses.
    Io(io::Error),
}

/// The bytes of the file at `path`, which lies directly in `dir`.
pub(super) fn read(path: &Path, dir: &Path, bound: u64) -> Result<Vec<u8>, Refusal> {
    if fs::symlink_metadata(path)
        .map_err(Refusal::Io)?
        .is_symlink()
    {
        let target = fs::canonicalize(path).map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => Refusal::Io(error),
            _ => Refusal::LeadsNowhere,
        })?;
        let dir = fs::canonicalize(dir).map_err(Refusal::Io)?;
        if !target.starts_with(dir) {
            return Err(Refusal::LeadsOut);
        }
    }
    // Asked before opening: to open a named pipe would wait for a writer.
    let metadata = fs::metadata(path).map_err(Refusal::Io)?;
    if metadata.is_dir() {
        return Err(Refusal::Directory);
    }
    if !metadata.is_file() {
        return Err(Refusal::NoFile);
    }
    let file = fs::File::open(path).map_err(Refusal::Io)?;
    let mut bytes = Vec::new();
    let read = file.take(bound.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(Refusal::Io)?;
    if bytes.len() as u64 > bound {
        return Err(Refusal::TooLarge(bound));
    }
    Ok(bytes)
}

impl Refusal {
    /// Why, as it follows "cannot read it:".
    pub(super) fn why(&self) -> String {
        match self {
            Self::Directory => "it is a directory".to_owned(),
            Self::NoFile => "it is not a regular file".to_owned(),
            Self::LeadsNowhere => "it is a link that leads nowhere".to_owned(),
            Self::LeadsOut => "it is a link that leads out of the directory".to_owned(),
            Self::TooLarge(bound) => format!("it is larger than {} MiB", bound / MIB),
            Self::Io(error) => reason(error),
        }
    }

    /// What to do about it.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::Directory => "give it another name, or put its files into this directory",
            Self::NoFile => "move it out of the directory",
            Self::LeadsNowhere => "mend the link, or remove it",
            Self::LeadsOut => {
                "put a copy of the file into the directory: all of a specification lies in one place"
            }
            Self::TooLarge(_) => {
                "split it into several documents, which may refer to each other with $ref, or move it out of the directory if it is none"
            }
            Self::Io(_) => "check whether you may read it, or move it out of the directory",
        }
    }
}
