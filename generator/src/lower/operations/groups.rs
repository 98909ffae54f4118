//! The groups of operations that a document describes.

use std::collections::{BTreeMap, HashMap};

use crate::lower::pointers::canonical;
use crate::model::{Group, Module};
use crate::openapi::{Document, Tag};

/// Returns the groups whose tags have a description, in the order of their names.
pub fn groups(documents: &[Document], modules: &[Module]) -> Vec<Group> {
    let mut described: HashMap<&str, (&Tag, &str)> = HashMap::new();
    for tag in documents.iter().flat_map(|document| &document.tags) {
        if let Some(text) = tag.description.as_deref().filter(|text| !text.is_empty()) {
            described.entry(&tag.name).or_insert((tag, text));
        }
    }
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for module in modules {
        // The first name of a module within a group is that of the group.
        let [name, _, ..] = module.path.as_slice() else {
            continue;
        };
        if let Some(&(tag, description)) = described.get(name.wire.as_str()) {
            groups.entry(&name.rust).or_insert_with(|| Group {
                name: name.clone(),
                description: description.to_owned(),
                origin: canonical(&tag.pointer),
            });
        }
    }
    groups.into_values().collect()
}
