//! JSON members of an object that its documentation does not list.
//!
//! They are read, kept and written back. Their values can be sensitive, so `Debug`
//! shows their names only.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, map};

use crate::support::exact_text::ExactText;
use crate::support::redact::unless_redacting;

/// JSON members of an object that its documentation does not list, by name.
///
/// They are written back with all digits of their numbers. `Debug` shows the names, and
/// `[redacted]` for every value.
///
/// Values are those of `serde_json`: of a number such as `1.10` or with more than 64
/// bits, [`get`](Self::get) returns the nearest float, and [`json`](Self::json) the
/// text.
///
/// An unlisted member never makes a response unreadable. Of a value that `serde_json`
/// cannot hold, only the text is there, and it is not written back: a number beyond the
/// range of a float, half of a surrogate pair, or more than 127 levels of nesting. A
/// member is left out if its name has half of a surrogate pair, or if its name or value
/// has a byte that is not UTF-8. If two members have the same name, the last one is
/// kept. In a request, each of these is an error, since it would change the request.
// Most objects have no such members, so this has the size of one pointer.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Extra(Option<Box<Members>>);

/// At least one member.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
struct Members {
    values: Map<String, Value>,
    /// The texts of values that would be written differently.
    exact: BTreeMap<String, ExactText>,
    /// The texts of other members, with values that `serde_json` cannot hold.
    texts: BTreeMap<String, Box<str>>,
}

/// The value of a member that was read.
pub enum Read {
    /// A value, and its text if the value would be written differently.
    Value(Value, Option<ExactText>),
    /// The text of a value that `serde_json` cannot hold.
    Text(Box<str>),
}

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
        self.0.as_ref()?.values.get(name)
    }

    /// Returns the text in JSON of the value of a member, or `None` if there is no
    /// such member. A number has all of its digits. The text can be sensitive.
    #[must_use]
    pub fn json(&self, name: &str) -> Option<Cow<'_, str>> {
        let Members {
            values,
            exact,
            texts,
        } = &**self.0.as_ref()?;
        let text = exact.get(name).map(ExactText::json);
        match text.or_else(|| texts.get(name).map(AsRef::as_ref)) {
            Some(text) => Some(Cow::Borrowed(text)),
            None => values.get(name).map(|it| it.to_string().into()),
        }
    }

    /// Sets a member and returns its previous value, if any.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let members = self.0.get_or_insert_default();
        let name = name.into();
        members.exact.remove(&name);
        members.texts.remove(&name);
        members.values.insert(name, value.into())
    }

    /// Sets a member that was read, or removes it if nothing could be kept.
    pub(crate) fn keep(&mut self, name: &str, read: Option<Read>) {
        self.remove(name);
        let Some(read) = read else { return };
        let members = self.0.get_or_insert_default();
        match read {
            Read::Value(value, text) => {
                members.values.insert(name.to_owned(), value);
                members.exact.extend(text.map(|it| (name.to_owned(), it)));
            }
            Read::Text(text) => {
                members.texts.insert(name.to_owned(), text);
            }
        }
    }

    /// Removes a member and returns its value, if any.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let members = self.0.as_mut()?;
        members.exact.remove(name);
        members.texts.remove(name);
        let value = members.values.remove(name);
        if members.values.is_empty() && members.texts.is_empty() {
            self.0 = None;
        }
        value
    }

    /// Returns whether there is a member with this name.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        let mut members = self.0.iter();
        members.any(|it| it.values.contains_key(name) || it.texts.contains_key(name))
    }

    /// Returns the number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        let members = self.0.as_ref();
        members.map_or(0, |it| it.values.len() + it.texts.len())
    }

    /// Returns whether there are no members.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Returns an iterator over the members, each with its name. Members with a value
    /// that `serde_json` cannot hold are only among the [`names`](Self::names).
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.into_iter()
    }

    /// Returns an iterator over the names of all members.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let members = self.0.iter();
        let names = members.flat_map(|it| it.values.keys().chain(it.texts.keys()));
        names.map(String::as_str)
    }

    /// Returns an iterator over the members that are written.
    pub(crate) fn written(&self) -> impl Iterator<Item = (&str, Unlisted<'_>)> {
        self.0.iter().flat_map(|members| {
            let values = members.values.iter();
            values.map(|(name, value)| match members.exact.get(name) {
                Some(text) => (name.as_str(), Unlisted::Text(text)),
                None => (name.as_str(), Unlisted::Value(value)),
            })
        })
    }
}

/// The value of an unlisted member, which can be sensitive.
pub enum Unlisted<'a> {
    /// A value of `serde_json`.
    Value(&'a Value),
    /// A value that is written with its text.
    Text(&'a ExactText),
}

impl Serialize for Unlisted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        unless_redacting(serializer, |serializer| match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Text(text) => text.serialize(serializer),
        })
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = self.names().map(|name| (name, format_args!("[redacted]")));
        f.debug_map().entries(members).finish()
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
    fn from(values: Map<String, Value>) -> Self {
        let is_empty = values.is_empty();
        let members = Members {
            values,
            ..Members::default()
        };
        Self((!is_empty).then(|| Box::new(members)))
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a str, &'a Value);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        Iter(self.0.as_ref().map(|members| members.values.iter()))
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
