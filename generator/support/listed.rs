//! The properties that object types list: what a member that is not among them
//! is held against.

use std::collections::{BTreeMap, HashSet};

/// An object type whose properties are listed.
pub trait Properties {
    /// The properties, in the order of the document.
    const LISTED: &'static [Listed];
}

/// A property of an object type.
pub struct Listed {
    name: &'static str,
    inner: Inner,
}

/// The objects that a property holds. Their properties are found by a call,
/// since a type may hold itself.
enum Inner {
    Nothing,
    Object(fn() -> &'static [Listed]),
    Items(fn() -> &'static [Listed]),
}

impl Listed {
    /// A property that holds no object.
    pub const fn value(name: &'static str) -> Self {
        Self {
            name,
            inner: Inner::Nothing,
        }
    }

    /// A property that holds an object.
    pub const fn object<T: Properties>(name: &'static str) -> Self {
        Self {
            name,
            inner: Inner::Object(listed::<T>),
        }
    }

    /// A property that holds objects in a list or in a map.
    pub const fn items<T: Properties>(name: &'static str) -> Self {
        Self {
            name,
            inner: Inner::Items(listed::<T>),
        }
    }

    /// The name on the wire.
    pub fn name(&self) -> &'static str {
        self.name
    }
}

/// Returns the properties of a type.
pub fn listed<T: Properties>() -> &'static [Listed] {
    T::LISTED
}

/// Returns whether a name is one of these.
pub fn is_listed(name: &str, listed: &[Listed]) -> bool {
    listed.iter().any(|property| property.name == name)
}

/// The places of properties in a message, by name: of those of one name the one
/// with the shortest way to it. `*` stands for any item of a list or a map.
pub struct Places(BTreeMap<&'static str, String>);

impl Places {
    /// Finds the places of all properties in a type and in what it holds.
    pub fn of(root: &'static [Listed]) -> Self {
        let mut places = BTreeMap::new();
        let mut seen = HashSet::new();
        let mut level = vec![(String::new(), root)];
        while !level.is_empty() {
            let mut next = Vec::new();
            for (pointer, properties) in level {
                if !seen.insert(properties.as_ptr()) {
                    continue;
                }
                for property in properties {
                    let place = format!("{pointer}/{}", property.name);
                    match property.inner {
                        Inner::Nothing => {}
                        Inner::Object(inner) => next.push((place.clone(), inner())),
                        Inner::Items(inner) => next.push((format!("{place}/*"), inner())),
                    }
                    places.entry(property.name).or_insert(place);
                }
            }
            level = next;
        }
        Self(places)
    }

    /// Returns where a property of that name stands.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
