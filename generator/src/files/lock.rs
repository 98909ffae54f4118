//! Locks a directory, so that only one run writes to it at a time.
//!
//! The operating system releases the lock when the process ends, so a killed run does not
//! block later ones.

use std::fs;
use std::fs::File;
use std::io;
use std::path::Path;

use super::error::FileError;
use super::walk::openable;

/// The lock of a directory, held until it is dropped.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "it is held, not used")] Option<File>);

/// Creates the directory if it is missing and waits until no other run writes to it.
///
/// # Errors
///
/// Returns an error if the directory cannot be created.
pub fn lock(out: &Path) -> Result<Lock, FileError> {
    let out = openable(out);
    fs::create_dir_all(out)
        .map_err(|source| FileError::new("create the directory", out, source))?;
    // Some systems cannot lock a directory. Atomic writes keep files whole there too.
    Ok(Lock(held(out).ok()))
}

fn held(out: &Path) -> io::Result<File> {
    let directory = File::open(out)?;
    directory.lock()?;
    Ok(directory)
}
