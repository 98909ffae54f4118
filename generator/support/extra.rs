//! JSON members of an object that its documentation does not list.
//!
//! They are read, kept and written back. Their values can be sensitive, so `Debug`
//! shows their names only.

use std::fmt;

use serde_json::{Map, Value, map};

/// JSON members of an object that its documentation does not list, by name.
///
/// `Debug` shows the names, and `[redacted]` for every value. Values are those of
/// `serde_json`: a number beyond 64 bits, or with more digits than a binary
/// fraction holds, keeps its digits only with the feature `arbitrary_precision` of
/// `serde_json`.
///
/// An unlisted member never makes a response unreadable. A member is left out of a
/// response if its name or value cannot be represented: a number beyond the range
/// of a float, half of a surrogate pair, a byte that is not UTF-8, or more than 127
/// levels of nesting. If two members have the same name, the last one is kept. In a
/// request, each of these is an error, since dropping a member would change the
/// request.
// Most objects have no such members, so this has the size of one pointer.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Extra(Option<Box<Map<String, Value>>>);

impl Extra {
    /// Creates an empty collection.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Returns the value of a member, or `None` if there is no such member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.as_ref()?.get(name)
    }

    /// Sets a member and returns its previous value, if any.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let members = self.0.get_or_insert_default();
        members.insert(name.into(), value.into())
    }

    /// Removes a member and returns its value, if any.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
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
        self.get(name).is_some()
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
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.into_iter()
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(
                self.iter()
                    .map(|(name, _)| (name, format_args!("[redacted]"))),
            )
            .finish()
    }
}

impl<N: Into<String>> FromIterator<(N, Value)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, Value)>>(members: I) -> Self {
        let members = members.into_iter();
        let members = members.map(|(name, value)| (name.into(), value));
        members.collect::<Map<_, _>>().into()
    }
}

impl<N: Into<String>> Extend<(N, Value)> for Extra {
    fn extend<I: IntoIterator<Item = (N, Value)>>(&mut self, members: I) {
        for (name, value) in members {
            self.insert(name, value);
        }
    }
}

impl From<Map<String, Value>> for Extra {
    fn from(members: Map<String, Value>) -> Self {
        Self((!members.is_empty()).then(|| Box::new(members)))
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a str, &'a Value);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        Iter(self.0.as_ref().map(|members| members.iter()))
    }
}

/// An iterator over the members of an [`Extra`], each with its name.
pub struct Iter<'a>(Option<map::Iter<'a>>);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a Value);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, value) = self.0.as_mut()?.next()?;
        Some((name.as_str(), value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.as_ref().map_or((0, Some(0)), Iterator::size_hint)
    }
}
