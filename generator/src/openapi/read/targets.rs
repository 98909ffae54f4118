//! Components for the schemas that references name by other pointers than that of a
//! component, such as a property of another schema.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use crate::diagnostics::Diagnostics;
use crate::text::pointer::{file_of, stem, unescaped};
use crate::text::tree::Key;

use super::schema;
use super::trees::{Found, Trees};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Component, Document, Operation, Schema, translate};

/// The segments of a pointer that say nothing about the schema.
const MEANINGLESS: [&str; 17] = [
    "$defs",
    "definitions",
    "components",
    "schemas",
    "properties",
    "parameters",
    "responses",
    "requestBodies",
    "headers",
    "content",
    "schema",
    "items",
    "paths",
    "allOf",
    "oneOf",
    "anyOf",
    "additionalProperties",
];

/// Adds a component to its document for each such schema. A component that only names a schema
/// of a fragment becomes that schema.
pub fn add(documents: &mut [Document], trees: &Trees<'_>, diagnostics: &mut Diagnostics) {
    let places = documents.iter().enumerate();
    let places = places.map(|(at, it)| (it.path.clone(), (at, it.is_fragment)));
    let mut targets = Targets {
        trees,
        places: places.collect(),
        known: HashSet::new(),
        pending: VecDeque::new(),
    };
    for document in documents.iter_mut() {
        let is_3_0 = document.is_3_0;
        for component in &mut document.schemas {
            targets.take_named(&mut component.schema, is_3_0, diagnostics);
        }
    }
    for document in documents.iter_mut() {
        let components = document.schemas.iter_mut().map(|it| &mut it.schema);
        let operations = document.operations.iter_mut().chain(&mut document.webhooks);
        for schema in components.chain(operations.flat_map(Operation::schemas_mut)) {
            targets.collect(schema);
        }
    }
    while let Some(pointer) = targets.pending.pop_front() {
        let Some((document, found)) = targets.find(&pointer, documents) else {
            continue;
        };
        let mut schema = read(&found, document.is_3_0, diagnostics);
        targets.collect(&mut schema);
        document.schemas.push(Component {
            key: Key {
                text: Arc::from(name(&pointer)),
                span: found.node.span,
            },
            is_named: false,
            schema,
        });
    }
}

/// Reads the schema at a place. The schemas of a fragment are known here only, so their
/// version is too.
fn read(found: &Found<'_>, is_3_0: bool, diagnostics: &mut Diagnostics) -> Schema {
    if !is_3_0 {
        return schema::read(found.node, &found.pointer, diagnostics);
    }
    let mut node = found.node.clone();
    translate::schema(
        &mut node,
        translate::Place::Root(&found.pointer),
        diagnostics,
    );
    schema::read(&node, &found.pointer, diagnostics)
}

/// The schemas that become components.
struct Targets<'a, 't> {
    trees: &'t Trees<'a>,
    /// The position of each file, and whether it is a fragment.
    places: HashMap<String, (usize, bool)>,
    known: HashSet<String>,
    /// The pointers to schemas that are not read yet.
    pending: VecDeque<String>,
}

impl<'a> Targets<'a, '_> {
    /// Replaces a component that is only a reference to a schema of a fragment by that schema,
    /// unless another component is that schema.
    fn take_named(&mut self, component: &mut Schema, is_3_0: bool, diagnostics: &mut Diagnostics) {
        let mut keywords = component.keywords.iter();
        let is_plain = keywords.all(|(keyword, _)| *keyword == Keyword::Ref);
        let Some(reference) = component.reference.as_ref().filter(|_| is_plain) else {
            return;
        };
        let found = self.trees.target(&reference.text.value, &component.pointer);
        let Some(found) = found.filter(|it| self.is_in_fragment(&it.pointer)) else {
            return;
        };
        if self.known.insert(found.pointer.clone()) {
            *component = read(&found, is_3_0, diagnostics);
        }
    }

    /// Collects the pointers in the references of a schema that lead to no component.
    fn collect(&mut self, schema: &mut Schema) {
        if let Some(reference) = &mut schema.reference {
            let text = &mut reference.text.value;
            if let Some(place) = self.trees.anchored(text, &schema.pointer) {
                *text = place;
            }
            if let Some(found) = self.trees.target(text, &schema.pointer)
                && (is_part(text) || self.is_in_fragment(&found.pointer))
                && self.known.insert(found.pointer.clone())
            {
                self.pending.push_back(found.pointer);
            }
        }
        for child in schema.children_mut() {
            self.collect(child);
        }
    }

    fn is_in_fragment(&self, pointer: &str) -> bool {
        let place = self.places.get(file_of(pointer));
        place.is_some_and(|(_, is_fragment)| *is_fragment)
    }

    fn find<'d>(
        &self,
        pointer: &str,
        documents: &'d mut [Document],
    ) -> Option<(&'d mut Document, Found<'a>)> {
        let (position, _) = self.places.get(file_of(pointer))?;
        let (_, path) = pointer.split_once('#')?;
        let found = self.trees.target(&format!("#{path}"), pointer)?;
        Some((documents.get_mut(*position)?, found))
    }
}

/// Returns whether a reference names a part of a document, but no component that is a schema.
fn is_part(reference: &str) -> bool {
    let path = reference.split_once('#').map_or("", |(_, path)| path);
    let component = path.strip_prefix("/components/schemas/");
    !path.is_empty() && component.is_none_or(|name| name.contains('/'))
}

/// Returns the name of the schema at a pointer: the segments that say something, or the name
/// of the file.
fn name(pointer: &str) -> String {
    let (file, path) = pointer.split_once('#').unwrap_or((pointer, ""));
    let segments = path.split('/').skip(1);
    let words = segments.filter(|segment| !MEANINGLESS.contains(segment));
    let words: Vec<String> = words
        .map(|segment| unescaped(segment).into_owned())
        .filter(|word| !word.contains('/') && !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    match words.as_slice() {
        [] if path.is_empty() => stem(file).to_owned(),
        [] => "Schema".to_owned(),
        words => words.join("_"),
    }
}
