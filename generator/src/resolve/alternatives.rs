//! The schemas that are alternatives: of a list of several, or the extenders of a base.

use std::collections::HashSet;

use crate::openapi::{Document, Operation, Schema};

/// The pointers to all alternatives and to the components to which they refer.
pub struct Alternatives<'a>(HashSet<&'a str>);

impl<'a> Alternatives<'a> {
    pub fn of(documents: &'a [Document]) -> Self {
        let mut found = Self(HashSet::new());
        for document in documents {
            for component in &document.schemas {
                found.add_within(&component.schema, documents);
            }
            for operation in document.all_operations() {
                let contents = operation.contents().map(|content| &content.schema);
                for schema in contents.chain(Operation::values(operation)) {
                    found.add_within(schema, documents);
                }
            }
        }
        found
    }

    /// Returns whether a schema is an alternative.
    pub fn contains(&self, schema: &Schema) -> bool {
        self.0.contains(schema.pointer.as_str())
    }

    /// Adds the alternatives at any depth of a schema.
    fn add_within(&mut self, schema: &'a Schema, documents: &'a [Document]) {
        let lists = [&schema.any_of, &schema.one_of].into_iter().flatten();
        let lists = lists.map(|it| it.value.as_slice());
        for list in lists.chain([schema.extenders.as_slice()]) {
            // One alternative alone is the value itself.
            if list.len() > 1 {
                for alternative in list {
                    self.add(alternative, documents);
                }
            }
        }
        for child in schema.children() {
            self.add_within(child, documents);
        }
    }

    /// Adds an alternative and what it refers to.
    fn add(&mut self, alternative: &'a Schema, documents: &'a [Document]) {
        let mut next = Some(alternative);
        while let Some(schema) = next.filter(|it| self.0.insert(&it.pointer)) {
            let target = schema.reference.as_ref().and_then(|it| it.target);
            next = target.and_then(|id| id.schema(documents));
        }
    }
}
