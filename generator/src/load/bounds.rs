//! Limits on the size of the input.
//!
//! The largest published API descriptions have 10 MB, half a million values and some 30
//! levels. Every bound allows a multiple of that. The bounds protect memory and stack
//! against input that is hostile or there by accident: later stages are bounded by the
//! number of values, their depth and the length of their names. The values in the copies that
//! aliases make count too.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The bounds of a specification.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The largest size of one file, in bytes.
    pub(super) file_bytes: u64,
    /// The largest size of all documents together, in bytes.
    pub(super) bytes: u64,
    /// The largest number of documents in the directory.
    pub(super) documents: usize,
    /// The largest number of values and names in all documents together.
    pub(super) nodes: usize,
    /// The deepest nesting of collections. Later stages may walk the tree recursively
    /// without a stack overflow.
    pub(super) depth: usize,
    /// The largest total length, in bytes, of the names on the path from the root to a
    /// value. Each value has a pointer that consists of these names.
    pub(super) names: usize,
}

impl Bounds {
    /// The bounds of every run.
    pub(super) const USUAL: Self = Self {
        file_bytes: 32 * MIB,
        bytes: 128 * MIB,
        documents: 20_000,
        nodes: 8_000_000,
        depth: MAX_DEPTH,
        names: MAX_NAMES,
    };
}

/// The deepest nesting of collections in any document.
pub const MAX_DEPTH: usize = 128;

/// The largest total length of the names on the path to a value of any document.
pub const MAX_NAMES: usize = 2048;

/// The number of bytes in a mebibyte.
pub(super) const MIB: u64 = 1024 * 1024;

/// A counter of the values read so far, shared by all files, since these are parsed in
/// parallel.
#[derive(Debug)]
pub(super) struct Nodes {
    read: AtomicUsize,
    bound: usize,
}

impl Nodes {
    /// Creates a counter of no values.
    pub(super) fn new(bounds: &Bounds) -> Self {
        Self {
            read: AtomicUsize::new(0),
            bound: bounds.nodes,
        }
    }

    /// Counts one more value; returns whether it may be read.
    pub(super) fn count(&self) -> bool {
        self.count_all(1)
    }

    /// Counts so many more values; returns whether they may be read.
    pub(super) fn count_all(&self, count: usize) -> bool {
        self.read.fetch_add(count, Ordering::Relaxed) + count <= self.bound
    }

    /// Returns whether a value was refused. The result depends on the contents of the
    /// files, not on the order in which they were read.
    pub(super) fn are_too_many(&self) -> bool {
        self.read.load(Ordering::Relaxed) > self.bound
    }

    /// Returns the number of values read.
    #[cfg(test)]
    pub(super) fn read(&self) -> usize {
        self.read.load(Ordering::Relaxed)
    }
}
