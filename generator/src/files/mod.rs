//! The generated files and the directory that they go to.
//!
//! Input: the file set that a run makes and the directory as it is. Output: a
//! [`Comparison`], which is either shown or [`apply`]ed. Only files whose first
//! line bears the mark `@generated` are ever replaced or removed; everything
//! else belongs to somebody, and is kept and reported.

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
#[cfg(test)]
mod trouble;

pub use compare::compare;
pub use comparison::{Change, Comparison, Kind};
pub use error::{CompareError, FileError, reason};
pub use lock::{Lock, lock};
pub use set::{FileSet, MARK};
pub use write::{Disk, SystemDisk, apply, apply_to};
