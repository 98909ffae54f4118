//! Writes files to the disk; no other module does.
//!
//! Input: a comparison. Effect: removes the removed files and the directories that become
//! empty, then writes the new and modified files on all cores. Each file is written atomically, so an
//! interrupted run leaves the old or the new content, and the next run completes the
//! rest. Files are not synced to the disk: the next run finds and repairs a file that a
//! power loss damaged.

use std::fs;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::parallel;

use super::comparison::Comparison;
use super::error::FileError;
use super::temporary::TEMPORARY;
use super::walk::openable;

/// The operations that change a disk. Tests replace it with one that fails.
pub trait Disk: Sync {
    /// Creates a directory and its missing parents.
    ///
    /// # Errors
    ///
    /// Returns an error if the system refuses.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Writes a new file into a directory under a temporary name and returns its path. An
    /// interruption can leave an incomplete file.
    ///
    /// # Errors
    ///
    /// Returns an error if the system refuses; the incomplete file is then removed.
    fn write(&self, dir: &Path, content: &str) -> io::Result<PathBuf>;

    /// Renames a file atomically and replaces the file that has the new name.
    ///
    /// # Errors
    ///
    /// Returns an error if the system refuses; both files are then unchanged.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    ///
    /// Returns an error if the system refuses.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes a directory if it is empty.
    ///
    /// # Errors
    ///
    /// Returns an error if the directory is not empty or the system refuses.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&self, dir: &Path, content: &str) -> io::Result<PathBuf> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
        // Temporary files are private by default; these get the usual mode of new files.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(dir)?;
        file.write_all(content.as_bytes())?;
        let (_, path) = file.into_parts();
        Ok(path.keep()?)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// Applies the comparison to the directory. Unchanged files are not touched, so that
/// cargo does not rebuild them.
///
/// # Errors
///
/// Returns an error if the system refuses an operation. Then no further file is written, and
/// a later run does the rest.
pub fn apply(comparison: &Comparison, out: &Path) -> Result<(), FileError> {
    apply_to(&SystemDisk, comparison, openable(out))
}

/// Does the same as [`apply`] with any disk.
///
/// # Errors
///
/// Returns the errors of [`apply`].
pub fn apply_to(disk: &dyn Disk, comparison: &Comparison, out: &Path) -> Result<(), FileError> {
    // Files are removed first, since a directory may be needed at the path of one.
    for change in comparison
        .changed
        .iter()
        .filter(|change| change.after.is_none())
    {
        let path = out.join(&change.path);
        match disk.remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(FileError::new("remove", path, error));
            }
            _ => prune(disk, &change.path, out),
        }
    }
    let mut files = Vec::new();
    for change in &comparison.changed {
        if let Some(content) = &change.after {
            files.push((out.join(&change.path), content));
        }
    }
    // They are sorted, so the files of a directory follow each other.
    let mut dirs: Vec<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    dirs.dedup();
    for dir in dirs {
        disk.create_dir(dir)
            .map_err(|source| FileError::new("create the directory", dir, source))?;
    }
    let is_refused = AtomicBool::new(false);
    let written = parallel::map(&files, |(path, content)| {
        if is_refused.load(Ordering::Relaxed) {
            return Ok(());
        }
        let dir = path.parent().unwrap_or(out);
        let written = replace(disk, dir, path, content);
        is_refused.fetch_or(written.is_err(), Ordering::Relaxed);
        written.map_err(|source| FileError::new("write", path, source))
    });
    written.into_iter().collect()
}

/// Writes a file atomically. An empty directory at its path is removed first, since it
/// contains no one's files.
fn replace(disk: &dyn Disk, dir: &Path, path: &Path, content: &str) -> io::Result<()> {
    let new = disk.write(dir, content)?;
    let renamed = match disk.rename(&new, path) {
        Err(error) if error.kind() == io::ErrorKind::IsADirectory => match disk.remove_dir(path) {
            Ok(()) => disk.rename(&new, path),
            Err(full) if full.kind() == io::ErrorKind::DirectoryNotEmpty => Err(error),
            Err(refused) => Err(refused),
        },
        renamed => renamed,
    };
    if renamed.is_err() {
        // If it cannot be removed, the next run removes it.
        let _ = disk.remove_file(&new);
    }
    renamed
}

/// Removes the directories above a removed file as long as they are empty. Errors are
/// ignored, since a directory that stays does no harm.
fn prune(disk: &dyn Disk, removed: &str, out: &Path) {
    for dir in Path::new(removed).ancestors().skip(1) {
        if dir.as_os_str().is_empty() || disk.remove_dir(&out.join(dir)).is_err() {
            return;
        }
    }
}
