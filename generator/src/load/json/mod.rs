//! Trees of JSON.
//!
//! Input: a text of JSON. Output: its tree, or nothing if there is something to report, such
//! as a key that occurs twice: the YAML parser, which reads JSON too, then reports it as in
//! other files. It takes several times as long, and refuses some characters and long keys
//! that JSON allows.

mod check;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

pub use check::check;

use super::bounds::{Bounds, Nodes};
use super::scalar::resolve;
use crate::text::source::{FileId, Span};
use crate::text::tree::{Entry, Key, Mapping, Node, Value};

/// Returns the tree of a text. `nodes` counts its values if there is one.
pub(super) fn tree(bounds: &Bounds, nodes: &Nodes, text: &str, file: FileId) -> Option<Node> {
    let mut reader = Reader {
        bounds,
        text,
        at: 0,
        file,
        read: 0,
        names: HashSet::new(),
    };
    let root = reader.value(0, 0)?;
    reader.skip_blanks();
    let is_whole = reader.at == text.len();
    (is_whole && nodes.count_all(reader.read)).then_some(root)
}

struct Reader<'t> {
    bounds: &'t Bounds,
    text: &'t str,
    /// The next byte.
    at: usize,
    file: FileId,
    /// The number of values and names so far.
    read: usize,
    /// The names of keys.
    names: HashSet<Arc<str>>,
}

impl<'t> Reader<'t> {
    /// Reads a value in so many collections, with names of so many bytes on the path to it.
    fn value(&mut self, depth: usize, names: usize) -> Option<Node> {
        self.count()?;
        self.skip_blanks();
        let start = self.at;
        let value = match self.next()? {
            b'{' => Value::Mapping(Box::new(self.mapping(depth, names)?)),
            b'[' => Value::Sequence(self.sequence(depth, names)?),
            b'"' => Value::String(self.string()?),
            _ => match self.word() {
                "" => return None,
                word => resolve(word),
            },
        };
        let span = Span::new(self.file, start..self.at);
        Some(Node { value, span })
    }

    fn mapping(&mut self, depth: usize, names: usize) -> Option<Mapping> {
        let depth = self.below(depth)?;
        let mut entries: Vec<Entry> = Vec::new();
        self.at += 1;
        while self.another(b'}', entries.is_empty())? {
            let key = self.key()?;
            let names = names + key.text.len();
            if names > self.bounds.names {
                return None;
            }
            self.skip_blanks();
            self.accept(b':')?;
            entries.push(Entry {
                key,
                value: self.value(depth, names)?,
                is_commented: false,
            });
        }
        let mapping = Mapping::new(entries);
        mapping.is_distinct().then_some(mapping)
    }

    fn sequence(&mut self, depth: usize, names: usize) -> Option<Vec<Node>> {
        let depth = self.below(depth)?;
        let mut items = Vec::new();
        self.at += 1;
        while self.another(b']', items.is_empty())? {
            items.push(self.value(depth, names)?);
        }
        items.shrink_to_fit();
        Some(items)
    }

    fn key(&mut self) -> Option<Key> {
        self.count()?;
        let start = self.at;
        let text = self.string()?;
        let span = Span::new(self.file, start..self.at);
        if let Some(known) = self.names.get(text.as_str()) {
            let text = Arc::clone(known);
            return Some(Key { text, span });
        }
        let text: Arc<str> = text.into();
        self.names.insert(Arc::clone(&text));
        Some(Key { text, span })
    }

    /// Reads a string with its quotes.
    fn string(&mut self) -> Option<String> {
        let start = self.at;
        self.accept(b'"')?;
        let rest = self.rest();
        let special = |byte: &u8| matches!(byte, b'"' | b'\\');
        let mut end = rest.iter().position(special)?;
        if rest.get(end) == Some(&b'"') {
            self.at += end + 1;
            return self.text.get(start + 1..start + 1 + end).map(str::to_owned);
        }
        while rest.get(end) == Some(&b'\\') {
            let after = rest.get(end + 2..)?;
            end += 2 + after.iter().position(special)?;
        }
        self.at += end + 1;
        let quoted = self.text.get(start..self.at)?;
        let mut text: String = serde_json::from_str(quoted).ok()?;
        text.shrink_to_fit();
        Some(text)
    }

    /// Reads a number, `true`, `false` or `null`.
    fn word(&mut self) -> &'t str {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_part(byte));
        let start = self.at;
        self.at += length.unwrap_or(rest.len());
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Reads up to the next item of a collection, or its end. Returns whether there is an item.
    fn another(&mut self, close: u8, is_first: bool) -> Option<bool> {
        self.skip_blanks();
        if self.next()? == close {
            self.at += 1;
            return Some(false);
        }
        if !is_first {
            self.accept(b',')?;
            self.skip_blanks();
        }
        Some(true)
    }

    fn skip_blanks(&mut self) {
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let blanks = self.rest().iter().take_while(|byte| is_blank(byte)).count();
        self.at += blanks;
    }

    fn accept(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then(|| self.at += 1)
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Returns the depth of what is in a collection at this depth.
    fn below(&self, depth: usize) -> Option<usize> {
        (depth < self.bounds.depth).then_some(depth + 1)
    }

    fn count(&mut self) -> Option<()> {
        self.read += 1;
        (self.read <= self.bounds.nodes).then_some(())
    }
}
