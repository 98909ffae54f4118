//! Positions by pointer. The model refers to its sources by pointers such as
//! `spec/pets.yaml#/components/schemas/Pet`, which the trees resolve.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::moved::Moved;
use super::pointer::{child, file_of, name_of, percent_decoded, target, unescaped};
use super::source::Span;
use super::tree::{Entry, LONGEST_CHAIN, Node};

/// The trees of a specification, by file name.
pub struct Places<'a> {
    files: HashMap<&'a str, &'a Node>,
    moved: &'a Moved,
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
    /// Creates the positions for these files, each with its name, some of whose parts are
    /// moved.
    pub fn new(files: impl IntoIterator<Item = (&'a str, &'a Node)>, moved: &'a Moved) -> Self {
        Self {
            files: files.into_iter().collect(),
            moved,
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
        self.walk(&self.moved.place(pointer), LONGEST_CHAIN)
    }

    /// Follows the steps of a pointer. A part that an object does not have is looked for in
    /// the object that it refers to.
    fn walk(&self, pointer: &str, references: usize) -> Option<(&'a Node, Span)> {
        let (file, mut path) = pointer.split_once('#').unwrap_or((pointer, ""));
        let name = name_of(file)?;
        let known = |name: &str| self.files.get(name).copied();
        let root = known(name).or_else(|| known(&percent_decoded(name)?))?;
        let (mut node, mut span) = (root, root.span);
        while let Some(steps) = path.strip_prefix('/') {
            let step = steps.split('/').next().unwrap_or_default();
            let Some(found) = node.part(&unescaped(step)) else {
                let target = target(node.reference()?.as_str()?, file)?;
                return self.walk(&format!("{target}{path}"), references.checked_sub(1)?);
            };
            (node, span) = found;
            path = steps.get(step.len()..).unwrap_or_default();
        }
        Some((node, span))
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
        [operation, path_item].into_iter().find_map(|holder| {
            let list = child(holder, "parameters");
            let parameters = self.node(&list)?.as_sequence()?;
            let mut parameters = parameters.iter().enumerate();
            parameters.find_map(|(index, parameter)| {
                let pointer = child(&list, &index.to_string());
                let name = self.node(&child(&pointer, "name"))?.as_str();
                let target = || self.target(parameter.reference()?.as_str()?, &pointer);
                let is_own = parameter.part("name").is_some();
                let described = if is_own { None } else { target() };
                let span = described.map_or(parameter.span, |it| it.node.span);
                (name == Some(wire)).then_some(span)
            })
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
                let reference = part.node.reference().and_then(Node::as_str);
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

    /// Returns the object that a reference at `pointer` names.
    fn target(&self, reference: &str, pointer: &str) -> Option<Located<'a, Node>> {
        let pointer = target(reference, file_of(pointer))?;
        let node = self.node(&pointer)?;
        Some(Located { node, pointer })
    }
}
