//! One run at a time: whoever writes to a directory holds its lock.
//!
//! The lock belongs to the process and goes with it, however it ends, so a run
//! that was killed is in nobody's way.

use std::fs;
use std::fs::File;
use std::io;
use std::path::Path;

use super::error::FileError;
use super::walk::openable;

/// The lock of a directory, for as long as it lives.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "it is held, not used")] Option<File>);

/// Waits until no other run writes to the directory, which is made unless it is
/// there.
///
/// # Errors
///
/// If the directory cannot be made.
pub fn lock(out: &Path) -> Result<Lock, FileError> {
    let out = openable(out);
    fs::create_dir_all(out).map_err(|source| FileError {
        action: "make the directory",
        path: out.to_owned(),
        source,
    })?;
    // Some systems cannot lock a directory; there, files are whole all the same.
    Ok(Lock(held(out).ok()))
}

fn held(out: &Path) -> io::Result<File> {
    let directory = File::open(out)?;
    directory.lock()?;
    Ok(directory)
}
