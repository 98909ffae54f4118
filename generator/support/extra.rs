//! JSON members of an object that its documentation does not list.
//!
//! They are read, kept and written back. Their values can be sensitive, so `Debug`
//! shows their names only.

use std::collections::{BTreeMap, btree_map};
use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::support::json::Json;
use crate::support::redact::unless_redacting;

/// JSON members of an object that its documentation does not list, by name.
///
/// They are written back with all digits of their numbers. `Debug` shows the names, and
/// `[redacted]` for every value.
///
/// [`get`](Self::get) returns a value as `serde_json` has it, and [`json`](Self::json) with
/// all digits, also if `serde_json` cannot hold it.
///
/// An unlisted member never makes a response unreadable. A value that `serde_json` cannot
/// hold is not written back, since `serde_json::to_value` would fail because of it. A
/// member is left out if its name has half of a surrogate pair, or if its name or value
/// has a byte that is not UTF-8. If two members have the same name, the last one is
/// kept. In a request, each of these is an error, since it would change the request.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
#[allow(
    clippy::box_collection,
    reason = "most objects have no such members, so this has the size of one pointer"
)]
pub struct Extra(Option<Box<BTreeMap<String, Json>>>);

impl Extra {
    /// Creates an empty collection.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Returns the value of a member, or `None` if there is no such member or
    /// `serde_json` cannot hold its value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.json(name)?.value()
    }

    /// Returns the value of a member with all digits of its numbers, or `None` if there is
    /// no such member. `Debug` of it shows the value, which can be sensitive.
    #[must_use]
    pub fn json(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.get(name)
    }

    /// Sets a member and returns its previous value, if any.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        let members = self.0.get_or_insert_default();
        members.insert(name.into(), value.into())
    }

    /// Removes a member and returns its value, if any.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let members = self.0.as_mut()?;
        let value = members.remove(name);
        if members.is_empty() {
            self.0 = None;
        }
        value
    }

    /// Returns whether there is a member with this name.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.json(name).is_some()
    }

    /// Returns the number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |members| members.len())
    }

    /// Returns whether there are no members.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Returns an iterator over the members, each with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.into_iter()
    }

    /// Returns an iterator over the names of all members.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// Returns an iterator over the members that are written.
    pub(crate) fn written(&self) -> impl Iterator<Item = (&str, Unlisted<'_>)> {
        let written = self.iter().filter(|(_, value)| value.value().is_some());
        written.map(|(name, value)| (name, Unlisted(value)))
    }
}

/// The value of an unlisted member, which can be sensitive.
pub struct Unlisted<'a>(&'a Json);

impl Serialize for Unlisted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        unless_redacting(serializer, |serializer| self.0.serialize(serializer))
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = self.names().map(|name| (name, format_args!("[redacted]")));
        f.debug_map().entries(members).finish()
    }
}

impl<N: Into<String>, V: Into<Json>> FromIterator<(N, V)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let mut extra = Self::new();
        extra.extend(members);
        extra
    }
}

impl<N: Into<String>, V: Into<Json>> Extend<(N, V)> for Extra {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, members: I) {
        for (name, value) in members {
            self.insert(name, value);
        }
    }
}

impl From<Map<String, Value>> for Extra {
    fn from(values: Map<String, Value>) -> Self {
        values.into_iter().collect()
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a str, &'a Json);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        Iter(self.0.as_ref().map(|members| members.iter()))
    }
}

/// An iterator over the members of an [`Extra`], each with its name.
pub struct Iter<'a>(Option<btree_map::Iter<'a, String, Json>>);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a Json);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, value) = self.0.as_mut()?.next()?;
        Some((name.as_str(), value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.as_ref().map_or((0, Some(0)), Iterator::size_hint)
    }
}
