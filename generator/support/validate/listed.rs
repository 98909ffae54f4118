//! The check of numbers and booleans against the values that the documentation lists.

use super::check::{Checkable, Checked};
use super::violation::Rule;

/// A number or a boolean that is compared with the text of a value in JSON.
pub trait Listed {
    /// Returns whether the text is that of the value.
    fn is(&self, text: &str) -> bool;
}

macro_rules! listed {
    ($($name:ty),*) => {$(
        impl Listed for $name {
            fn is(&self, text: &str) -> bool {
                text.parse() == Ok(*self)
            }
        }
    )*};
}

listed!(bool, i8, i16, i32, i64, u8, u16, u32, u64);

impl Checkable for bool {
    type Value = Self;

    fn checked(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<T: Listed> Checked<'_, T> {
    /// Checks that a value is one of the listed ones.
    pub fn only(&mut self, values: &'static [&'static str]) -> &mut Self {
        let is_listed = |value: &T| values.iter().any(|text| value.is(text));
        self.test(is_listed, Rule::Only { values })
    }
}
