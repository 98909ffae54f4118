//! States of a required list in a builder, to which an item can be added.

use super::state::Set;

/// A required list to which an item can be added: not set, or [`Set`].
pub trait Grow<T> {
    /// Adds an item.
    fn grow(self, item: T) -> Set<Vec<T>>;
}

impl<T> Grow<T> for Set<Vec<T>> {
    fn grow(mut self, item: T) -> Self {
        self.0.push(item);
        self
    }
}

/// The state of a required list that is not set.
pub trait EmptyList {}

impl<T, S: EmptyList> Grow<T> for S {
    fn grow(self, item: T) -> Set<Vec<T>> {
        Set(vec![item])
    }
}
