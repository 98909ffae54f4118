//! Constraints on JSON values that no type and no other rule expresses.
//!
//! Their check is that of the generated crates, so that both agree.

#[path = "../../support/assertion/check.rs"]
mod check;

use std::borrow::Cow;

use crate::text::json::{Json, number_of_json};

use super::pattern::Pattern;
use super::scalar::Scalar;

pub use check::{Assertion, Kind};

/// The parts of assertions in the model.
mod storage {
    pub(super) use crate::canonical::canonical;
    pub(super) use crate::exact;
    pub(super) use crate::text::json::Json;

    /// An assertion in another one.
    pub type Nested<T> = Box<T>;

    /// Several assertions or texts.
    pub type List<T> = Vec<T>;

    /// A text.
    pub type Text = String;

    pub use super::super::pattern::Pattern;

    /// A format of texts: the scalar that has it.
    pub use super::super::scalar::Scalar as Form;
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

    /// Lets null satisfy the assertion.
    pub fn include_null(&mut self) {
        match self {
            Self::Values(values) if values.iter().any(|value| value == "null") => {}
            Self::Values(values) => values.push("null".to_owned()),
            Self::Types(kinds) if kinds.contains(&Kind::Null) => {}
            Self::Types(kinds) => kinds.push(Kind::Null),
            other => {
                let inner = std::mem::replace(other, Self::ALWAYS);
                *other = Self::Any(vec![inner, Self::Types(vec![Kind::Null])]);
            }
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

    /// Returns the formats of texts in the assertion.
    #[must_use]
    pub fn forms(&self) -> Vec<Scalar> {
        let own = if let Self::Form(scalar) = self {
            Some(*scalar)
        } else {
            None
        };
        let inner = self.inner().into_iter().flat_map(Self::forms);
        own.into_iter().chain(inner).collect()
    }

    /// Returns the patterns in the assertion.
    #[must_use]
    pub fn patterns(&self) -> Vec<&Pattern> {
        let own: Vec<&Pattern> = match self {
            Self::Matching(pattern) => vec![pattern],
            Self::Like(all) => all.iter().map(|(pattern, _)| pattern).collect(),
            Self::Others(_, patterns, _) => patterns.iter().collect(),
            _ => Vec::new(),
        };
        let inner = self.inner().into_iter().flat_map(Self::patterns);
        own.into_iter().chain(inner).collect()
    }

    /// Returns the assertions of which this one is made.
    fn inner(&self) -> Vec<&Self> {
        match self {
            Self::Form(_)
            | Self::Types(_)
            | Self::Values(_)
            | Self::Length(..)
            | Self::Matching(_)
            | Self::AtLeast(_)
            | Self::AtMost(_)
            | Self::Above(_)
            | Self::Below(_)
            | Self::Step(_)
            | Self::Items(..)
            | Self::Unique
            | Self::Members(..)
            | Self::Required(_) => Vec::new(),
            Self::Each(all, rest) => all.iter().chain([&**rest]).collect(),
            Self::Named(all) => all.iter().map(|(_, it)| it).collect(),
            Self::Like(all) => all.iter().map(|(_, it)| it).collect(),
            Self::Contains(inner, ..)
            | Self::Others(_, _, inner)
            | Self::Names(inner)
            | Self::Not(inner) => vec![&**inner],
            Self::All(all) | Self::Any(all) | Self::One(all) => all.iter().collect(),
            Self::If(when, then, otherwise) => vec![&**when, &**then, &**otherwise],
        }
    }
}

/// The view of a value that the check has.
impl Json {
    fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    fn is_boolean(&self) -> bool {
        matches!(self, Self::Boolean(_))
    }

    fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    fn as_number(&self) -> Option<Cow<'_, str>> {
        if let Self::Number(text) = self {
            Some(number_of_json(text).into())
        } else {
            None
        }
    }

    fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(items) = self {
            Some(items)
        } else {
            None
        }
    }

    fn as_object(&self) -> Option<&[(String, Self)]> {
        if let Self::Object(members) = self {
            Some(members)
        } else {
            None
        }
    }
}
