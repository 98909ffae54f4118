//! Checks that hold for any bytes that are read as a YAML or JSON document.
//!
//! `serde_json` judges the reading of JSON. YAML is checked by writing its tree as JSON
//! and reading the same tree again.

use std::fs;

use generator::diagnostics::{Code, Diagnostic, Report};
use generator::load::{Loaded, load};
use generator::text::source::{FileId, Span};
use generator::text::tree::{Node, Value as Tree};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::findings;
use super::plain::same;

/// The most values and bytes in a tree for each that is written, with the copies for aliases.
const COPIES: usize = 17;

/// The maximum depth of nested collections.
const DEPTH: usize = 128;

/// Reads or refuses a document in space that its length bounds; JSON has the same value
/// as in `serde_json`, also as YAML.
pub fn reads(text: &[u8]) {
    let yaml = Read::of("a.yaml", text);
    yaml.check(text.len());
    let json = Read::of("a.json", text);
    json.check(text.len());
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    if let Ok(expected) = serde_json::from_slice::<Value>(text) {
        json.is(&expected);
        yaml.is(&expected);
    } else if serde_json::from_slice::<&RawValue>(text).is_err() {
        assert!(
            json.findings.diagnostics.has_errors(),
            "what is not JSON is refused"
        );
    }
    if let Some(value) = yaml.value() {
        let copy = serde_json::to_string(&value).expect("a tree is JSON");
        Read::of("a.json", copy.as_bytes()).is(&value);
    }
}

/// The result of reading a document.
struct Read {
    is_yaml: bool,
    files: Vec<Loaded>,
    findings: Report,
}

impl Read {
    fn of(name: &str, text: &[u8]) -> Self {
        let dir = tempfile::tempdir().expect("a temporary directory can be made");
        fs::write(dir.path().join(name), text).expect("a file can be written");
        let mut findings = Report::default();
        let files = load(dir.path(), "spec", &mut findings).files;
        Self {
            is_yaml: name == "a.yaml",
            files,
            findings,
        }
    }

    /// Checks properties of any document of this size.
    fn check(&self, bytes: usize) {
        findings::check(&self.findings, bytes);
        // Each byte begins at most one value, and `-` a list and its empty item. A
        // finding is about a value, a key or a property of one of them.
        assert!(
            self.findings.diagnostics.len() <= 3 * bytes + 1,
            "too many findings"
        );
        // An alias is a copy of a value that stands elsewhere, at most so many per value.
        let has_copies = self.text().contains('&') && self.text().contains('*');
        let copies = if has_copies { COPIES } else { 1 };
        let mut extent = Extent {
            has_copies,
            ..Extent::default()
        };
        for file in &self.files {
            extent.add(&file.root, 0, &self.findings);
        }
        let most = copies * (bytes + 1);
        assert!(extent.nodes <= most, "{} nodes", extent.nodes);
        // The shortest escape, `\\L`, becomes three bytes.
        let most = copies * 2 * bytes;
        assert!(extent.text <= most, "{} bytes of text", extent.text);
        assert!(extent.depth <= DEPTH, "{} levels", extent.depth);
        let is_read = self.files.len() == 1;
        assert!(
            is_read || self.findings.diagnostics.has_errors(),
            "it vanished"
        );
    }

    /// Checks that JSON was read correctly. Of duplicate names, the loader keeps the
    /// first and reports the others. YAML may refuse control characters.
    fn is(&self, expected: &Value) {
        let is_twice = |found: &Diagnostic| found.code == Code::DuplicateKey;
        if self.findings.diagnostics.iter().any(is_twice) {
            return;
        }
        let Some(value) = self.value() else {
            let is_control = |char: char| char.is_control() && !char.is_ascii_whitespace();
            let has_control = self.text().contains(is_control);
            assert!(self.is_yaml && has_control, "{:?}", self.findings);
            return;
        };
        assert!(same(&value, expected), "{expected} was read as {value}");
    }

    /// Returns the text that findings point into.
    fn text(&self) -> &str {
        let source = self.findings.sources.get(FileId(0));
        source.map_or("", |source| &source.text)
    }

    /// Returns the document without its places, unless it has errors.
    fn value(&self) -> Option<Value> {
        let [file] = self.files.as_slice() else {
            return None;
        };
        self.findings
            .diagnostics
            .is_empty()
            .then(|| plain(&file.root))
    }
}

/// The size of a tree.
#[derive(Default)]
struct Extent {
    nodes: usize,
    text: usize,
    depth: usize,
    /// True if values may stand in for others.
    has_copies: bool,
}

impl Extent {
    fn add(&mut self, node: &Node, depth: usize, findings: &Report) {
        self.nodes += 1;
        self.depth = self.depth.max(depth);
        let source = findings.sources.get(node.span.file);
        let text = source.and_then(|source| source.text.get(node.span.range()));
        assert!(text.is_some(), "{node:?} is no part of its text");
        match &node.value {
            Tree::Null | Tree::Bool(_) => {}
            Tree::Number(text) | Tree::String(text) => self.text += text.len(),
            Tree::Sequence(items) => {
                for item in items {
                    assert!(
                        self.has_copies || holds(node.span, item.span),
                        "{item:?} is outside {node:?}"
                    );
                    self.add(item, depth + 1, findings);
                }
            }
            Tree::Mapping(mapping) => {
                for entry in &mapping.entries {
                    let are_inside = [entry.key.span, entry.value.span]
                        .into_iter()
                        .all(|span| holds(node.span, span));
                    assert!(
                        self.has_copies || are_inside,
                        "{entry:?} is outside {node:?}"
                    );
                    self.text += entry.key.text.len();
                    self.add(&entry.value, depth + 1, findings);
                }
            }
        }
    }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

/// Returns a node without its places. A number that JSON does not have becomes its text.
fn plain(node: &Node) -> Value {
    match &node.value {
        Tree::Null => Value::Null,
        Tree::Bool(value) => Value::Bool(*value),
        Tree::Number(text) => {
            let number = serde_json::from_str::<serde_json::Number>(text);
            number.map_or_else(|_| Value::String(text.clone()), Value::Number)
        }
        Tree::String(text) => Value::String(text.clone()),
        Tree::Sequence(items) => items.iter().map(plain).collect(),
        Tree::Mapping(mapping) => {
            let entries = mapping.entries.iter();
            let members = entries.map(|entry| (entry.key.text.to_string(), plain(&entry.value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
    }
}
