//! The check of assertions. The generator checks examples with the same code.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::storage::{Form, Json, List, Nested, Pattern, Text, canonical, exact};

/// A constraint on a JSON value. As in JSON Schema, a value of another type than the one
/// that it is about satisfies it.
#[derive(Debug, Clone)]
pub enum Assertion {
    /// The value has one of these types.
    Types(List<Kind>),
    /// The value is one of these, written as JSON.
    Values(List<Text>),
    /// The text has from the first to the second number of characters.
    Length(u64, u64),
    /// The text matches a regular expression.
    Matching(Pattern),
    /// The text has a format.
    Form(Form),
    /// The number is at least a limit.
    AtLeast(Text),
    /// The number is at most a limit.
    AtMost(Text),
    /// The number is above a limit.
    Above(Text),
    /// The number is below a limit.
    Below(Text),
    /// The number is a multiple of a step.
    Step(Text),
    /// The list has from the first to the second number of items.
    Items(u64, u64),
    /// No two items of the list are equal.
    Unique,
    /// The first items of the list satisfy one assertion each, and all others the last one.
    Each(List<Assertion>, Nested<Assertion>),
    /// The number of items that satisfy an assertion is from the first to the second one.
    Contains(Nested<Assertion>, u64, u64),
    /// The object has from the first to the second number of members.
    Members(u64, u64),
    /// The object has all these members.
    Required(List<Text>),
    /// Members of these names satisfy an assertion each.
    Named(List<(Text, Assertion)>),
    /// Members whose names match satisfy an assertion each.
    Like(List<(Pattern, Assertion)>),
    /// Members with none of these names and patterns satisfy an assertion.
    Others(List<Text>, List<Pattern>, Nested<Assertion>),
    /// The name of each member satisfies an assertion.
    Names(Nested<Assertion>),
    /// All hold.
    All(List<Assertion>),
    /// At least one holds.
    Any(List<Assertion>),
    /// Exactly one holds.
    One(List<Assertion>),
    /// It does not hold.
    Not(Nested<Assertion>),
    /// If the first holds, the second holds, and otherwise the third.
    If(Nested<Assertion>, Nested<Assertion>, Nested<Assertion>),
}

/// A type of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Null.
    Null,
    /// A boolean.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// A step from a value to one inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'v> {
    /// To the member of this name.
    Member(&'v str),
    /// To the item at this position.
    Item(usize),
}

/// Receives the path to each value that breaks an assertion, with the keyword of JSON Schema.
pub type Report<'r> = &'r mut dyn FnMut(&[Step<'_>], &'static str);

impl Assertion {
    /// Returns whether a value satisfies the assertion.
    #[must_use]
    pub fn holds(&self, value: &Json) -> bool {
        let mut holds = true;
        self.check(value, &mut Vec::new(), &mut |_, _| holds = false);
        holds
    }

    /// Reports each place at which the value breaks the assertion. `path` leads to the value.
    pub fn check<'v>(&self, value: &'v Json, path: &mut Vec<Step<'v>>, report: Report<'_>) {
        match self {
            Self::All(all) => all.iter().for_each(|it| it.check(value, path, report)),
            Self::If(when, then, otherwise) => {
                let branch = if when.holds(value) { then } else { otherwise };
                branch.check(value, path, report);
            }
            Self::Each(first, rest) => {
                for (at, item) in value.as_list().into_iter().flatten().enumerate() {
                    let rule: &Self = first.get(at).unwrap_or(rest);
                    rule.inside(Step::Item(at), item, path, report);
                }
            }
            Self::Named(_) | Self::Like(_) | Self::Others(..) | Self::Required(_) => {
                if let Some(members) = value.as_object() {
                    self.members(members, path, report);
                }
            }
            _ => {
                if let Some(keyword) = self.broken(value) {
                    report(path, keyword);
                }
            }
        }
    }

    /// Checks a value inside.
    fn inside<'v>(
        &self,
        step: Step<'v>,
        value: &'v Json,
        path: &mut Vec<Step<'v>>,
        report: Report<'_>,
    ) {
        path.push(step);
        self.check(value, path, report);
        path.pop();
    }

    /// Checks the members of an object, each at its place.
    fn members<'v>(
        &self,
        members: &'v [(String, Json)],
        path: &mut Vec<Step<'v>>,
        report: Report<'_>,
    ) {
        if let Self::Required(names) = self {
            let is_missing = |name: &str| !members.iter().any(|(known, _)| is(known, name));
            for name in names.iter().filter(|name| is_missing(name)) {
                let inside = [Step::Member(name)];
                report(&[path.as_slice(), &inside].concat(), "required");
            }
        }
        for (name, value) in members {
            let step = Step::Member(name);
            match self {
                Self::Named(rules) => {
                    for (_, rule) in rules.iter().filter(|(known, _)| is(known, name)) {
                        rule.inside(step, value, path, report);
                    }
                }
                Self::Like(rules) => {
                    for (_, rule) in rules.iter().filter(|(like, _)| like.is_match(name)) {
                        rule.inside(step, value, path, report);
                    }
                }
                Self::Others(names, patterns, rule) => {
                    let is_listed = names.iter().any(|known| is(known, name))
                        || patterns.iter().any(|like| like.is_match(name));
                    if !is_listed {
                        rule.inside(step, value, path, report);
                    }
                }
                _ => {}
            }
        }
    }

    /// Returns the keyword that the value itself breaks.
    fn broken(&self, value: &Json) -> Option<&'static str> {
        let count = |all: &[Self]| all.iter().filter(|it| it.holds(value)).count();
        let (is_kept, keyword) = match self {
            Self::Types(kinds) => (kinds.iter().any(|kind| kind.is_of(value)), "type"),
            Self::Values(values) => (is_listed(values, value), "enum"),
            Self::Any(all) => (all.iter().any(|it| it.holds(value)), "anyOf"),
            Self::One(all) => (count(all) == 1, "oneOf"),
            Self::Not(inner) => (!inner.holds(value), "not"),
            Self::Length(..) | Self::Matching(_) | Self::Form(_) => {
                return self.of_text(value.as_text()?);
            }
            Self::Items(..) | Self::Unique | Self::Contains(..) => {
                return self.of_list(value.as_list()?);
            }
            Self::Members(..) | Self::Names(_) => return self.of_object(value.as_object()?),
            Self::AtLeast(_)
            | Self::AtMost(_)
            | Self::Above(_)
            | Self::Below(_)
            | Self::Step(_) => {
                return self.of_number(&value.as_number()?);
            }
            // They hold, or are checked inside.
            Self::All(_)
            | Self::If(..)
            | Self::Each(..)
            | Self::Named(_)
            | Self::Like(_)
            | Self::Others(..)
            | Self::Required(_) => return None,
        };
        (!is_kept).then_some(keyword)
    }

    fn of_text(&self, text: &str) -> Option<&'static str> {
        match self {
            Self::Length(least, most) if !within(text.chars().count(), *least, *most) => {
                Some("length")
            }
            Self::Matching(like) if !like.is_match(text) => Some("pattern"),
            Self::Form(form) if !form.is_match(text) => Some("format"),
            _ => None,
        }
    }

    fn of_number(&self, number: &str) -> Option<&'static str> {
        let is = |limit: &str, test: fn(Ordering) -> bool| {
            exact::compare(number, limit).is_none_or(test)
        };
        let (is_kept, keyword) = match self {
            Self::AtLeast(limit) => (is(limit, Ordering::is_ge), "minimum"),
            Self::AtMost(limit) => (is(limit, Ordering::is_le), "maximum"),
            Self::Above(limit) => (is(limit, Ordering::is_gt), "exclusiveMinimum"),
            Self::Below(limit) => (is(limit, Ordering::is_lt), "exclusiveMaximum"),
            Self::Step(step) => (
                exact::is_multiple(number, step) != Some(false),
                "multipleOf",
            ),
            _ => return None,
        };
        (!is_kept).then_some(keyword)
    }

    fn of_list(&self, items: &[Json]) -> Option<&'static str> {
        let (is_kept, keyword) = match self {
            Self::Items(least, most) => (within(items.len(), *least, *most), "items"),
            Self::Unique => {
                let mut seen = HashSet::with_capacity(items.len());
                let mut texts = items.iter().map(|item| canonical(&item.to_json()));
                (texts.all(|text| seen.insert(text)), "uniqueItems")
            }
            Self::Contains(rule, least, most) => {
                let count = items.iter().filter(|item| rule.holds(item)).count();
                (within(count, *least, *most), "contains")
            }
            _ => return None,
        };
        (!is_kept).then_some(keyword)
    }

    fn of_object(&self, members: &[(String, Json)]) -> Option<&'static str> {
        let (is_kept, keyword) = match self {
            Self::Members(least, most) => (within(members.len(), *least, *most), "members"),
            Self::Names(rule) => {
                let mut names = members.iter().map(|(name, _)| Json::Text(name.clone()));
                (names.all(|name| rule.holds(&name)), "propertyNames")
            }
            _ => return None,
        };
        (!is_kept).then_some(keyword)
    }
}

impl Kind {
    fn is_of(self, value: &Json) -> bool {
        match self {
            Self::Null => value.is_null(),
            Self::Boolean => value.is_boolean(),
            Self::Integer => value
                .as_number()
                .is_some_and(|number| exact::is_multiple(&number, "1") != Some(false)),
            Self::Number => value.as_number().is_some(),
            Self::Text => value.as_text().is_some(),
            Self::List => value.as_list().is_some(),
            Self::Object => value.as_object().is_some(),
        }
    }
}

fn is(known: &str, name: &str) -> bool {
    known == name
}

fn within(count: usize, least: u64, most: u64) -> bool {
    u64::try_from(count).is_ok_and(|count| (least..=most).contains(&count))
}

fn is_listed(values: &[Text], value: &Json) -> bool {
    let value = canonical(&value.to_json());
    values.iter().any(|json| canonical(json) == value)
}
