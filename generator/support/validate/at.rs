//! Places in an inspected value.
//!
//! The path from the root is a linked list on the stack. It is converted into a
//! pointer only for a finding, so inspecting a valid value allocates nothing.

use crate::support::pointer::{push_index, push_name};
use crate::support::redact::REDACTED;

/// A place in a value, as a path from the root.
#[derive(Clone, Copy)]
pub struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Parameter(&'a str),
    Member(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The root: the value as a whole.
    pub const ROOT: At<'static> = At {
        parent: None,
        step: Step::Root,
    };

    /// Returns the place of a parameter of the request, such as `query parameter limit`.
    pub fn parameter(&'a self, name: &'a str) -> Self {
        self.inner(Step::Parameter(name))
    }

    /// Returns the place of a member of this object.
    pub fn member(&'a self, name: &'a str) -> Self {
        self.inner(Step::Member(name))
    }

    /// Returns the place of an unlisted member of this object. A name that can be a
    /// value is not shown.
    pub fn unlisted(&'a self, name: &'a str) -> Self {
        self.inner(Step::Member(if is_name(name) { name } else { REDACTED }))
    }

    /// Returns the place of an entry of this map.
    pub fn key(&'a self, key: &'a str) -> Self {
        self.inner(Step::Member(key))
    }

    /// Returns the place of an item of this list.
    pub fn index(&'a self, index: usize) -> Self {
        self.inner(Step::Index(index))
    }

    /// Returns the JSON pointer (RFC 6901) of the place. That of a parameter begins with
    /// its name.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        self.write(&mut pointer);
        pointer
    }

    fn inner(&'a self, step: Step<'a>) -> Self {
        Self {
            parent: Some(self),
            step,
        }
    }

    fn write(&self, pointer: &mut String) {
        if let Some(parent) = self.parent {
            parent.write(pointer);
        }
        match self.step {
            Step::Root => {}
            Step::Parameter(name) => pointer.push_str(name),
            Step::Member(name) => push_name(pointer, name),
            Step::Index(index) => push_index(pointer, index),
        }
    }
}

/// The maximum number of characters of an unlisted name that is shown.
const LONGEST_NAME: usize = 64;

/// Returns whether a text has the form of a name rather than of a value.
pub(super) fn is_name(text: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || b"_.-".contains(&b);
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.len() <= LONGEST_NAME
        && text.bytes().all(is_part)
}
