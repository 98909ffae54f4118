//! Constraints on JSON values that no type and no other rule expresses.
//!
//! Their check is that of the generated crates, so that both agree.

#[path = "../../support/assertion/check.rs"]
mod check;

use serde_json::Value;

use crate::text::json::Json;

pub use check::{Assertion, Kind};

/// The parts of assertions in the model.
mod storage {
    pub(super) use crate::canonical::canonical;
    pub(super) use crate::exact;

    /// An assertion in another one.
    pub type Nested<T> = Box<T>;

    /// Several assertions or texts.
    pub type List<T> = Vec<T>;

    /// A text.
    pub type Text = String;

    pub use super::super::pattern::Pattern;
}

impl PartialEq for Assertion {
    fn eq(&self, other: &Self) -> bool {
        // They are few, and small.
        format!("{self:?}") == format!("{other:?}")
    }
}

impl Assertion {
    /// The assertion that every value satisfies.
    pub const ALWAYS: Self = Self::All(Vec::new());

    /// Returns the assertion that no value satisfies.
    #[must_use]
    pub fn never() -> Self {
        Self::Any(Vec::new())
    }

    /// Returns the assertion that all these hold.
    #[must_use]
    pub fn all(all: Vec<Self>) -> Self {
        let mut flat = Vec::new();
        for assertion in all {
            match assertion {
                Self::All(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match <[Self; 1]>::try_from(flat) {
            Ok([one]) => one,
            Err(flat) => Self::All(flat),
        }
    }

    /// Returns whether every value satisfies the assertion.
    #[must_use]
    pub fn is_always(&self) -> bool {
        matches!(self, Self::All(all) if all.is_empty())
    }

    /// Returns whether no value satisfies the assertion.
    #[must_use]
    pub fn is_never(&self) -> bool {
        matches!(self, Self::Any(all) if all.is_empty())
    }

    /// Returns whether a value satisfies the assertion.
    #[must_use]
    pub fn admits(&self, value: &Json) -> bool {
        self.holds(&Value::from(value))
    }
}

impl From<&Json> for Value {
    fn from(value: &Json) -> Self {
        match value {
            Json::Null => Self::Null,
            Json::Boolean(value) => Self::Bool(*value),
            Json::Number(text) => serde_json::from_str(text).unwrap_or(Self::Null),
            Json::Text(text) => Self::String(text.clone()),
            Json::List(items) => items.iter().map(Self::from).collect(),
            Json::Object(members) => {
                let members = members.iter();
                let members = members.map(|(name, value)| (name.clone(), Self::from(value)));
                members.collect()
            }
        }
    }
}
