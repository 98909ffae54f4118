//! Null as an alternative that is a component.
//!
//! Libraries of schemas have a component for null, to which unions refer.

use std::collections::HashSet;

use crate::openapi::read::gather_nulls;
use crate::openapi::{ComponentId, Document, Operation, Schema, SchemaType};

/// Removes the components that are null from alternatives, which may then be null.
pub fn gather(documents: &mut [Document]) {
    let nulls = nulls(documents);
    if nulls.is_empty() {
        return;
    }
    for document in documents {
        let components = document.schemas.iter_mut().map(|it| &mut it.schema);
        let operations = document.operations.iter_mut().chain(&mut document.webhooks);
        for schema in components.chain(operations.flat_map(Operation::schemas_mut)) {
            visit(schema, &nulls);
        }
    }
}

fn nulls(documents: &[Document]) -> HashSet<ComponentId> {
    let mut nulls = HashSet::new();
    for (document, content) in documents.iter().enumerate() {
        for (schema, component) in content.schemas.iter().enumerate() {
            let ty = component.schema.ty.as_ref().map(|it| it.value);
            if ty == Some(SchemaType::Null) {
                nulls.insert(ComponentId { document, schema });
            }
        }
    }
    nulls
}

fn visit(schema: &mut Schema, nulls: &HashSet<ComponentId>) {
    gather_nulls(schema, |branch| {
        let target = branch.reference.as_ref().and_then(|it| it.target);
        target.is_some_and(|target| nulls.contains(&target))
    });
    for child in schema.children_mut() {
        visit(child, nulls);
    }
}
