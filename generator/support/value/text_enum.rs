//! Traits of enums over strings, and the iterator over their known values.
//!
//! An open enum keeps an unknown text in its last variant. A closed enum returns an
//! error for an unknown text.

use std::fmt;
use std::marker::PhantomData;
use std::slice;

use super::into_text::{FromText, IntoText};

/// An enum over strings.
pub trait TextEnum: Sized {
    /// Returns the value of a text, or `None` if the enum has no such value.
    fn read(text: &str) -> Option<Self>;
}

/// An enum over strings that keeps unknown texts.
pub trait OpenText: Sized {
    /// Returns whether the text is known.
    fn is_recognized(&self) -> bool;
    /// Returns the known texts.
    fn known() -> &'static [&'static str];
    /// Returns the text.
    fn text(&self) -> &str;
    /// Returns the value of a text.
    fn of_text(text: &str) -> Self;
}

/// Returns the position of a text. This is a function so that the search is compiled
/// once, not for each enum.
pub fn position(text: &str, known: &[&str]) -> Option<usize> {
    known.iter().position(|known| *known == text)
}

impl<T: OpenText> TextEnum for T {
    fn read(text: &str) -> Option<Self> {
        Some(T::of_text(text))
    }
}

impl<T: OpenText> FromText for T {
    fn from_text(text: impl IntoText) -> Self {
        T::of_text(text.as_ref())
    }
}

/// The known values of an enum, in the order of the documentation.
///
/// Each enum has a function `known` that returns it.
pub struct Known<T> {
    texts: slice::Iter<'static, &'static str>,
    value: PhantomData<fn() -> T>,
}

impl<T> Known<T> {
    /// Creates an iterator over the values of these texts.
    pub(crate) fn new(texts: &'static [&'static str]) -> Self {
        Self {
            texts: texts.iter(),
            value: PhantomData,
        }
    }
}

impl<T: TextEnum> Iterator for Known<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.texts.next().and_then(|text| T::read(text))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.texts.size_hint()
    }
}

impl<T: TextEnum> DoubleEndedIterator for Known<T> {
    fn next_back(&mut self) -> Option<T> {
        self.texts.next_back().and_then(|text| T::read(text))
    }
}

impl<T: TextEnum> ExactSizeIterator for Known<T> {}

impl<T> Clone for Known<T> {
    fn clone(&self) -> Self {
        Self {
            texts: self.texts.clone(),
            value: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Known<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.texts.clone()).finish()
    }
}
