//! How much is read at most.
//!
//! The largest published descriptions of APIs have 10 MB, half a million values
//! and some 30 levels; every bound lets a multiple of that pass. They keep what
//! is hostile or there by mistake from taking all memory or the end of the
//! stack: with the values, their depth and the length of their names bounded,
//! so is all that later steps make of them. Aliases need no bound, since they
//! are refused and never expanded.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The bounds of a specification.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The bytes of one file.
    pub(super) file_bytes: u64,
    /// The bytes of all documents together.
    pub(super) bytes: u64,
    /// The files in the directory that are documents.
    pub(super) documents: usize,
    /// The values and names of all documents together.
    pub(super) nodes: usize,
    /// How many collections may lie in each other. Every later walk over the
    /// tree may recurse, and stays far from the end of the stack.
    pub(super) depth: usize,
    /// The bytes of the names on the way from the root to a value. Each place
    /// is kept as a pointer, which consists of them.
    pub(super) way: usize,
}

impl Bounds {
    /// Those of every run.
    pub(super) const USUAL: Self = Self {
        file_bytes: 32 * MIB,
        bytes: 128 * MIB,
        documents: 20_000,
        nodes: 8_000_000,
        depth: 128,
        way: 2048,
    };
}

/// 1024 times 1024 bytes.
pub(super) const MIB: u64 = 1024 * 1024;

/// The values that were read so far, counted over all files: these are read
/// side by side.
#[derive(Debug)]
pub(super) struct Nodes {
    read: AtomicUsize,
    bound: usize,
}

impl Nodes {
    /// None was read yet.
    pub(super) fn new(bounds: &Bounds) -> Self {
        Self {
            read: AtomicUsize::new(0),
            bound: bounds.nodes,
        }
    }

    /// Counts one more; tells whether it may be read.
    pub(super) fn count(&self) -> bool {
        self.read.fetch_add(1, Ordering::Relaxed) < self.bound
    }

    /// Whether one was refused, which depends on what the files hold and not on
    /// which of them was read first.
    pub(super) fn are_too_many(&self) -> bool {
        self.read.load(Ordering::Relaxed) > self.bound
    }

    /// How many were read.
    #[cfg(test)]
    pub(super) fn read(&self) -> usize {
        self.read.load(Ordering::Relaxed)
    }
}
