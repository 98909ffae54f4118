//! The translation of OpenAPI 3.0 to 3.1.
//!
//! Input: the tree of a document. Output: the same tree in the words of 3.1: the siblings of
//! `$ref` in a schema are dropped, because 3.0 ignores them, and exclusive limits are
//! numbers. What both versions share, such as `example`, stays; `nullable` is read as it is.
//! A `nullable` that is dropped is a warning, because servers do send null there.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::text::pointer::{child, of_file};
use crate::text::tree::{Entry, Mapping, Node, Value};

/// The root keywords that only documents have, of any format.
const OF_DOCUMENTS: [&str; 8] = [
    "openapi", "info", "paths", "webhooks", "swagger", "asyncapi", "arazzo", "overlay",
];

/// Translates the documents that are OpenAPI 3.0, and the objects in fragments for them. A
/// schema of a fragment is translated when it is known to be one.
pub fn to_3_1(files: &mut [Loaded], diagnostics: &mut Diagnostics) {
    let is_used = files.iter().any(|file| is_3_0(&file.root));
    for file in files.iter_mut().filter(|_| is_used) {
        let name = format!("{}#", of_file(&file.name));
        let at = Place::Root(&name);
        if is_3_0(&file.root) {
            document(&mut file.root, at, diagnostics);
        } else if is_fragment(file) {
            object(&mut file.root, at, diagnostics);
        }
    }
}

/// The place of a value, which only a diagnostic needs as a pointer.
#[derive(Clone, Copy)]
pub enum Place<'p> {
    /// The value at a pointer.
    Root(&'p str),
    /// A member.
    Member(&'p Place<'p>, &'p str),
    /// An item.
    Item(&'p Place<'p>, usize),
}

impl Place<'_> {
    fn pointer(&self) -> String {
        match self {
            Self::Root(pointer) => (*pointer).to_owned(),
            Self::Member(parent, name) => child(&parent.pointer(), name),
            Self::Item(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }
}

fn document(root: &mut Node, at: Place<'_>, diagnostics: &mut Diagnostics) {
    let Value::Mapping(root) = &mut root.value else {
        return;
    };
    for entry in &mut root.entries {
        let at = Place::Member(&at, &entry.key.text);
        if *entry.key.text != *"components" {
            object(&mut entry.value, at, diagnostics);
            continue;
        }
        for section in members(&mut entry.value) {
            let at = Place::Member(&at, &section.key.text);
            if *section.key.text == *"schemas" {
                schemas(&mut section.value, at, diagnostics);
            } else {
                object(&mut section.value, at, diagnostics);
            }
        }
    }
}

/// Returns whether a file has parts for other files, such as a schema or a path item.
pub fn is_fragment(file: &Loaded) -> bool {
    let root = file.root.as_mapping();
    let is_document = |key: &str| root.is_some_and(|root| root.get(key).is_some());
    file.is_named && !OF_DOCUMENTS.into_iter().any(is_document)
}

/// Returns whether a document is OpenAPI 3.0.
pub fn is_3_0(root: &Node) -> bool {
    let version = root.as_mapping().and_then(|it| it.get("openapi"));
    let version = version.and_then(|entry| match &entry.value.value {
        Value::String(text) | Value::Number(text) => Some(text.as_str()),
        Value::Null | Value::Bool(_) | Value::Sequence(_) | Value::Mapping(_) => None,
    });
    version.is_some_and(|version| version == "3.0" || version.starts_with("3.0."))
}

fn members(node: &mut Node) -> impl Iterator<Item = &mut Entry> {
    let mapping = match &mut node.value {
        Value::Mapping(mapping) => Some(mapping),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Sequence(_) => {
            None
        }
    };
    mapping.into_iter().flat_map(|mapping| &mut mapping.entries)
}

fn items(node: &mut Node) -> impl Iterator<Item = &mut Node> {
    let items = match &mut node.value {
        Value::Sequence(items) => Some(items),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Mapping(_) => {
            None
        }
    };
    items.into_iter().flatten()
}

/// Translates the schemas in an object that is no schema itself.
fn object(node: &mut Node, at: Place<'_>, diagnostics: &mut Diagnostics) {
    for (index, item) in items(node).enumerate() {
        object(item, Place::Item(&at, index), diagnostics);
    }
    for entry in members(node) {
        let at = Place::Member(&at, &entry.key.text);
        match &*entry.key.text {
            "schema" => schema(&mut entry.value, at, diagnostics),
            "example" | "examples" => {}
            name if name.starts_with("x-") => {}
            _ => object(&mut entry.value, at, diagnostics),
        }
    }
}

/// Translates the schemas that are members of an object.
fn schemas(node: &mut Node, at: Place<'_>, diagnostics: &mut Diagnostics) {
    for entry in members(node) {
        schema(
            &mut entry.value,
            Place::Member(&at, &entry.key.text),
            diagnostics,
        );
    }
}

/// Translates a schema.
pub fn schema(node: &mut Node, at: Place<'_>, diagnostics: &mut Diagnostics) {
    if let Value::Mapping(mapping) = &mut node.value {
        own(mapping, at, diagnostics);
    }
    for entry in members(node) {
        let at = Place::Member(&at, &entry.key.text);
        match &*entry.key.text {
            "properties" => schemas(&mut entry.value, at, diagnostics),
            "allOf" | "anyOf" | "oneOf" => {
                for (index, item) in items(&mut entry.value).enumerate() {
                    schema(item, Place::Item(&at, index), diagnostics);
                }
            }
            "items" | "not" | "additionalProperties" => {
                schema(&mut entry.value, at, diagnostics);
            }
            _ => {}
        }
    }
}

/// Returns the warning about `nullable: true` beside `$ref`.
fn dropped_null(schema: &Mapping, at: Place<'_>) -> Option<Diagnostic> {
    let nullable = schema.get("nullable")?;
    let is_dropped = nullable.value.value == Value::Bool(true);
    is_dropped.then(|| {
        let message = "OpenAPI 3.0 ignores `nullable` beside `$ref`: null is no value here";
        Diagnostic::warning(Code::InvalidValue, nullable.key.span, message)
            .at(Place::Member(&at, "nullable").pointer())
            .help("write `allOf` with the `$ref` beside `nullable`")
    })
}

/// Translates the keywords of a schema itself.
fn own(schema: &mut Mapping, at: Place<'_>, diagnostics: &mut Diagnostics) {
    let is_reference = schema
        .get("$ref")
        .is_some_and(|entry| entry.value.as_str().is_some());
    if is_reference && schema.entries.len() > 1 {
        if let Some(dropped) = dropped_null(schema, at) {
            diagnostics.push(dropped);
        }
        let entries = schema.entries.drain(..);
        let only = entries.filter(|entry| *entry.key.text == *"$ref");
        *schema = Mapping::new(only.collect());
        return;
    }
    for (exclusive, limit) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        let flag = schema.get(exclusive).map(|entry| entry.value.value.clone());
        let Some(Value::Bool(is_exclusive)) = flag else {
            continue;
        };
        let number = schema.get(limit).map(|entry| entry.value.clone());
        let dropped = if is_exclusive { limit } else { exclusive };
        let entries = schema.entries.drain(..);
        let mut kept: Vec<Entry> = entries
            .filter(|entry| *entry.key.text != *dropped)
            .collect();
        for entry in kept.iter_mut().filter(|it| *it.key.text == *exclusive) {
            if let Some(number) = &number {
                entry.value = number.clone();
            }
        }
        // Without a limit, the flag has no effect.
        kept.retain(|entry| number.is_some() || *entry.key.text != *exclusive);
        *schema = Mapping::new(kept);
    }
}
