//! Lists the files of the output directory.
//!
//! Input: the directory and the file set that it is compared with. Output: every file by
//! its relative path, with its kind.

use std::collections::BTreeMap;
use std::fs;
use std::fs::File;
use std::io;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use crate::parallel;

use super::error::FileError;
use super::set::{FileSet, MARK};
use super::temporary::is_leftover;

/// The number of bytes of a first line that are searched for the mark.
const FIRST_LINE: u64 = 4096;

/// The kind of a file in the directory.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The file is in the set with the same content.
    Same,
    /// The file has the mark, and this content.
    Generated(String),
    /// The file has no mark.
    Foreign,
}

/// Returns every file below `out`, by its relative path.
pub(super) fn walk(set: &FileSet, out: &Path) -> Result<BTreeMap<String, Found>, FileError> {
    let mut found = BTreeMap::new();
    let mut files = Vec::new();
    let mut pending = vec![(out.to_owned(), String::new())];
    while let Some((dir, prefix)) = pending.pop() {
        let failed = |source| FileError::new("read the directory", &dir, source);
        let entries = match fs::read_dir(&dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && prefix.is_empty() => break,
            entries => entries.map_err(failed)?,
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name();
            let relative = format!("{prefix}{}", name.to_string_lossy());
            if matches!(relative.as_str(), "target" | "Cargo.lock") {
                // Cargo writes these when it runs in the directory itself.
                continue;
            }
            // This is the type of the entry itself: links are not followed.
            let kind = entry.file_type().map_err(failed)?;
            if kind.is_dir() {
                pending.push((entry.path(), format!("{relative}/")));
            } else if kind.is_file() && name.to_str().is_some() {
                files.push((entry.path(), relative));
            } else {
                found.insert(relative, Found::Foreign);
            }
        }
    }
    let classified = parallel::map(&files, |(path, relative)| {
        let file = classify(path, set.get(relative));
        file.map_err(|source| FileError::new("read", path, source))
    });
    for ((_, relative), file) in files.into_iter().zip(classified) {
        found.insert(relative, file?);
    }
    Ok(found)
}

fn classify(path: &Path, expected: Option<&str>) -> io::Result<Found> {
    let name = path.file_name().unwrap_or_default();
    let ours = is_leftover(&name.to_string_lossy()) || bears_mark(path)?;
    if !ours && expected.is_none() {
        // The rest is not read: the file may have any content and any size.
        return Ok(Found::Foreign);
    }
    let bytes = fs::read(path)?;
    // A power loss can leave an empty file. It contains nothing of the user.
    let ours = ours || bytes.is_empty();
    Ok(match expected {
        Some(expected) if expected.as_bytes() == bytes => Found::Same,
        _ if ours => Found::Generated(String::from_utf8_lossy(&bytes).into_owned()),
        _ => Found::Foreign,
    })
}

fn bears_mark(path: &Path) -> io::Result<bool> {
    let mut line = Vec::new();
    BufReader::new(File::open(path)?.take(FIRST_LINE)).read_until(b'\n', &mut line)?;
    Ok(String::from_utf8_lossy(&line).contains(MARK))
}

/// Returns the directory to open for `out`. An empty path means the current directory, as
/// in a relative path without a parent, but the system cannot open it.
pub(super) fn openable(out: &Path) -> &Path {
    if out.as_os_str().is_empty() {
        Path::new(".")
    } else {
        out
    }
}
