//! Constants that are checked after all types are lowered.

use crate::model::Value;
use crate::text::tree::Node;

use crate::lower::listed::Fixed;

/// A constant of the documents, to be checked against the rest of its schema.
pub struct PendingConstant<'a> {
    /// The name of its member on the wire.
    pub name: String,
    /// The value that the constant must match.
    pub value: Value,
    /// The constant.
    pub node: &'a Node,
    /// The pointer to the constant.
    pub pointer: String,
}

impl<'a> PendingConstant<'a> {
    /// Returns a constant of a member that must match a value.
    pub fn of(name: &str, fixed: Fixed<'a>, value: Value) -> Self {
        Self {
            name: name.to_owned(),
            value,
            node: fixed.node,
            pointer: fixed.pointer(),
        }
    }
}
