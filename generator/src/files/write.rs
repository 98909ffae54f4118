//! The only place that writes to the disk.
//!
//! Input: a comparison. Effect: removed files are gone, then their empty
//! directories, then new and modified files stand there whole. Each file is
//! replaced in one step, so that a run that is cut off leaves old or new
//! content and never half of it; the next run completes the rest. Nothing waits
//! for the disk itself: what a loss of power spoils, the next run sees and mends.

use std::fs;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::comparison::Comparison;
use super::error::FileError;
use super::temporary::TEMPORARY;
use super::walk::openable;

/// The steps that change a disk. Tests put a failing one in its place.
pub trait Disk {
    /// Makes a directory and those above it, unless they are there.
    ///
    /// # Errors
    ///
    /// If the system refuses.
    fn create_dir(&mut self, path: &Path) -> io::Result<()>;

    /// Writes a new file into a directory, under a temporary name of its own,
    /// which it returns. A file may be cut off while this goes on.
    ///
    /// # Errors
    ///
    /// If the system refuses; then nothing is left of it.
    fn write(&mut self, dir: &Path, content: &str) -> io::Result<PathBuf>;

    /// Gives a file its name, in one step and over the one that is there.
    ///
    /// # Errors
    ///
    /// If the system refuses; then both are still there.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    ///
    /// If the system refuses.
    fn remove_file(&mut self, path: &Path) -> io::Result<()>;

    /// Removes a directory if it is empty.
    ///
    /// # Errors
    ///
    /// If it is not empty or the system refuses.
    fn remove_dir(&mut self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    fn create_dir(&mut self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&mut self, dir: &Path, content: &str) -> io::Result<PathBuf> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
        // Temporary files are private by default; these become ordinary ones.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(dir)?;
        file.write_all(content.as_bytes())?;
        let (_, path) = file.into_parts();
        Ok(path.keep()?)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// Makes the directory what the comparison says; files that are as they should
/// be are not touched, so that cargo does not rebuild them.
///
/// # Errors
///
/// At the first step that the system refuses. What was done before is complete,
/// and a later run does the rest.
pub fn apply(comparison: &Comparison, out: &Path) -> Result<(), FileError> {
    apply_to(&mut SystemDisk, comparison, openable(out))
}

/// [`apply`] with any disk.
///
/// # Errors
///
/// As [`apply`].
pub fn apply_to(disk: &mut dyn Disk, comparison: &Comparison, out: &Path) -> Result<(), FileError> {
    // First what goes, since a file may stand where a directory is to be.
    for change in comparison
        .changed
        .iter()
        .filter(|change| change.after.is_none())
    {
        let path = out.join(&change.path);
        match disk.remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(failure("remove", path, error));
            }
            _ => prune(disk, &change.path, out),
        }
    }
    for change in &comparison.changed {
        let Some(content) = &change.after else {
            continue;
        };
        let path = out.join(&change.path);
        let dir = path.parent().unwrap_or(out);
        disk.create_dir(dir)
            .map_err(|source| failure("make the directory", dir.to_owned(), source))?;
        replace(disk, dir, &path, content).map_err(|source| failure("write", path, source))?;
    }
    Ok(())
}

/// Puts a whole file in place. An empty directory that stands there gives way:
/// it holds nothing of anybody.
fn replace(disk: &mut dyn Disk, dir: &Path, path: &Path, content: &str) -> io::Result<()> {
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
        // If it stays, the next run removes it.
        let _ = disk.remove_file(&new);
    }
    renamed
}

/// Removes the directories above a removed file as long as they are empty.
/// One that cannot be removed does no harm and may hold somebody's files.
fn prune(disk: &mut dyn Disk, removed: &str, out: &Path) {
    for dir in Path::new(removed).ancestors().skip(1) {
        if dir.as_os_str().is_empty() || disk.remove_dir(&out.join(dir)).is_err() {
            return;
        }
    }
}

fn failure(action: &'static str, path: PathBuf, source: io::Error) -> FileError {
    FileError {
        action,
        path,
        source,
    }
}
