//! Documents as trees of values, each with its position in the text.
//!
//! [`load`](crate::load) builds them, the `openapi` module reads them. A tree has only
//! what JSON and YAML have in common: no anchors, no tags, only string keys, and no
//! duplicate keys.

use std::sync::Arc;

use crate::text::source::Span;

/// The largest number of references that are followed to one part.
pub const LONGEST_CHAIN: usize = 32;

/// A value with its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// The bytes of the value.
    pub span: Span,
}

/// A value of the YAML 1.2 core schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`, `~`, or an empty value.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as written, so that no digit is lost.
    Number(String),
    /// A quoted or block string, or a plain scalar of no other type.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// An object, boxed since most values are smaller.
    Mapping(Box<Mapping>),
}

/// The members of an object, in document order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The members; no key occurs twice.
    pub entries: Vec<Entry>,
    /// The positions of the members sorted by name, if there are too many for a linear
    /// search, which is rare.
    #[expect(clippy::box_collection, reason = "a mapping takes less room")]
    by_name: Option<Box<Vec<usize>>>,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub key: Key,
    /// Its value.
    pub value: Node,
    /// True if the value is null and a comment stands in its place.
    pub is_commented: bool,
}

/// The name of a member, with its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The name. A plain number or boolean such as `200` is kept as its text. Equal names
    /// of a document share one allocation.
    pub text: Arc<str>,
    /// The bytes of the name.
    pub span: Span,
}

impl Node {
    /// Returns the kind of the value with its article: `a mapping`, `a string`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Sequence(_) => "a sequence",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// Returns the kind of the value as JSON, with its article: `an object`, `a list`.
    #[must_use]
    pub fn json_kind(&self) -> &'static str {
        match self.value {
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "an object",
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => self.kind(),
        }
    }

    /// Returns the members if this is a mapping.
    #[must_use]
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// Returns the items if this is a sequence.
    #[must_use]
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the text if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns a member of an object, with the position of its name, or an item of a list.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<(&Self, Span)> {
        if let Some(items) = self.as_sequence() {
            let item = items.get(name.parse::<usize>().ok()?)?;
            return Some((item, item.span));
        }
        let entry = self.as_mapping()?.get(name)?;
        Some((&entry.value, entry.key.span))
    }

    /// Returns the value of `$ref` if this is a reference.
    #[must_use]
    pub fn reference(&self) -> Option<&Self> {
        Some(&self.as_mapping()?.get("$ref")?.value)
    }

    /// Returns every string in this tree with its position, including the names of
    /// members. The names of a mapping come before its values.
    pub fn texts(&self) -> impl Iterator<Item = (&str, Span)> {
        self.nodes().flat_map(|node| {
            let text = node.as_str().map(|text| (text, node.span));
            let members = node.as_mapping().map(|mapping| mapping.entries.iter());
            let keys = members.into_iter().flatten().map(|entry| &entry.key);
            let names = keys.map(|key| (&*key.text, key.span));
            text.into_iter().chain(names)
        })
    }

    /// Returns every number in this tree as written, with its position.
    pub fn numbers(&self) -> impl Iterator<Item = (&str, Span)> {
        self.nodes().filter_map(|node| match &node.value {
            Value::Number(text) => Some((text.as_str(), node.span)),
            Value::Null
            | Value::Bool(_)
            | Value::String(_)
            | Value::Sequence(_)
            | Value::Mapping(_) => None,
        })
    }

    /// Returns this value and all values in it, in document order.
    fn nodes(&self) -> impl Iterator<Item = &Self> {
        let mut pending = vec![self];
        std::iter::from_fn(move || {
            let node = pending.pop()?;
            match &node.value {
                Value::Sequence(items) => pending.extend(items.iter().rev()),
                Value::Mapping(mapping) => {
                    let values = mapping.entries.iter().map(|entry| &entry.value);
                    pending.extend(values.rev());
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
            Some(node)
        })
    }
}

/// The largest number of members for a linear search.
const FEW: usize = 16;

impl Mapping {
    /// Creates a mapping of these members, whose names must be distinct.
    #[must_use]
    pub fn new(mut entries: Vec<Entry>) -> Self {
        // Mappings are numerous and short, and do not grow.
        entries.shrink_to_fit();
        let by_name = (entries.len() > FEW).then(|| {
            let mut by_name: Vec<usize> = (0..entries.len()).collect();
            by_name.sort_unstable_by_key(|&at| name_at(&entries, at));
            Box::new(by_name)
        });
        Self { entries, by_name }
    }

    /// Returns whether no name occurs twice.
    #[must_use]
    pub fn is_distinct(&self) -> bool {
        let name = |at: usize| name_at(&self.entries, at);
        match &self.by_name {
            Some(by_name) => by_name.is_sorted_by(|&a, &b| name(a) < name(b)),
            None => {
                (1..self.entries.len()).all(|at| (0..at).all(|before| name(before) != name(at)))
            }
        }
    }

    /// Returns the member named `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        let Some(by_name) = &self.by_name else {
            return self.entries.iter().find(|entry| *entry.key.text == *key);
        };
        let found = by_name.binary_search_by_key(&Some(key), |&at| name_at(&self.entries, at));
        self.entries.get(*by_name.get(found.ok()?)?)
    }
}

fn name_at(entries: &[Entry], at: usize) -> Option<&str> {
    entries.get(at).map(|entry| &*entry.key.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::FileId;

    fn node(value: Value) -> Node {
        let span = Span::new(FileId(0), 0..0);
        Node { value, span }
    }

    fn entry(name: &str, value: Value) -> Entry {
        let key = Key {
            text: name.into(),
            span: Span::new(FileId(0), 0..name.len()),
        };
        Entry {
            key,
            value: node(value),
            is_commented: false,
        }
    }

    #[test]
    fn members_are_found_by_name() {
        for count in [0, 1, FEW, FEW + 1, 1000] {
            // Not sorted by name.
            let names = (0..count).map(|index| format!("k{}", (index * 7) % 1000));
            let entries = names.map(|name| entry(&name, Value::String(name.clone())));
            let mapping = Mapping::new(entries.collect());
            for entry in &mapping.entries {
                assert_eq!(mapping.get(&entry.key.text), Some(entry), "of {count}");
            }
            assert_eq!(mapping.get("k"), None, "of {count}");
            assert_eq!(mapping.get("name"), None, "of {count}");
        }
    }

    #[cfg(target_pointer_width = "64")]
    #[test]
    fn a_value_takes_little_room() {
        assert_eq!(size_of::<Node>(), 48);
    }

    #[test]
    fn texts_are_names_and_strings_at_any_depth() {
        let text = |text: &str| Value::String(text.to_owned());
        let inner = Mapping::new(vec![entry("c", text("d"))]);
        let list = Value::Sequence(vec![node(Value::Mapping(Box::new(inner))), node(text("e"))]);
        let outer = Mapping::new(vec![
            entry("a", list),
            entry("b", Value::Number("1".to_owned())),
            entry("f", text("g")),
        ]);
        let root = node(Value::Mapping(Box::new(outer)));
        let texts: Vec<&str> = root.texts().map(|(text, _)| text).collect();
        assert_eq!(texts, ["a", "b", "f", "c", "d", "e", "g"]);
    }

    #[test]
    fn kinds_read_as_prose() {
        assert_eq!(node(Value::Null).kind(), "null");
        assert_eq!(node(Value::Sequence(Vec::new())).kind(), "a sequence");
        assert_eq!(node(Value::Mapping(Box::default())).kind(), "a mapping");
        assert_eq!(node(Value::Sequence(Vec::new())).json_kind(), "a list");
    }
}
