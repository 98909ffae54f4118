//! Values: types, constraints and sensitivity.

use std::cmp::Ordering;

use crate::exact;
use crate::exact::compare;
use crate::text::json::Json;

use super::assertion::Assertion;
use super::ids::TypeId;
use super::pattern::Pattern;
use super::scalar::{Literal, Scalar};

/// A value: its type, its constraints and its sensitivity.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The type.
    pub ty: Type,
    /// True if it may be null.
    pub nullable: bool,
    /// The constraints.
    pub rules: Vec<Rule>,
    /// The reason to redact it, if there is one.
    pub sensitive: Option<Sensitivity>,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// A string, a number or a boolean.
    Scalar(Scalar),
    /// Any JSON value.
    Any,
    /// A named type.
    Named(TypeId),
    /// A list of values.
    List(Box<Value>),
    /// A map of values.
    Map(Box<Value>),
}

/// A constraint on a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// The least number of characters.
    MinLength(u64),
    /// The greatest number of characters.
    MaxLength(u64),
    /// A regular expression.
    Pattern(Pattern),
    /// The least number.
    Minimum(i128),
    /// The greatest number.
    Maximum(i128),
    /// The step of which the number is a multiple. It is above 0.
    MultipleOf(i128),
    /// The least number, which may have a fraction, as its text in JSON.
    AtLeast(String),
    /// The greatest number, which may have a fraction.
    AtMost(String),
    /// The number below all allowed ones.
    Above(String),
    /// The number above all allowed ones.
    Below(String),
    /// The step of which the number is a multiple, and which may have a fraction.
    Step(String),
    /// The ranges of the integers that match a pattern.
    Ranges {
        /// The pattern, as written.
        pattern: String,
        /// The ranges, both ends included.
        ranges: Vec<(i128, i128)>,
    },
    /// The least number of items.
    MinItems(u64),
    /// The greatest number of items.
    MaxItems(u64),
    /// No two items are equal.
    UniqueItems,
    /// The least number of members.
    MinProperties(u64),
    /// The greatest number of members.
    MaxProperties(u64),
    /// The values that are not allowed.
    Except(Vec<Literal>),
    /// The allowed values of a number or a boolean, as their texts in JSON.
    Only(Vec<String>),
    /// A regular expression that the text does not match.
    Unlike(Pattern),
    /// A constraint on the name of every member.
    Names(Box<Rule>),
    /// A constraint on the value as JSON.
    Assert(Assertion),
}

/// The reason to redact a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    /// Data of a payment card.
    Card,
    /// A secret: a token, a key, session data.
    Secret,
    /// Data about a person.
    Personal,
    /// Free text of a gateway, which may repeat parts of the request.
    FreeText,
}

/// The property of a value that a constraint applies to.
#[derive(Debug, Clone, Copy)]
pub enum Measured<'a> {
    /// The text of a string.
    Text(&'a str),
    /// The number of an integer.
    Integer(i128),
    /// The text of a number that may have a fraction.
    Number(&'a str),
    /// A boolean.
    Boolean(bool),
    /// The items of a list: their number, and whether two are equal.
    Items {
        /// The number.
        count: usize,
        /// True if two items are equal.
        repeats: bool,
    },
    /// The number of members of an object.
    Properties(usize),
    /// The name of a member of an object.
    Name(&'a str),
    /// The value as a whole.
    Json(&'a Json),
}

impl Rule {
    /// Returns the patterns of the rule.
    #[must_use]
    pub fn patterns(&self) -> Vec<&Pattern> {
        match self {
            Self::Pattern(pattern) | Self::Unlike(pattern) => vec![pattern],
            Self::Names(rule) => rule.patterns(),
            Self::Assert(assertion) => assertion.patterns(),
            Self::MinLength(_)
            | Self::MaxLength(_)
            | Self::Minimum(_)
            | Self::Maximum(_)
            | Self::MultipleOf(_)
            | Self::AtLeast(_)
            | Self::AtMost(_)
            | Self::Above(_)
            | Self::Below(_)
            | Self::Step(_)
            | Self::Ranges { .. }
            | Self::MinItems(_)
            | Self::MaxItems(_)
            | Self::UniqueItems
            | Self::MinProperties(_)
            | Self::MaxProperties(_)
            | Self::Except(_)
            | Self::Only(_) => Vec::new(),
        }
    }

    /// Returns the least number of characters, items or members, if the constraint is one.
    #[must_use]
    pub fn least_count(&self) -> Option<u64> {
        if let Self::MinLength(least) | Self::MinItems(least) | Self::MinProperties(least) = self {
            Some(*least)
        } else {
            None
        }
    }

    /// Returns whether a value satisfies the constraint. As in JSON Schema, a value that
    /// the constraint does not apply to satisfies it.
    #[must_use]
    pub fn admits(&self, value: Measured<'_>) -> bool {
        match (self, value) {
            (Self::MinLength(min), Measured::Text(text)) => characters(text) >= *min,
            (Self::MaxLength(max), Measured::Text(text)) => characters(text) <= *max,
            (Self::Pattern(pattern), Measured::Text(text)) => pattern.matcher.is_match(text),
            (Self::Unlike(pattern), Measured::Text(text)) => !pattern.matcher.is_match(text),
            (Self::Except(values), Measured::Text(text)) => {
                let is_same = |value: &Literal| matches!(value, Literal::Text(it) if it == text);
                !values.iter().any(is_same)
            }
            (Self::Except(values), Measured::Integer(number)) => {
                !values.contains(&Literal::Integer(number))
            }
            (Self::Only(values), Measured::Integer(number)) => {
                values.iter().any(|value| value.parse() == Ok(number))
            }
            (Self::Only(values), Measured::Number(number)) => {
                let is_same = |value: &String| compare(number, value) == Some(Ordering::Equal);
                values.iter().any(is_same)
            }
            (Self::Only(values), Measured::Boolean(flag)) => {
                values.iter().any(|value| value.parse() == Ok(flag))
            }
            (Self::Minimum(min), Measured::Integer(number)) => number >= *min,
            (Self::Maximum(max), Measured::Integer(number)) => number <= *max,
            (Self::MultipleOf(step), Measured::Integer(number)) => number % step == 0,
            (Self::Ranges { ranges, .. }, Measured::Integer(number)) => {
                let mut ranges = ranges.iter();
                ranges.any(|(low, high)| (low..=high).contains(&&number))
            }
            (Self::AtLeast(min), Measured::Number(number)) => {
                compare(number, min).is_none_or(Ordering::is_ge)
            }
            (Self::AtMost(max), Measured::Number(number)) => {
                compare(number, max).is_none_or(Ordering::is_le)
            }
            (Self::Above(min), Measured::Number(number)) => {
                compare(number, min).is_none_or(Ordering::is_gt)
            }
            (Self::Below(max), Measured::Number(number)) => {
                compare(number, max).is_none_or(Ordering::is_lt)
            }
            (Self::Step(step), Measured::Number(number)) => {
                exact::is_multiple(number, step).unwrap_or(true)
            }
            (Self::MinItems(min), Measured::Items { count, .. })
            | (Self::MinProperties(min), Measured::Properties(count)) => count_of(count) >= *min,
            (Self::MaxItems(max), Measured::Items { count, .. })
            | (Self::MaxProperties(max), Measured::Properties(count)) => count_of(count) <= *max,
            (Self::UniqueItems, Measured::Items { repeats, .. }) => !repeats,
            (Self::Assert(assertion), Measured::Json(value)) => assertion.holds(value),
            (Self::Names(rule), Measured::Name(name)) => rule.admits(Measured::Text(name)),
            (
                Self::MinLength(_)
                | Self::MaxLength(_)
                | Self::Pattern(_)
                | Self::Minimum(_)
                | Self::Maximum(_)
                | Self::MultipleOf(_)
                | Self::Ranges { .. }
                | Self::AtLeast(_)
                | Self::AtMost(_)
                | Self::Above(_)
                | Self::Below(_)
                | Self::Step(_)
                | Self::MinItems(_)
                | Self::MaxItems(_)
                | Self::UniqueItems
                | Self::MinProperties(_)
                | Self::MaxProperties(_)
                | Self::Except(_)
                | Self::Only(_)
                | Self::Unlike(_)
                | Self::Names(_)
                | Self::Assert(_),
                Measured::Text(_)
                | Measured::Integer(_)
                | Measured::Number(_)
                | Measured::Boolean(_)
                | Measured::Items { .. }
                | Measured::Properties(_)
                | Measured::Name(_)
                | Measured::Json(_),
            ) => true,
        }
    }
}

impl Rule {
    /// Returns the least and the greatest number of characters that rules allow.
    #[must_use]
    pub fn lengths(rules: &[Self]) -> (u64, Option<u64>) {
        let (mut least, mut most) = (0, None);
        for rule in rules {
            if let Self::MinLength(limit) = rule {
                least = least.max(*limit);
            }
            if let Self::MaxLength(limit) = rule {
                most = Some(most.map_or(*limit, |known: u64| known.min(*limit)));
            }
        }
        (least, most)
    }
}

fn characters(text: &str) -> u64 {
    count_of(text.chars().count())
}

fn count_of(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

impl Value {
    /// Creates a value without constraints.
    #[must_use]
    pub fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            rules: Vec::new(),
            sensitive: None,
        }
    }

    /// Makes null one of the values, if they are of any type.
    pub fn include_null(&mut self) {
        if self.ty != Type::Any || !self.nullable {
            return;
        }
        self.nullable = false;
        for rule in &mut self.rules {
            if let Rule::Assert(assertion) = rule {
                assertion.include_null();
            }
        }
    }

    /// Returns the reason to redact the value or an item of it.
    #[must_use]
    pub fn sensitivity(&self) -> Option<Sensitivity> {
        self.sensitive.or_else(|| match &self.ty {
            Type::List(item) | Type::Map(item) => item.sensitivity(),
            Type::Scalar(_) | Type::Any | Type::Named(_) => None,
        })
    }
}

impl Type {
    /// Returns the named type of a value or of its items.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::List(item) | Self::Map(item) => item.ty.named(),
            Self::Scalar(_) | Self::Any => None,
        }
    }
}
