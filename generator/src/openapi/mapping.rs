//! The values of a discriminator for the schemas that its mapping names.

use std::collections::{BTreeSet, HashMap};

use crate::text::pointer::{file_of, named_file, normalized};

use super::{Discriminator, Schema};

/// The mapping of a discriminator, by the schemas that it names.
pub struct Mapping<'a> {
    discriminator: &'a Discriminator,
    /// The positions of the values, by the texts of their targets.
    by_text: HashMap<&'a str, Vec<usize>>,
    /// The positions by the places of their targets.
    by_place: HashMap<(String, String), Vec<usize>>,
}

impl<'a> Mapping<'a> {
    /// Returns the mapping of a discriminator.
    #[must_use]
    pub fn of(discriminator: &'a Discriminator) -> Self {
        let mut mapping = Self {
            discriminator,
            by_text: HashMap::new(),
            by_place: HashMap::new(),
        };
        for (at, (_, target)) in discriminator.mapping.iter().enumerate() {
            let target = target.value.as_str();
            mapping.by_text.entry(target).or_default().push(at);
            let place = place(target, &discriminator.pointer);
            mapping.by_place.entry(place).or_default().push(at);
        }
        mapping
    }

    /// Returns the values for a component: those of the mapping, which names it by its name or
    /// its place, or else the one that it states itself.
    #[must_use]
    pub fn values(&self, name: &str, component: &Schema) -> Vec<String> {
        let found = self.positions(name, component).into_iter();
        let found = found.filter_map(|at| self.discriminator.mapping.get(at));
        let found: Vec<String> = found.map(|(value, _)| value.value.clone()).collect();
        if found.is_empty() {
            component.extensions().tag.iter().cloned().collect()
        } else {
            found
        }
    }

    /// Returns the positions of the values for a component.
    #[must_use]
    pub fn positions(&self, name: &str, component: &Schema) -> BTreeSet<usize> {
        let by_text = self.by_text.get(name);
        let by_place = self.by_place.get(&parts(&component.pointer));
        let found = by_text.into_iter().chain(by_place).flatten();
        found.copied().collect()
    }
}

/// Returns the file and the pointer that a reference at a place names, whatever its form.
fn place(reference: &str, pointer: &str) -> (String, String) {
    let file = named_file(reference, file_of(pointer));
    let (_, pointer) = parts(reference);
    (file.unwrap_or_default(), pointer)
}

/// Returns the file and the pointer in it.
fn parts(pointer: &str) -> (String, String) {
    let file = file_of(pointer);
    (file.to_owned(), normalized(pointer).split_off(file.len()))
}
