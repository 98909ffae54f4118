//! The files that a document refers to.

use std::collections::BTreeSet;

use crate::text::pointer::named_file;
use crate::text::tree::{Node, Value};

/// Adds the names of the files that references of a tree name, which is that of the file
/// `from`.
pub fn named(root: &Node, from: &str, found: &mut BTreeSet<String>) {
    match &root.value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| named(item, from, found)),
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                match entry.value.as_str() {
                    Some(text) if &*entry.key.text == "$ref" => {
                        found.extend(named_file(text, from).filter(|file| file != from));
                    }
                    Some(_) => {}
                    None => named(&entry.value, from, found),
                }
            }
        }
    }
}
