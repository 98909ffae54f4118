//! Documents as trees of values, each with its place in the text.
//!
//! Built by [`load`](crate::load), read by the `openapi` module. A tree is
//! what JSON and YAML have in common: no anchors, no tags, string keys only,
//! and no key twice in one mapping.

use std::sync::Arc;

use crate::text::source::Span;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// The bytes that it takes up.
    pub span: Span,
}

/// A value of the YAML 1.2 core schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`, `~`, or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it was written, so that no digit is lost.
    Number(String),
    /// A quoted or block string, or a plain one that is nothing else.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// An object. Most values are none, and should not take up its room.
    Mapping(Box<Mapping>),
}

/// The members of an object, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The members; no key occurs twice.
    pub entries: Vec<Entry>,
    /// The positions of the members in the order of their names, where there
    /// are too many to look through one by one.
    by_name: Vec<usize>,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub key: Key,
    /// Its value.
    pub value: Node,
    /// True if a comment stands in the place of the value, which is null then.
    pub is_commented: bool,
}

/// The name of a member and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The name; a plain number or boolean such as `200` is taken as its text.
    /// Most names stand in a document many times, and are kept once.
    pub text: Arc<str>,
    /// The bytes that it takes up.
    pub span: Span,
}

impl Node {
    /// What kind of value this is, with its article: `a mapping`, `a string`.
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

    /// The members, where this is a mapping.
    #[must_use]
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The items, where this is a sequence.
    #[must_use]
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The text, where this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Every text in this tree, the names of members included, and where it
    /// stands. The names of a mapping come before what its values hold.
    pub fn texts(&self) -> impl Iterator<Item = (&str, Span)> {
        self.nodes().flat_map(|node| {
            let text = node.as_str().map(|text| (text, node.span));
            let members = node.as_mapping().map(|mapping| mapping.entries.iter());
            let keys = members.into_iter().flatten().map(|entry| &entry.key);
            let names = keys.map(|key| (&*key.text, key.span));
            text.into_iter().chain(names)
        })
    }

    /// Every number in this tree as it is written, and its place.
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

    /// This value and all that it holds, in the order of the text.
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

/// Up to how many members are looked through one by one.
const FEW: usize = 16;

impl Mapping {
    /// A mapping of these members, of which no two have the same name.
    #[must_use]
    pub fn new(mut entries: Vec<Entry>) -> Self {
        // Mappings are many and short, and no more members come.
        entries.shrink_to_fit();
        let mut by_name = Vec::new();
        if entries.len() > FEW {
            by_name = (0..entries.len()).collect();
            by_name.sort_unstable_by_key(|&at| name_at(&entries, at));
        }
        Self { entries, by_name }
    }

    /// The member named `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        if self.by_name.is_empty() {
            return self.entries.iter().find(|entry| *entry.key.text == *key);
        }
        let found = self
            .by_name
            .binary_search_by_key(&Some(key), |&at| name_at(&self.entries, at));
        self.entries.get(*self.by_name.get(found.ok()?)?)
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
            // Not in the order of their names.
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
    }
}
