//! Violations: the places in a request that break a rule.
//!
//! A violation never contains the value, so it can be logged.

use std::fmt;
use std::slice;
use std::vec;

use crate::support::pointer::shown;

/// A rule for a request.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Rule {
    /// The text has a minimum length.
    MinLength {
        /// The minimum number of characters.
        limit: usize,
    },
    /// The text has a maximum length.
    MaxLength {
        /// The maximum number of characters.
        limit: usize,
    },
    /// The text matches a regular expression.
    Pattern {
        /// The regular expression as the documentation writes it.
        pattern: &'static str,
    },
    /// The text does not match a regular expression.
    Unlike {
        /// The regular expression as the documentation writes it.
        pattern: &'static str,
    },
    /// The text is none of some values.
    Except {
        /// The values that are not allowed.
        values: &'static [&'static str],
    },
    /// The number is none of some values.
    ExceptNumbers {
        /// The values that are not allowed.
        values: &'static [i128],
    },
    /// The number, the boolean or the tag of a variant is one of some values.
    Only {
        /// The allowed values.
        values: &'static [&'static str],
    },
    /// The number has a minimum.
    Minimum {
        /// The minimum.
        limit: i128,
    },
    /// The number has a maximum.
    Maximum {
        /// The maximum.
        limit: i128,
    },
    /// The number is a multiple of a step.
    MultipleOf {
        /// The step.
        step: i128,
    },
    /// The number is at least a limit, which may have a fraction.
    AtLeast {
        /// The limit.
        limit: &'static str,
    },
    /// The number is at most a limit, which may have a fraction.
    AtMost {
        /// The limit.
        limit: &'static str,
    },
    /// The number is above a limit.
    Above {
        /// The limit.
        limit: &'static str,
    },
    /// The number is below a limit.
    Below {
        /// The limit.
        limit: &'static str,
    },
    /// The number is a multiple of a step, which may have a fraction.
    Step {
        /// The step.
        step: &'static str,
    },
    /// The value is a number that JSON can express.
    Number,
    /// The list has a minimum number of items.
    MinItems {
        /// The minimum number of items.
        limit: usize,
    },
    /// The list has a maximum number of items.
    MaxItems {
        /// The maximum number of items.
        limit: usize,
    },
    /// No two items of the list are equal.
    UniqueItems,
    /// The object has a minimum number of members.
    MinProperties {
        /// The minimum number of members.
        limit: usize,
    },
    /// The object has a maximum number of members.
    MaxProperties {
        /// The maximum number of members.
        limit: usize,
    },
    /// The names of the object's members have a form.
    Names {
        /// The form in words.
        demand: &'static str,
    },
    /// The member has the type that the documentation describes.
    OtherType,
    /// The text is an RFC 3339 date-time that exists.
    DateTime,
    /// The moment is within a time window after another moment.
    Window {
        /// The exclusive lower limit, in seconds after the other moment.
        after: i64,
        /// The inclusive upper limit, in seconds after the other moment.
        before: i64,
        /// The name of the other moment.
        from: &'static str,
    },
    /// The text is an RFC 3986 URI with a scheme.
    Uri,
    /// The text is a decimal number.
    Decimal,
    /// The text has a form.
    Form {
        /// The form, such as `a UUID`.
        form: &'static str,
    },
    /// The text can stand in a path.
    PathValue,
    /// The text can stand in a header.
    HeaderValue,
    /// No item contains the text that separates the items.
    Delimiter,
    /// No member of the object has the name of another parameter.
    NameOfAnother,
    /// The member is required in every message that is written.
    Required,
    /// The member is required under a condition.
    RequiredWhen {
        /// The condition.
        condition: &'static str,
    },
    /// The value is one of the allowed ones under a condition.
    ValueWhen {
        /// The allowed values.
        allowed: &'static [&'static str],
        /// The condition.
        condition: &'static str,
    },
    /// A relation holds between several members.
    Relation {
        /// The relation in words.
        demand: &'static str,
        /// The condition, if the relation holds only under one.
        condition: Option<&'static str>,
    },
    /// The value satisfies a keyword of its schema.
    Keyword {
        /// The keyword.
        keyword: &'static str,
    },
    /// An unlisted member does not have the name of a field.
    RepeatsMember,
    /// The object has no undocumented members.
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
            Self::Unlike { pattern } => write!(f, "must not match {pattern}"),
            Self::Except { values } => write!(f, "must not be {}", AnyOne(values)),
            Self::ExceptNumbers { values } => write!(f, "must not be {}", AnyOne(values)),
            Self::Only { values } => write!(f, "must be {}", AnyOne(values)),
            Self::Minimum { limit } => write!(f, "less than {limit}"),
            Self::Maximum { limit } => write!(f, "greater than {limit}"),
            Self::MultipleOf { step } => write!(f, "not a multiple of {step}"),
            Self::AtLeast { limit } => write!(f, "less than {limit}"),
            Self::AtMost { limit } => write!(f, "greater than {limit}"),
            Self::Above { limit } => write!(f, "not above {limit}"),
            Self::Below { limit } => write!(f, "not below {limit}"),
            Self::Step { step } => write!(f, "not a multiple of {step}"),
            Self::Number => f.write_str("not a number of JSON"),
            Self::MinItems { limit } => write!(f, "fewer than {}", Count(limit, "item", "items")),
            Self::MaxItems { limit } => write!(f, "more than {}", Count(limit, "item", "items")),
            Self::UniqueItems => f.write_str("has equal items"),
            Self::MinProperties { limit } => {
                write!(f, "fewer than {}", Count(limit, "member", "members"))
            }
            Self::MaxProperties { limit } => {
                write!(f, "more than {}", Count(limit, "member", "members"))
            }
            Self::Names { demand } => write!(f, "requires that each name is {demand}"),
            Self::OtherType => f.write_str("not of the documented type"),
            Self::DateTime => f.write_str("not a valid RFC 3339 date-time"),
            Self::Uri => f.write_str("not a URI with a scheme"),
            Self::Decimal => f.write_str("not a decimal number"),
            Self::Form { form } => write!(f, "not {form}"),
            Self::PathValue => {
                f.write_str("empty, `.` or `..`, which would be the path of something else")
            }
            Self::HeaderValue => {
                f.write_str("has a character that a header cannot have, or space around it")
            }
            Self::Delimiter => {
                f.write_str("has an item with the character that separates the items")
            }
            Self::NameOfAnother => f.write_str("has a member with the name of another parameter"),
            Self::Window {
                after,
                before,
                from,
            } => write!(
                f,
                "must be more than {after} and at most {before} seconds after the {from}"
            ),
            Self::Required => f.write_str("required"),
            Self::RequiredWhen { condition } => write!(f, "required when {condition}"),
            Self::ValueWhen { allowed, condition } => {
                write!(f, "must be {} when {condition}", AnyOne(allowed))
            }
            Self::Relation { demand, condition } => {
                write!(f, "requires that {demand}")?;
                condition.map_or(Ok(()), |condition| write!(f, ", when {condition}"))
            }
            Self::Keyword { keyword } => {
                write!(f, "not valid by `{keyword}` of the documented schema")
            }
            Self::RepeatsMember => f.write_str("repeats a member that has its own field"),
            Self::Unlisted => f.write_str("not a documented member; this object allows no others"),
        }
    }
}

/// A number with its noun.
struct Count(usize, &'static str, &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.0 == 1 { self.1 } else { self.2 };
        write!(f, "{} {noun}", self.0)
    }
}

/// Alternatives as text: `a`, `a or b`, `a, b or c`.
struct AnyOne<T: 'static>(&'static [T]);

impl<T: fmt::Display> fmt::Display for AnyOne<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, text) in self.0.iter().enumerate() {
            if index > 0 {
                let last = index + 1 == self.0.len();
                f.write_str(if last { " or " } else { ", " })?;
            }
            write!(f, "{text}")?;
        }
        Ok(())
    }
}

/// A place in a request that breaks a rule.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Violation {
    pointer: String,
    rule: Rule,
}

impl Violation {
    pub(super) fn new(pointer: String, rule: Rule) -> Self {
        Self { pointer, rule }
    }

    /// Returns the JSON pointer (RFC 6901) from the root of the request's body. The
    /// pointer to the root is empty. A value outside the body has the name of its
    /// parameter instead, such as `query parameter limit`.
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

/// The violations of a request.
///
/// There is at least one violation. They are in the order of the request's fields.
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

    /// Returns the violations as a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }

    /// Returns an iterator over the violations.
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
