//! Random changes to a message: members are added and removed, and values are moved to
//! the limits of their rules, anywhere in the message.
//!
//! A change does not know whether it breaks a rule. Conditions are broken by chance like
//! all other rules, so nothing here depends on the forms of rules.

use std::rc::Rc;
use std::sync::Arc;

use antom_tests::instances::fixed;
use generator::model::{Api, Literal, Member, Presence, Shape, Type, TypeId, Value as Described};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::hostile::{self, Faults};
use super::messages::Messages;

/// Returns messages of a type, some of them changed.
pub fn edited(api: &Arc<Api>, messages: &Rc<Messages>, id: TypeId) -> BoxedStrategy<Value> {
    let some = |faults, most| changed(api, messages, id, faults, most);
    // Most changes break no rule. A fault of type hides all other faults, so it must be
    // rare.
    prop_oneof![
        3 => some(Faults::OfRules, 24),
        2 => some(Faults::OfShape, 6),
    ]
    .boxed()
}

fn changed(
    api: &Arc<Api>,
    messages: &Rc<Messages>,
    id: TypeId,
    faults: Faults,
    most: usize,
) -> BoxedStrategy<Value> {
    let (api, messages) = (Arc::clone(api), Rc::clone(messages));
    messages
        .object(id)
        .prop_flat_map(move |message| {
            let sites = Rc::new(Site::all(&api, id, &message));
            let (api, messages) = (Arc::clone(&api), Rc::clone(&messages));
            let edit = (0..sites.len())
                .prop_flat_map(move |site| sites[site].edit(&api, &messages, faults));
            let edits = proptest::collection::vec(edit, 0..=most);
            (Just(message), edits).prop_map(|(mut message, edits)| {
                for edit in edits {
                    edit.apply(&mut message);
                }
                message
            })
        })
        .boxed()
}

/// A change to one member or item.
#[derive(Debug, Clone)]
struct Edit {
    place: Place,
    /// The new value, or none to remove it.
    value: Option<Value>,
}

/// The place of a member or an item: its parent, and its name there.
#[derive(Debug, Clone)]
struct Place {
    parent: String,
    name: String,
}

impl Edit {
    /// Applies the change, unless an earlier one removed the place.
    fn apply(self, message: &mut Value) {
        let Place { parent, name } = self.place;
        match (message.pointer_mut(&parent), self.value) {
            (Some(Value::Object(members)), Some(value)) => drop(members.insert(name, value)),
            (Some(Value::Object(members)), None) => drop(members.remove(&name)),
            (Some(Value::Array(items)), value) => {
                let Some(index) = name.parse().ok().filter(|index| *index < items.len()) else {
                    return;
                };
                match value {
                    Some(value) => items[index] = value,
                    None => drop(items.remove(index)),
                }
            }
            _ => {}
        }
    }
}

/// A place in a message that can be changed.
struct Site {
    place: Place,
    what: What,
}

/// The current or possible value at a place.
enum What {
    Value(Held),
    Fixed(Literal),
    Unknown,
}

/// A value, with its description.
struct Held {
    described: Described,
    found: Option<Value>,
    /// True if the type in Rust requires the value.
    required: bool,
}

impl Site {
    /// Returns every place in a message of type `id`.
    fn all(api: &Api, id: TypeId, message: &Value) -> Vec<Self> {
        let mut sites = Vec::new();
        object(api, id, message, "", &mut sites);
        sites
    }

    fn edit(&self, api: &Api, messages: &Messages, faults: Faults) -> BoxedStrategy<Edit> {
        let value = match (&self.what, faults) {
            (What::Value(value), _) => {
                let found = value.found.as_ref();
                let hostile = hostile::value(api, messages, &value.described, found, faults);
                let valid = messages.value(&value.described);
                if value.required && faults == Faults::OfRules {
                    prop_oneof![5 => hostile, 1 => valid].prop_map(Some).boxed()
                } else {
                    prop_oneof![
                        5 => hostile.prop_map(Some),
                        1 => valid.prop_map(Some),
                        1 => Just(None),
                    ]
                    .boxed()
                }
            }
            (What::Fixed(value), Faults::OfRules) => Just(Some(fixed(value))).boxed(),
            (What::Fixed(value), Faults::OfShape) => {
                let nearly = json!(format!("{value} "));
                let texts = prop_oneof![Just(Some(nearly)), Just(None)];
                prop_oneof![texts, hostile::of_any_type().prop_map(Some)].boxed()
            }
            (What::Unknown, _) => hostile::of_any_type().prop_map(Some).boxed(),
        };
        let place = self.place.clone();
        value
            .prop_map(move |value| {
                let place = place.clone();
                Edit { place, value }
            })
            .boxed()
    }
}

fn object(api: &Api, id: TypeId, message: &Value, pointer: &str, sites: &mut Vec<Site>) {
    let Some(object) = api.structure(id) else {
        return;
    };
    let site = |name: &str, what| Site {
        place: Place {
            parent: pointer.to_owned(),
            name: name.to_owned(),
        },
        what,
    };
    sites.push(site("unheardOf", What::Unknown));
    for member in &object.members {
        let name = &member.name().wire;
        let found = message.get(name);
        sites.push(match member {
            Member::Constant(constant) => site(name, What::Fixed(constant.value.clone())),
            Member::Field(field) => site(
                name,
                What::Value(Held {
                    described: field.value.clone(),
                    found: found.cloned(),
                    required: field.presence == Presence::Required,
                }),
            ),
        });
        if let (Member::Field(field), Some(found)) = (member, found) {
            inside(
                api,
                &field.value,
                found,
                &format!("{pointer}/{name}"),
                sites,
            );
        }
    }
}

fn inside(api: &Api, described: &Described, found: &Value, pointer: &str, sites: &mut Vec<Site>) {
    let mut below = |item: &Described, name: String, found: &Value| {
        inside(api, item, found, &format!("{pointer}/{name}"), sites);
        let what = What::Value(Held {
            described: item.clone(),
            found: Some(found.clone()),
            required: false,
        });
        let parent = pointer.to_owned();
        let place = Place { parent, name };
        sites.push(Site { place, what });
    };
    match (&described.ty, found) {
        (Type::List(item), Value::Array(items)) => {
            for (index, found) in items.iter().enumerate() {
                below(item, index.to_string(), found);
            }
        }
        (Type::Map(item), Value::Object(members)) => {
            for (name, found) in members {
                below(item, name.clone(), found);
            }
        }
        (Type::Named(id), found) => match &api.get(*id).shape {
            Shape::Struct(_) => object(api, *id, found, pointer, sites),
            Shape::Enum(_) | Shape::Union(_) | Shape::Alias(_) => {}
        },
        _ => {}
    }
}
