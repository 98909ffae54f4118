//! Parts of a specification that stand elsewhere than at their pointer.
//!
//! Pointers identify operations and name their types. The operations of a path item that a
//! path refers to therefore have pointers below that path, since several paths can refer to
//! one item. [`Moved`] has the places where such parts really stand.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The places of parts by their pointers.
#[derive(Debug, Clone, Default)]
pub struct Moved {
    places: BTreeMap<String, String>,
}

impl Moved {
    /// Adds a part; returns false if another one has the pointer, or one below it, already.
    pub fn add(&mut self, pointer: &str, place: &str) -> bool {
        let below = format!("{pointer}/");
        let mut next = self.places.range(below.clone()..);
        let is_parent = next.next().is_some_and(|(it, _)| it.starts_with(&below));
        let is_free = !is_parent && !self.places.contains_key(pointer);
        if is_free {
            self.places.insert(pointer.to_owned(), place.to_owned());
        }
        is_free
    }

    /// Returns whether the part with a pointer is the one at a place.
    #[must_use]
    pub fn is_at(&self, pointer: &str, place: &str) -> bool {
        self.places.get(pointer).is_some_and(|it| it == place)
    }

    /// Returns the pointer to the place of a part, which may be within a moved one.
    #[must_use]
    pub fn place<'p>(&self, pointer: &'p str) -> Cow<'p, str> {
        if self.places.is_empty() {
            return Cow::Borrowed(pointer);
        }
        let ends = pointer.rmatch_indices('/').map(|(at, _)| at);
        let mut halves = std::iter::once(pointer.len())
            .chain(ends)
            .filter_map(|end| pointer.split_at_checked(end));
        let found = halves.find_map(|(moved, rest)| Some((self.places.get(moved)?, rest)));
        found.map_or(Cow::Borrowed(pointer), |(place, rest)| {
            Cow::Owned(format!("{place}{rest}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_moved_part_is_moved_with_it() {
        let mut moved = Moved::default();
        assert!(moved.add("spec/pets.yaml#/paths/~1pets", "spec/pets.yaml#"));
        assert!(!moved.add("spec/pets.yaml#/paths/~1pets", "spec/pets.yaml#/other"));
        let nested = "spec/pets.yaml#/paths/~1pets/get/callbacks/born/url";
        assert!(moved.add(nested, "spec/born.yaml#/Born"));
        assert!(moved.is_at(nested, "spec/born.yaml#/Born"));
        assert!(!moved.is_at(nested, "spec/born.yaml#/Other"));
        let above = "spec/pets.yaml#/paths/~1pets/get/callbacks/born";
        assert!(!moved.add(above, "spec/born.yaml#"));
        assert!(moved.add(&format!("{above}'"), "spec/born.yaml#"));
        for (pointer, place) in [
            ("spec/pets.yaml#/paths/~1pets", "spec/pets.yaml#"),
            ("spec/pets.yaml#/paths/~1pets/get", "spec/pets.yaml#/get"),
            (
                "spec/pets.yaml#/paths/~1pets~1born",
                "spec/pets.yaml#/paths/~1pets~1born",
            ),
            (&format!("{nested}/post"), "spec/born.yaml#/Born/post"),
            ("spec/a.yaml", "spec/a.yaml"),
        ] {
            assert_eq!(moved.place(pointer), place);
        }
    }
}
