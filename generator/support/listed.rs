//! The properties that object types list: what a member that is not among them
//! is held against.

use std::ptr;

use super::Inspect;
use super::pointer::push_name;

/// The properties of an object type.
#[derive(Clone, Copy)]
pub struct Listed {
    names: &'static [&'static str],
    held: &'static [Held],
}

impl Listed {
    /// Returns whether these are the properties of one type. Types whose properties
    /// have the same names may share the list of names, and differ in what they hold.
    fn is(self, other: Self) -> bool {
        ptr::eq(self.names, other.names) && ptr::eq(self.held, other.held)
    }
}

/// A property that holds objects: its name, and their properties. These are
/// found by a call, since a type may hold itself.
pub enum Held {
    /// A property that holds an object.
    Object(&'static str, fn() -> Listed),
    /// A property that holds objects in a list or in a map.
    Items(&'static str, fn() -> Listed),
}

/// Returns the properties of a type.
pub fn listed<T: Inspect>() -> Listed {
    Listed {
        names: T::NAMES,
        held: T::HELD,
    }
}

/// The objects that a message may hold, those nearer to its root first. Each is
/// there once, by the shortest way to it.
///
/// There are as many as the message has types of objects. They are few, so they
/// are searched one after the other.
pub struct Places(Vec<Place>);

struct Place {
    listed: Listed,
    /// The place and the property that hold the object; the root has neither.
    holder: Option<(usize, &'static Held)>,
}

impl Places {
    /// Finds the objects that a message with these properties may hold.
    pub fn of(root: Listed) -> Self {
        let mut places = vec![Place {
            listed: root,
            holder: None,
        }];
        let mut next = 0;
        while let Some(place) = places.get(next) {
            for property in place.listed.held {
                let (Held::Object(_, listed) | Held::Items(_, listed)) = property;
                let listed = listed();
                if !places.iter().any(|at| at.listed.is(listed)) {
                    places.push(Place {
                        listed,
                        holder: Some((next, property)),
                    });
                }
            }
            next += 1;
        }
        Self(places)
    }

    /// Returns the shortest pointer to a property of that name; `*` stands for
    /// any item of a list or a map.
    pub fn find(&self, name: &str) -> Option<String> {
        let place = self
            .0
            .iter()
            .find(|place| place.listed.names.contains(&name))?;
        let mut pointer = self.pointer(place);
        push_name(&mut pointer, name);
        Some(pointer)
    }

    fn pointer(&self, place: &Place) -> String {
        let Some((above, property)) = place.holder else {
            return String::new();
        };
        let above = self.0.get(above).map(|above| self.pointer(above));
        let mut pointer = above.unwrap_or_default();
        let (Held::Object(name, _) | Held::Items(name, _)) = property;
        push_name(&mut pointer, name);
        if let Held::Items(..) = property {
            pointer.push_str("/*");
        }
        pointer
    }
}
