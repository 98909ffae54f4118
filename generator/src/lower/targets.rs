//! The components to which references refer.

use crate::openapi::{ComponentId, Document, Reference, Schema};

/// Returns the component to which a reference refers, if it is resolved.
pub fn target<'a>(
    reference: &Reference,
    documents: &'a [Document],
) -> Option<(ComponentId, &'a Schema)> {
    let id = reference.target?;
    Some((id, schema_of(id, documents)?))
}

/// Returns the schema of a component.
pub fn schema_of(id: ComponentId, documents: &[Document]) -> Option<&Schema> {
    let component = documents.get(id.document)?.schemas.get(id.schema)?;
    Some(&component.schema)
}
