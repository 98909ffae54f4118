//! The components that messages refer to at any place, also where no type comes of it: in the
//! contents that are texts or bytes, in conditions, and in keywords that only check a value.

use std::collections::HashSet;

use crate::openapi::{ComponentId, Document, Operation, Schema};

use super::reach::{Reach, components};

/// The place of the components in a document.
const SCHEMAS: &str = "#/components/schemas/";

/// The components that must stay in the documents.
pub struct Mentions<'a> {
    reached: HashSet<ComponentId>,
    /// The pointers to the components of which a part is referred to.
    owners: HashSet<&'a str>,
}

impl<'a> Mentions<'a> {
    pub fn of(documents: &'a [Document]) -> Self {
        let reach = Reach::of(documents);
        let mut pending: Vec<ComponentId> = components(documents)
            .filter(|id| reach.is_reached(*id))
            .collect();
        for operation in documents.iter().flat_map(Document::all_operations) {
            let contents = operation.contents().map(|content| &content.schema);
            for schema in contents.chain(Operation::values(operation)) {
                mention(schema, &mut pending);
            }
        }
        let mut found = Self {
            reached: HashSet::new(),
            owners: HashSet::new(),
        };
        while let Some(id) = pending.pop() {
            let document = documents.get(id.document);
            let component = document.and_then(|it| it.schemas.get(id.schema));
            let Some(component) = component.filter(|_| found.reached.insert(id)) else {
                continue;
            };
            found.owners.extend(owner(&component.schema.pointer));
            mention(&component.schema, &mut pending);
        }
        found
    }

    /// Returns whether a message refers to a component or to a part of it.
    pub fn contains(&self, id: ComponentId, schema: &Schema) -> bool {
        self.reached.contains(&id) || self.owners.contains(schema.pointer.as_str())
    }
}

/// Adds the components that a schema refers to at any depth.
fn mention(schema: &Schema, pending: &mut Vec<ComponentId>) {
    pending.extend(schema.reference.as_ref().and_then(|it| it.target));
    for child in schema.children() {
        mention(child, pending);
    }
}

/// Returns the pointer to the component at the place of a pointer, or around it.
fn owner(pointer: &str) -> Option<&str> {
    let (start, _) = pointer.match_indices(SCHEMAS).next()?;
    let name = start + SCHEMAS.len();
    let length = pointer.get(name..)?.find('/');
    pointer.get(..length.map_or(pointer.len(), |length| name + length))
}
