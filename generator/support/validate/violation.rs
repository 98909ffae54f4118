//! Violations: the place and the rule, in types and in plain words.
//!
//! A violation never holds the value, so that a report of it can be logged.

use std::fmt;
use std::slice;
use std::vec;

use crate::support::pointer::shown;

/// A rule that a request has to keep.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Rule {
    /// The text has at least so many characters.
    MinLength {
        /// The least number of characters.
        limit: usize,
    },
    /// The text has at most so many characters.
    MaxLength {
        /// The greatest number of characters.
        limit: usize,
    },
    /// The text matches a regular expression.
    Pattern {
        /// The regular expression, as the documentation writes it.
        pattern: &'static str,
    },
    /// The number is not less than the limit.
    Minimum {
        /// The least number.
        limit: i128,
    },
    /// The number is not greater than the limit.
    Maximum {
        /// The greatest number.
        limit: i128,
    },
    /// The number is a multiple of the step.
    MultipleOf {
        /// The step.
        step: i128,
    },
    /// The list has at least so many items.
    MinItems {
        /// The least number of items.
        limit: usize,
    },
    /// The list has at most so many items.
    MaxItems {
        /// The greatest number of items.
        limit: usize,
    },
    /// The text is an RFC 3339 date-time.
    DateTime,
    /// The moment lies between two distances from another one.
    Window {
        /// The distance that it is greater than, in seconds after the other moment.
        after: i64,
        /// The greatest distance, in seconds after the other moment.
        before: i64,
        /// The name of the other moment.
        from: &'static str,
    },
    /// The text is an RFC 3986 URI with a scheme.
    Uri,
    /// The text is a decimal number.
    Decimal,
    /// The member is required under a condition.
    RequiredWhen {
        /// The condition.
        condition: &'static str,
    },
    /// Only some values are allowed under a condition.
    ValueWhen {
        /// The values.
        allowed: &'static [&'static str],
        /// The condition.
        condition: &'static str,
    },
    /// Something must hold of several members together.
    Relation {
        /// The demand, in words.
        demand: &'static str,
        /// The condition, if it must hold under one only.
        condition: Option<&'static str>,
    },
    /// An unlisted member does not repeat one that has its own field.
    RepeatsMember,
    /// The object has no member beside the documented ones.
    Unlisted,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::MinLength { limit } => {
                write!(
                    f,
                    "shorter than {}",
                    Count(limit, "character", "characters")
                )
            }
            Self::MaxLength { limit } => {
                write!(f, "longer than {}", Count(limit, "character", "characters"))
            }
            Self::Pattern { pattern } => write!(f, "does not match {pattern}"),
            Self::Minimum { limit } => write!(f, "less than {limit}"),
            Self::Maximum { limit } => write!(f, "greater than {limit}"),
            Self::MultipleOf { step } => write!(f, "not a multiple of {step}"),
            Self::MinItems { limit } => write!(f, "fewer than {}", Count(limit, "item", "items")),
            Self::MaxItems { limit } => write!(f, "more than {}", Count(limit, "item", "items")),
            Self::DateTime => f.write_str("not an RFC 3339 date-time that exists"),
            Self::Uri => f.write_str("not a URI with a scheme"),
            Self::Decimal => f.write_str("not a decimal number"),
            Self::Window {
                after,
                before,
                from,
            } => write!(
                f,
                "must be more than {after} and at most {before} seconds after the {from}"
            ),
            Self::RequiredWhen { condition } => write!(f, "required when {condition}"),
            Self::ValueWhen { allowed, condition } => {
                write!(f, "must be {} when {condition}", AnyOne(allowed))
            }
            Self::Relation { demand, condition } => {
                write!(f, "it must hold that {demand}")?;
                condition.map_or(Ok(()), |condition| write!(f, ", when {condition}"))
            }
            Self::RepeatsMember => f.write_str("repeats a member that has its own field"),
            Self::Unlisted => f.write_str("not a documented member, and no other is allowed"),
        }
    }
}

/// A number of things, in words.
struct Count(usize, &'static str, &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.0 == 1 { self.1 } else { self.2 };
        write!(f, "{} {noun}", self.0)
    }
}

/// Alternatives, in words: `a`, `a or b`, `a, b or c`.
struct AnyOne(&'static [&'static str]);

impl fmt::Display for AnyOne {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, text) in self.0.iter().enumerate() {
            if index > 0 {
                let last = index + 1 == self.0.len();
                f.write_str(if last { " or " } else { ", " })?;
            }
            f.write_str(text)?;
        }
        Ok(())
    }
}

/// One place in a request that breaks a rule.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Violation {
    pointer: String,
    rule: Rule,
}

impl Violation {
    pub(super) fn new(pointer: String, rule: Rule) -> Self {
        Self { pointer, rule }
    }

    /// Returns the JSON pointer (RFC 6901) from the request's root, which itself is
    /// the empty text.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Returns the rule.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", shown(&self.pointer), self.rule)
    }
}

/// All violations of a request.
///
/// There is at least one violation; they are in the order of the request's
/// fields.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Violations(Vec<Violation>);

#[allow(
    clippy::len_without_is_empty,
    reason = "there is always at least one violation"
)]
impl Violations {
    pub(super) fn unless_empty(violations: Vec<Violation>) -> Result<(), Self> {
        if violations.is_empty() {
            Ok(())
        } else {
            Err(Self(violations))
        }
    }

    /// Returns the number of violations, at least one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the violations.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }

    /// Returns the violations, one after the other.
    pub fn iter(&self) -> slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", Count(self.len(), "violation", "violations"))?;
        self.iter()
            .try_for_each(|violation| write!(f, "\n  {violation}"))
    }
}

impl std::error::Error for Violations {}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
