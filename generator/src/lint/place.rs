//! Places by pointer: the model names what it was made from by pointers such as
//! `spec/pets.yaml#/components/schemas/Pet`, and the trees know where it stands.

use std::collections::HashMap;

use crate::load::Loaded;
use crate::model::{Api, Operation, TypeId};
use crate::pointer::{child, unescaped};
use crate::source::Span;
use crate::tree::{Entry, Node};

/// The trees of a specification, by the names of their files.
pub struct Places<'a> {
    files: HashMap<&'a str, &'a Node>,
}

/// How many schemas may be behind each other; a circle ends there.
const MAX_PARTS: usize = 64;

impl<'a> Places<'a> {
    /// The places in these files.
    pub fn new(files: &'a [Loaded]) -> Self {
        let files = files.iter().map(|file| (file.name.as_str(), &file.root));
        Self {
            files: files.collect(),
        }
    }

    /// The node that a pointer names.
    pub fn node(&self, pointer: &str) -> Option<&'a Node> {
        self.find(pointer).map(|(node, _)| node)
    }

    /// The place of what a pointer names: its key where it has one.
    pub fn span(&self, pointer: &str) -> Option<Span> {
        self.find(pointer).map(|(_, span)| span)
    }

    fn find(&self, pointer: &str) -> Option<(&'a Node, Span)> {
        let (file, way) = pointer.split_once('#').unwrap_or((pointer, ""));
        let root = *self.files.get(file.rsplit('/').next()?)?;
        let steps = way.split('/').skip(1);
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

    /// The place of an operation.
    pub fn operation(&self, operation: &Operation) -> Option<Span> {
        self.span(&of_operation(operation))
    }

    /// The schemas that describe a member of a type, each with the place of the
    /// member's name in it. What a base declares is found too.
    pub fn member(&self, api: &Api, owner: TypeId, wire: &str) -> Vec<&'a Entry> {
        let origin = &api.get(owner).origin;
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

    /// The place of a member's name.
    pub fn member_span(&self, api: &Api, owner: TypeId, wire: &str) -> Option<Span> {
        let entries = self.member(api, owner, wire);
        let first = entries.first().map(|entry| entry.key.span);
        first.or_else(|| self.span(&api.get(owner).origin))
    }

    /// A schema and everything that it is merged from, each with its file.
    pub fn parts(&self, schema: &'a Node, file: &str) -> Vec<(&'a Node, String)> {
        let mut parts = Vec::new();
        let mut pending = vec![(schema, file.to_owned())];
        while let Some((node, file)) = pending.pop() {
            if parts.len() == MAX_PARTS {
                break;
            }
            if let Some(mapping) = node.as_mapping() {
                let reference = mapping.get("$ref").and_then(|entry| entry.value.as_str());
                if let Some((target, way)) = reference.and_then(|text| text.split_once('#')) {
                    let target = if target.is_empty() { &file } else { target };
                    let found = self.node(&format!("{target}#{way}"));
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

/// The pointer to an operation.
pub fn of_operation(operation: &Operation) -> String {
    let paths = format!("{}#/paths", operation.document.path);
    let method = operation.method.to_lowercase();
    child(&child(&paths, &operation.path), &method)
}

/// The file that a pointer leads into.
pub fn file_of(pointer: &str) -> &str {
    pointer.split('#').next().unwrap_or_default()
}
