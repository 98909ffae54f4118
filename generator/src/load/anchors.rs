//! The values that have an anchor, and the aliases that stand for them.
//!
//! An alias becomes a copy of the value. All copies in a text together may have a limited
//! multiple of the values that are written, and of the length of the text, so that memory
//! grows linearly with the text.

use std::collections::HashMap;

use crate::text::tree::{Node, Value};

/// The largest number of values in copies for each value that is written, and of bytes for
/// each byte of the text.
const COPIES: usize = 16;

/// The values with an anchor so far, by the ids of the anchors.
pub(super) struct Anchors {
    values: HashMap<usize, Anchored>,
    /// The number of values in all copies.
    copied: usize,
    /// The number of bytes that copies can still have.
    bytes: usize,
}

/// A value that has an anchor.
struct Anchored {
    node: Node,
    /// True if the value is a plain scalar.
    plain: bool,
    extent: Extent,
}

/// The extent of a value.
#[derive(Clone, Copy, Default)]
pub(super) struct Extent {
    /// The number of values and names in it.
    pub(super) values: usize,
    /// The number of levels of collections.
    pub(super) depth: usize,
    /// The largest total length of the names on the path to a value in it, in bytes.
    pub(super) names: usize,
    /// The length of all names and scalars in it, in bytes.
    bytes: usize,
}

/// The reason why an alias has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoCopy {
    /// The value contains the alias.
    Open,
    /// The copies have too many values, or are too long.
    TooMany,
}

impl Anchors {
    /// Creates no values yet, for a text with a length.
    pub(super) fn of(text: &str) -> Self {
        Self {
            values: HashMap::new(),
            copied: 0,
            bytes: text.len().saturating_mul(COPIES),
        }
    }

    /// Keeps a value that has an anchor, in a text with `written` values so far.
    pub(super) fn define(&mut self, id: usize, node: &Node, plain: bool, written: usize) {
        let extent = extent(node);
        if self.admits(extent, written) {
            let node = node.clone();
            self.values.insert(
                id,
                Anchored {
                    node,
                    plain,
                    extent,
                },
            );
        }
    }

    /// Returns a copy of the value for which an alias stands, with its extent.
    pub(super) fn copy(
        &mut self,
        id: usize,
        is_open: bool,
        written: usize,
    ) -> Result<(Node, bool, Extent), NoCopy> {
        let Some(extent) = self.values.get(&id).map(|it| it.extent) else {
            return Err(if is_open {
                NoCopy::Open
            } else {
                NoCopy::TooMany
            });
        };
        if !self.admits(extent, written) {
            return Err(NoCopy::TooMany);
        }
        let found = self.values.get(&id).ok_or(NoCopy::Open)?;
        Ok((found.node.clone(), found.plain, extent))
    }

    /// Counts a copy, unless it has too many values or is too long.
    fn admits(&mut self, extent: Extent, written: usize) -> bool {
        let copied = self.copied.saturating_add(extent.values);
        let left = self.bytes.checked_sub(extent.bytes);
        let left = left.filter(|_| copied <= written.saturating_mul(COPIES));
        let Some(left) = left else {
            return false;
        };
        self.copied = copied;
        self.bytes = left;
        true
    }
}

/// Measures a value, whose depth is bounded.
fn extent(node: &Node) -> Extent {
    let parts: Vec<Extent> = match &node.value {
        Value::Sequence(items) => items.iter().map(extent).collect(),
        Value::Mapping(mapping) => {
            let parts = mapping.entries.iter().map(|entry| {
                let below = extent(&entry.value);
                Extent {
                    values: below.values + 1,
                    depth: below.depth,
                    names: below.names + entry.key.text.len(),
                    bytes: below.bytes + entry.key.text.len(),
                }
            });
            parts.collect()
        }
        Value::Number(text) | Value::String(text) => return scalar(text.len()),
        Value::Null | Value::Bool(_) => return scalar(0),
    };
    Extent {
        values: 1 + parts.iter().map(|it| it.values).sum::<usize>(),
        depth: 1 + parts.iter().map(|it| it.depth).max().unwrap_or_default(),
        names: parts.iter().map(|it| it.names).max().unwrap_or_default(),
        bytes: parts.iter().map(|it| it.bytes).sum(),
    }
}

fn scalar(bytes: usize) -> Extent {
    Extent {
        values: 1,
        bytes,
        ..Extent::default()
    }
}
