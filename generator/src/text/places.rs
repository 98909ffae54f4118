//! Positions by pointer. The model refers to its sources by pointers such as
//! `spec/pets.yaml#/components/schemas/Pet`, which the trees resolve.

use std::collections::HashMap;

use super::pointer::unescaped;
use super::source::Span;
use super::tree::{Entry, Node};

/// The trees of a specification, by file name.
pub struct Places<'a> {
    files: HashMap<&'a str, &'a Node>,
}

/// The largest number of nested schemas, at which a cycle ends.
const MAX_PARTS: usize = 64;

impl<'a> Places<'a> {
    /// Creates the positions for these files, each with its name.
    pub fn new(files: impl IntoIterator<Item = (&'a str, &'a Node)>) -> Self {
        Self {
            files: files.into_iter().collect(),
        }
    }

    /// Returns the node that a pointer names.
    #[must_use]
    pub fn node(&self, pointer: &str) -> Option<&'a Node> {
        self.find(pointer).map(|(node, _)| node)
    }

    /// Returns the position of the key that a pointer names, or else of its value.
    #[must_use]
    pub fn span(&self, pointer: &str) -> Option<Span> {
        self.find(pointer).map(|(_, span)| span)
    }

    /// Returns the position of the value that a pointer names.
    #[must_use]
    pub fn value_span(&self, pointer: &str) -> Option<Span> {
        self.find(pointer).map(|(node, _)| node.span)
    }

    fn find(&self, pointer: &str) -> Option<(&'a Node, Span)> {
        let (file, path) = pointer.split_once('#').unwrap_or((pointer, ""));
        let root = *self.files.get(file.rsplit('/').next()?)?;
        let steps = path.split('/').skip(1);
        steps
            .map(unescaped)
            .try_fold((root, root.span), |(at, _), step| {
                if let Some(items) = at.as_sequence() {
                    let item = items.get(step.parse::<usize>().ok()?)?;
                    return Some((item, item.span));
                }
                let entry = at.as_mapping()?.get(&step)?;
                Some((&entry.value, entry.key.span))
            })
    }

    /// Returns the schemas of a member of the type at `origin`, with the positions of the
    /// member's name. Those of a base are included.
    #[must_use]
    pub fn member(&self, origin: &str, wire: &str) -> Vec<&'a Entry> {
        let Some(schema) = self.node(origin) else {
            return Vec::new();
        };
        self.parts(schema, file_of(origin))
            .into_iter()
            .filter_map(|(part, _)| {
                let properties = part.as_mapping()?.get("properties")?;
                properties.value.as_mapping()?.get(wire)
            })
            .collect()
    }

    /// Returns the position of a member's name in the type at `origin`.
    #[must_use]
    pub fn member_span(&self, origin: &str, wire: &str) -> Option<Span> {
        let entries = self.member(origin, wire);
        let first = entries.first().map(|entry| entry.key.span);
        first.or_else(|| self.span(origin))
    }

    /// Returns a schema and every schema that is merged into it, each with its file.
    #[must_use]
    pub fn parts(&self, schema: &'a Node, file: &str) -> Vec<(&'a Node, String)> {
        let mut parts = Vec::new();
        let mut pending = vec![(schema, file.to_owned())];
        while let Some((node, file)) = pending.pop() {
            if parts.len() == MAX_PARTS {
                break;
            }
            if let Some(mapping) = node.as_mapping() {
                let reference = mapping.get("$ref").and_then(|entry| entry.value.as_str());
                if let Some((target, path)) = reference.and_then(|text| text.split_once('#')) {
                    let target = if target.is_empty() { &file } else { target };
                    let found = self.node(&format!("{target}#{path}"));
                    pending.extend(found.map(|node| (node, target.to_owned())));
                }
                let all_of = mapping.get("allOf").and_then(|it| it.value.as_sequence());
                let all_of = all_of.unwrap_or_default().iter().rev();
                pending.extend(all_of.map(|part| (part, file.clone())));
            }
            parts.push((node, file));
        }
        parts
    }
}

/// Returns the file of a pointer.
#[must_use]
pub fn file_of(pointer: &str) -> &str {
    pointer.split('#').next().unwrap_or_default()
}
