//! The files that a document refers to.

use std::collections::BTreeSet;

use crate::text::pointer::named_file;
use crate::text::tree::{Node, Value};

/// Adds the files that references of a tree name, as they are written in it.
pub fn named<'a>(root: &'a Node, found: &mut BTreeSet<&'a str>) {
    match &root.value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| named(item, found)),
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                match entry.value.as_str() {
                    Some(text) if &*entry.key.text == "$ref" => {
                        let file = named_file(text);
                        if !file.is_empty() && !file.contains(['/', '\\']) {
                            found.insert(file);
                        }
                    }
                    Some(_) => {}
                    None => named(&entry.value, found),
                }
            }
        }
    }
}
