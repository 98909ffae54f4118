//! The components to which references refer.

use crate::openapi::{ComponentId, Document, Reference, Schema};

/// Returns the component to which a reference refers, if it is resolved.
pub fn target<'a>(
    reference: &Reference,
    documents: &'a [Document],
) -> Option<(ComponentId, &'a Schema)> {
    let id = reference.target?;
    Some((id, id.schema(documents)?))
}
