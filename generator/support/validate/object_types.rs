//! Properties of object types, and the search among them for the place of an
//! unlisted member.

use std::ptr;

use crate::support::pointer::push_name;

/// The names of properties.
pub type Names = &'static [&'static str];

/// The properties that hold objects.
pub type Objects = &'static [Held];

/// The properties of an object type.
#[derive(Clone, Copy)]
pub struct Listed {
    names: Names,
    held: Objects,
}

impl Listed {
    pub(super) fn new(names: Names, held: Objects) -> Self {
        Self { names, held }
    }

    /// Returns whether these are the properties of the same type. Types with the
    /// same property names may share the list of names, but differ in the types of
    /// the properties.
    fn is(self, other: Self) -> bool {
        ptr::eq(self.names, other.names) && ptr::eq(self.held, other.held)
    }
}

/// A property that holds objects: its name and their properties. The properties are
/// returned by a function, since a type can contain itself.
pub enum Held {
    /// A property that holds an object.
    Object(&'static str, fn() -> Listed),
    /// A property that holds objects in a list or in a map.
    Items(&'static str, fn() -> Listed),
}

/// The types of the objects in a message, those nearest to the root first. Each
/// type is listed once, with the shortest path to it.
///
/// They are few, so the search is linear.
pub struct ObjectTypes(Vec<ObjectType>);

/// A type of object, with the shortest path to it.
struct ObjectType {
    listed: Listed,
    /// The type and the property that hold the object; `None` for the root.
    holder: Option<(usize, &'static Held)>,
}

impl ObjectTypes {
    /// Finds the types of the objects in a message with these properties.
    pub fn of(root: Listed) -> Self {
        let mut types = vec![ObjectType {
            listed: root,
            holder: None,
        }];
        let mut next = 0;
        while let Some(holder) = types.get(next) {
            for property in holder.listed.held {
                let (Held::Object(_, listed) | Held::Items(_, listed)) = property;
                let listed = listed();
                if !types.iter().any(|known| known.listed.is(listed)) {
                    types.push(ObjectType {
                        listed,
                        holder: Some((next, property)),
                    });
                }
            }
            next += 1;
        }
        Self(types)
    }

    /// Returns the shortest pointer to a property with this name; `*` stands for
    /// any item of a list or a map.
    pub fn find(&self, name: &str) -> Option<String> {
        let owner = self
            .0
            .iter()
            .find(|owner| owner.listed.names.contains(&name))?;
        let mut pointer = self.pointer(owner);
        push_name(&mut pointer, name);
        Some(pointer)
    }

    /// Returns the shortest pointer to an object of a type.
    fn pointer(&self, object: &ObjectType) -> String {
        let Some((above, property)) = object.holder else {
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
