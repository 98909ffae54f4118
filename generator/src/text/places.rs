//! Positions by pointer. The model refers to its sources by pointers such as
//! `spec/pets.yaml#/components/schemas/Pet`, which the trees resolve.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::pointer::{child, file_of, unescaped};
use super::source::Span;
use super::tree::{Entry, Node};

/// The trees of a specification, by file name.
pub struct Places<'a> {
    files: HashMap<&'a str, &'a Node>,
    /// The parts of the type whose members were looked up last, with its pointer.
    last: RefCell<(String, Rc<[Located<'a, Node>]>)>,
}

/// A part of a specification with the pointer to it.
#[derive(Debug, Clone)]
pub struct Located<'a, T> {
    /// The part.
    pub node: &'a T,
    /// The pointer to it.
    pub pointer: String,
}

/// The largest number of nested schemas, at which a cycle ends.
const MAX_PARTS: usize = 64;

impl<'a> Places<'a> {
    /// Creates the positions for these files, each with its name.
    pub fn new(files: impl IntoIterator<Item = (&'a str, &'a Node)>) -> Self {
        Self {
            files: files.into_iter().collect(),
            last: RefCell::new((String::new(), Rc::new([]))),
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
    pub fn member(&self, origin: &str, wire: &str) -> Vec<Located<'a, Entry>> {
        let Some(schema) = self.node(origin) else {
            return Vec::new();
        };
        let parts = self.parts_of(schema, origin);
        let properties = parts.iter().filter_map(|part| {
            let properties = part.node.as_mapping()?.get("properties")?;
            let entry = properties.value.as_mapping()?.get(wire)?;
            Some(Located {
                node: entry,
                pointer: child(&child(&part.pointer, "properties"), wire),
            })
        });
        properties.collect()
    }

    /// Returns the position of a member's name in the type at `origin`, or of a parameter
    /// of the operation there.
    #[must_use]
    pub fn member_span(&self, origin: &str, wire: &str) -> Option<Span> {
        let entries = self.member(origin, wire);
        let first = entries.first().map(|entry| entry.node.key.span);
        let parameter = || self.parameter_span(origin, wire);
        first.or_else(parameter).or_else(|| self.span(origin))
    }

    /// Returns the position of a parameter of an operation or of its path item.
    fn parameter_span(&self, operation: &str, wire: &str) -> Option<Span> {
        let (path_item, _) = operation.rsplit_once('/')?;
        let is_named = |node: &&Node| {
            let name = node
                .as_mapping()
                .and_then(|parameter| parameter.get("name"));
            name.and_then(|entry| entry.value.as_str()) == Some(wire)
        };
        [operation, path_item].into_iter().find_map(|holder| {
            let parameters = self.node(&child(holder, "parameters"))?.as_sequence()?;
            parameters
                .iter()
                .find(is_named)
                .map(|parameter| parameter.span)
        })
    }

    /// Returns the parts of a type. Its members are looked up one after the other.
    fn parts_of(&self, schema: &'a Node, origin: &str) -> Rc<[Located<'a, Node>]> {
        let mut last = self.last.borrow_mut();
        if last.0 != origin {
            *last = (origin.to_owned(), self.parts(schema, origin).into());
        }
        Rc::clone(&last.1)
    }

    /// Returns the schema at `pointer` and every schema that is merged into it.
    #[must_use]
    pub fn parts(&self, schema: &'a Node, pointer: &str) -> Vec<Located<'a, Node>> {
        let mut parts = Vec::new();
        let mut pending = vec![Located {
            node: schema,
            pointer: pointer.to_owned(),
        }];
        while let Some(part) = pending.pop() {
            if parts.len() == MAX_PARTS {
                break;
            }
            if let Some(mapping) = part.node.as_mapping() {
                let reference = mapping.get("$ref").and_then(|entry| entry.value.as_str());
                pending.extend(reference.and_then(|text| self.target(text, &part.pointer)));
                if let Some(entry) = mapping.get("allOf") {
                    let at = child(&part.pointer, "allOf");
                    let all = entry.value.as_sequence().unwrap_or_default();
                    let all = all.iter().enumerate().rev();
                    pending.extend(all.map(|(index, node)| Located {
                        node,
                        pointer: child(&at, &index.to_string()),
                    }));
                }
            }
            parts.push(part);
        }
        parts
    }

    /// Returns the schema that a `$ref` at `pointer` names.
    fn target(&self, reference: &str, pointer: &str) -> Option<Located<'a, Node>> {
        let (file, path) = reference.split_once('#')?;
        let own = file_of(pointer);
        let pointer = match (file, own.rsplit_once('/')) {
            ("", _) => format!("{own}#{path}"),
            (file, Some((directory, _))) => format!("{directory}/{file}#{path}"),
            (file, None) => format!("{file}#{path}"),
        };
        let node = self.node(&pointer)?;
        Some(Located { node, pointer })
    }
}
