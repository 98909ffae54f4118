//! Lists, maps and objects, with the checks of their size and of the names in them.

use std::collections::BTreeMap;

use crate::support::extra::Extra;

use super::check::{Checkable, Checked, has_length};
use super::violation::Rule;

/// A list, a map or an object.
pub trait Collection {
    /// Returns the number of items.
    fn count(&self) -> usize;
}

/// A map or an object whose members have names that no documentation lists.
pub trait Keyed {
    /// Returns whether every name passes a test.
    fn all_names(&self, passes: impl Fn(&str) -> bool) -> bool;
}

/// The number of members of an object.
#[derive(Clone, Copy)]
pub struct Properties(usize);

impl Properties {
    /// Counts members: those that are always present, those that may be absent, and those
    /// that no documentation lists.
    pub fn of(required: usize, optional: &[bool], extra: &Extra) -> Self {
        let present = optional.iter().filter(|is_present| **is_present).count();
        Self(required + present + extra.len())
    }
}

impl Checkable for Properties {
    type Value = Self;

    fn checked(&self) -> Option<&Self> {
        Some(self)
    }
}

impl Checkable for Extra {
    type Value = Self;

    fn checked(&self) -> Option<&Self> {
        Some(self)
    }
}

impl Collection for Properties {
    fn count(&self) -> usize {
        self.0
    }
}

impl<T> Collection for [T] {
    fn count(&self) -> usize {
        self.len()
    }
}

impl<T> Collection for BTreeMap<String, T> {
    fn count(&self) -> usize {
        self.len()
    }
}

impl<T> Keyed for BTreeMap<String, T> {
    fn all_names(&self, passes: impl Fn(&str) -> bool) -> bool {
        self.keys().all(|name| passes(name))
    }
}

impl Keyed for Extra {
    fn all_names(&self, passes: impl Fn(&str) -> bool) -> bool {
        self.names().all(passes)
    }
}

impl<T: Collection + ?Sized> Checked<'_, T> {
    /// Checks that a list has at least the given number of items.
    pub fn min_items(&mut self, limit: usize) -> &mut Self {
        self.test(|items| items.count() >= limit, Rule::MinItems { limit })
    }

    /// Checks that a list has at most the given number of items.
    pub fn max_items(&mut self, limit: usize) -> &mut Self {
        self.test(|items| items.count() <= limit, Rule::MaxItems { limit })
    }

    /// Checks that an object has at least the given number of members.
    pub fn min_properties(&mut self, limit: usize) -> &mut Self {
        self.test(
            |object| object.count() >= limit,
            Rule::MinProperties { limit },
        )
    }

    /// Checks that an object has at most the given number of members.
    pub fn max_properties(&mut self, limit: usize) -> &mut Self {
        self.test(
            |object| object.count() <= limit,
            Rule::MaxProperties { limit },
        )
    }
}

impl<T: Keyed> Checked<'_, T> {
    /// Checks that every name has a number of characters in a range.
    pub fn name_length(&mut self, least: usize, most: usize, demand: &'static str) -> &mut Self {
        self.names(|name| has_length(name, least, most), demand)
    }

    /// Checks that every name passes a test.
    pub fn names(&mut self, passes: impl Fn(&str) -> bool, demand: &'static str) -> &mut Self {
        self.test(|object| object.all_names(passes), Rule::Names { demand })
    }
}
