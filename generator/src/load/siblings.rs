//! The files that a document refers to.

use std::collections::BTreeSet;

use crate::text::pointer::{named_file, percent_decoded};
use crate::text::tree::{Node, Value};

/// Adds the names of the files that references of a tree name, which is that of the file
/// `from`. One that is percent-encoded may be written so or not.
pub fn named(root: &Node, from: &str, found: &mut BTreeSet<String>) {
    match &root.value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| named(item, from, found)),
        Value::Mapping(mapping) => {
            for entry in &mapping.entries {
                match entry.value.as_str() {
                    Some(text) if &*entry.key.text == "$ref" => {
                        let file = named_file(text, from).filter(|file| file != from);
                        found.extend(file.as_deref().and_then(percent_decoded));
                        found.extend(file);
                    }
                    Some(_) => {}
                    None => named(&entry.value, from, found),
                }
            }
        }
    }
}
