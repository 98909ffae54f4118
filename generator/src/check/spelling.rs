//! The members of an instance that its object does not list, and the listed names that they
//! may be misspelt from.

use std::collections::HashMap;

use crate::diagnostics::Suggestions;
use crate::model::{Member, Presence, Struct};
use crate::text::tree::{Entry, Mapping};

/// The listed members of an object by their names, and those that an instance may misspell.
pub struct Spelling<'a> {
    listed: HashMap<&'a str, &'a Member>,
    /// For each unlisted name of the instance, the nearest listed one.
    near: HashMap<&'a str, &'a str>,
}

impl<'a> Spelling<'a> {
    /// Creates the listed names of an object.
    pub fn of(object: &'a Struct) -> Self {
        let members = object.members.iter();
        let members = members.map(|it| (it.name().wire.as_str(), it));
        Self {
            listed: members.collect(),
            near: HashMap::new(),
        }
    }

    /// Searches the names that an instance may misspell.
    pub fn search(&mut self, object: &'a Struct, instance: &'a Mapping) {
        let names = || object.members.iter().map(|it| it.name().wire.as_str());
        let entries = instance.entries.iter().map(|entry| &*entry.key.text);
        let unlisted = entries.filter(|name| !self.listed.contains_key(name));
        let mut suggestions = Suggestions::default();
        let near = unlisted.filter_map(|name| Some((name, suggestions.next(name, names())?)));
        self.near = near.collect();
    }

    /// Returns the listed member that an entry has the name of.
    pub fn member(&self, entry: &Entry) -> Option<&'a Member> {
        self.listed.get(&*entry.key.text).copied()
    }

    /// Returns the listed name that is nearest to that of an unlisted entry.
    pub fn near(&self, entry: &Entry) -> Option<&'a str> {
        self.near.get(&*entry.key.text).copied()
    }

    /// Returns whether an unlisted entry may be a listed name.
    pub fn is_misspelt(&self, name: &str) -> bool {
        self.near.values().any(|near| *near == name)
    }

    /// Returns whether an instance without the member of this name is invalid.
    pub fn is_required(&self, name: &str) -> bool {
        self.listed.get(name).is_some_and(|it| is_required(it))
    }
}

/// Returns whether an instance without the member is invalid.
pub fn is_required(member: &Member) -> bool {
    match member {
        Member::Field(field) => field.presence == Presence::Required,
        Member::Constant(constant) => constant.required,
    }
}
