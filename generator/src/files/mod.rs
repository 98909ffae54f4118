//! The generated files and the directory that they are written to.
//!
//! Input: the file set that a run generates, and the directory. Output: a [`Comparison`],
//! which is either shown or [`apply`]ed. Only files with the mark `@generated` in their
//! first line are replaced or removed; all other files belong to the user, and are kept
//! and reported.

mod compare;
mod comparison;
mod error;
mod lock;
mod set;
mod temporary;
mod walk;
mod write;

#[cfg(test)]
mod tests;

pub use compare::compare;
pub use comparison::{Change, Comparison, Kind};
pub use error::{CompareError, FileError, reason};
pub use lock::{Lock, lock};
pub use set::{FileSet, MARK};
pub use write::{Disk, SystemDisk, apply, apply_to};
