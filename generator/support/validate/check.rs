//! Checks of a single value, one method for each rule. Each reports to the findings
//! if the value breaks the rule.
//!
//! Lengths are in characters, not bytes. A check of a valid value allocates
//! nothing.

use std::collections::BTreeMap;

use crate::support::extra::Extra;
use crate::support::syntax::{exact_moment, is_header_value, is_path_value};
use crate::support::value::{DateTime, Decimal, OpenText, Sensitive, TextEnum, Uri};

use super::advisory::Concern;
use super::at::At;
use super::findings::Findings;
use super::inspection::Inspection;
use super::violation::Rule;

/// A value with its place, which methods check by one rule after another. An absent
/// value breaks no rule.
pub struct Checked<'a, T: ?Sized> {
    value: Option<&'a T>,
    at: At<'a>,
    found: &'a mut Findings,
}

/// The type of a field with a value that can be checked.
pub trait Checkable {
    /// The type of the value.
    type Value: ?Sized;

    /// Returns the value, or `None` if it is absent.
    fn checked(&self) -> Option<&Self::Value>;
}

impl<T: Checkable> Checkable for Option<T> {
    type Value = T::Value;

    fn checked(&self) -> Option<&T::Value> {
        self.as_ref()?.checked()
    }
}

impl<T: Checkable> Checkable for Sensitive<T> {
    type Value = T::Value;

    fn checked(&self) -> Option<&T::Value> {
        self.expose().checked()
    }
}

impl<T: TextEnum> Checkable for T {
    type Value = T;

    fn checked(&self) -> Option<&T> {
        Some(self)
    }
}

impl<T> Checkable for Vec<T> {
    type Value = [T];

    fn checked(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl<T> Checkable for BTreeMap<String, T> {
    type Value = Self;

    fn checked(&self) -> Option<&Self> {
        Some(self)
    }
}

macro_rules! checkable {
    ($($name:ty: $value:ty),*) => {$(
        impl Checkable for $name {
            type Value = $value;

            fn checked(&self) -> Option<&$value> {
                Some(self)
            }
        }
    )*};
}

checkable!(String: str, DateTime: DateTime, Uri: Uri, Decimal: Decimal);
checkable!(i8: i8, i16: i16, i32: i32, i64: i64, u8: u8, u16: u16, u32: u32, u64: u64);

impl Inspection<'_> {
    /// Returns a member of the object for checks.
    pub fn member<'a, T: Checkable>(
        &'a mut self,
        name: &'a str,
        value: &'a T,
    ) -> Checked<'a, T::Value> {
        Checked {
            value: value.checked(),
            at: self.at.member(name),
            found: self.found,
        }
    }

    /// Returns a parameter of the request for checks.
    pub fn parameter<'a, T: Checkable>(
        &'a mut self,
        name: &'a str,
        value: &'a T,
    ) -> Checked<'a, T::Value> {
        Checked {
            value: value.checked(),
            at: self.at.parameter(name),
            found: self.found,
        }
    }

    /// Checks that a required text of the object is not empty, and returns it for
    /// further checks.
    pub fn filled<'a, T>(&'a mut self, name: &'a str, value: &'a T) -> Checked<'a, T::Value>
    where
        T: Checkable<Value: AsRef<str>>,
    {
        let mut member = self.member(name, value);
        member.filled();
        member
    }

    /// Returns the inspected value itself for checks.
    pub fn value<'a, T: Checkable>(&'a mut self, value: &'a T) -> Checked<'a, T::Value> {
        Checked {
            value: value.checked(),
            at: self.at,
            found: self.found,
        }
    }

    /// Checks the unlisted members of a type that does not specify them.
    pub fn unlisted(&mut self, extra: &Extra) {
        if !extra.is_empty() {
            self.found.unlisted(extra, self.names, self.at);
            self.found.repeated(extra, self.names, self.at);
        }
    }

    /// Checks the unlisted members of a type that expects them.
    pub fn repeated(&mut self, extra: &Extra) {
        if !extra.is_empty() {
            self.found.repeated(extra, self.names, self.at);
        }
    }

    /// Checks the unlisted members of a type that allows none.
    pub fn no_others(&mut self, extra: &Extra) {
        for (name, _) in extra {
            let at = self.at.unlisted(name);
            self.found.violation(at, Rule::Unlisted);
        }
    }
}

impl<T: ?Sized> Checked<'_, T> {
    /// Reports a rule if the value does not pass a test.
    pub(in crate::support) fn test(
        &mut self,
        passes: impl FnOnce(&T) -> bool,
        rule: Rule,
    ) -> &mut Self {
        match self.value {
            Some(value) if !passes(value) => self.report(rule),
            Some(_) | None => self,
        }
    }

    fn report(&mut self, rule: Rule) -> &mut Self {
        self.found.violation(self.at, rule);
        self
    }
}

/// Texts.
impl<T: AsRef<str> + ?Sized> Checked<'_, T> {
    fn text(&self) -> Option<&str> {
        self.value.map(T::as_ref)
    }

    /// Checks that a text has at least the given number of characters.
    pub fn min_length(&mut self, limit: usize) -> &mut Self {
        match self.text() {
            Some(text) if is_shorter(text, limit) => self.report(Rule::MinLength { limit }),
            Some(_) | None => self,
        }
    }

    /// Checks that a text has at most the given number of characters.
    pub fn max_length(&mut self, limit: usize) -> &mut Self {
        match self.text() {
            Some(text) if is_longer(text, limit) => self.report(Rule::MaxLength { limit }),
            Some(_) | None => self,
        }
    }

    /// Checks that a text matches a pattern, for which `matches` is the function.
    pub fn pattern(&mut self, matches: fn(&str) -> bool, pattern: &'static str) -> &mut Self {
        match self.text() {
            Some(text) if !matches(text) => self.report(Rule::Pattern { pattern }),
            Some(_) | None => self,
        }
    }

    /// Checks that a text does not match a pattern, for which `matches` is the function.
    pub fn unlike(&mut self, matches: fn(&str) -> bool, pattern: &'static str) -> &mut Self {
        match self.text() {
            Some(text) if matches(text) => self.report(Rule::Unlike { pattern }),
            Some(_) | None => self,
        }
    }

    /// Checks that a text is none of some values.
    pub fn except(&mut self, values: &'static [&'static str]) -> &mut Self {
        match self.text() {
            Some(text) if values.contains(&text) => self.report(Rule::Except { values }),
            Some(_) | None => self,
        }
    }

    /// Checks that a text can stand in a path.
    pub fn in_path(&mut self) -> &mut Self {
        match self.text() {
            Some(text) if !is_path_value(text) => self.report(Rule::PathValue),
            Some(_) | None => self,
        }
    }

    /// Checks that a text can stand in a header.
    pub fn in_header(&mut self) -> &mut Self {
        match self.text() {
            Some(text) if !is_header_value(text) => self.report(Rule::HeaderValue),
            Some(_) | None => self,
        }
    }

    /// Checks that a required text is not empty.
    pub fn filled(&mut self) -> &mut Self {
        if self.text().is_some_and(str::is_empty) {
            self.found.advisory(self.at, Concern::Empty);
        }
        self
    }
}

/// Returns whether a text has a number of characters in a range.
pub(super) fn has_length(text: &str, least: usize, most: usize) -> bool {
    !is_shorter(text, least) && !is_longer(text, most)
}

fn is_shorter(text: &str, limit: usize) -> bool {
    // A character has one to four bytes, so counting is mostly unnecessary.
    text.len() / 4 < limit && !(text.len() >= limit && has(text, limit))
}

fn is_longer(text: &str, limit: usize) -> bool {
    text.len() > limit && has(text, limit.saturating_add(1))
}

/// Returns whether there are at least as many characters.
// If it were inlined, the loop would be compiled once per limit, which takes most
// of the time of compiling the crate.
#[inline(never)]
fn has(text: &str, count: usize) -> bool {
    text.chars().take(count).count() == count
}

/// Numbers.
impl<T: Copy + Into<i128>> Checked<'_, T> {
    fn integer(&self) -> Option<i128> {
        self.value.map(|&value| value.into())
    }

    /// Checks that a number is at least the limit.
    pub fn minimum(&mut self, limit: i128) -> &mut Self {
        match self.integer() {
            Some(number) if number < limit => self.report(Rule::Minimum { limit }),
            Some(_) | None => self,
        }
    }

    /// Checks that a number is at most the limit.
    pub fn maximum(&mut self, limit: i128) -> &mut Self {
        match self.integer() {
            Some(number) if number > limit => self.report(Rule::Maximum { limit }),
            Some(_) | None => self,
        }
    }

    /// Checks that a number is a multiple of a step, which is not 0.
    pub fn multiple_of(&mut self, step: i128) -> &mut Self {
        match self.integer() {
            Some(number) if number % step != 0 => self.report(Rule::MultipleOf { step }),
            Some(_) | None => self,
        }
    }

    /// Checks that a number is none of some values.
    pub fn except_numbers(&mut self, values: &'static [i128]) -> &mut Self {
        match self.integer() {
            Some(number) if values.contains(&number) => self.report(Rule::ExceptNumbers { values }),
            Some(_) | None => self,
        }
    }

    /// Checks that the digits of a number match a pattern, for which `matches` is the
    /// function.
    pub fn digits(&mut self, matches: fn(T) -> bool, pattern: &'static str) -> &mut Self {
        match self.value {
            Some(&value) if !matches(value) => self.report(Rule::Pattern { pattern }),
            Some(_) | None => self,
        }
    }
}

impl Checked<'_, DateTime> {
    /// Checks that a date-time exists.
    pub fn date_time(&mut self) -> &mut Self {
        match self.value {
            Some(value) if !value.is_valid() => self.report(Rule::DateTime),
            Some(_) | None => self,
        }
    }

    /// Checks that a moment is within its time window, if the caller gave the start of
    /// the window.
    pub fn window(&mut self, after: i64, before: i64, from: &'static str) -> &mut Self {
        // An invalid date-time breaks another rule.
        let end = self.value.and_then(|value| exact_moment(value.as_str()));
        let (Some(start), Some((end, is_later))) = (self.found.moment(), end) else {
            return self;
        };
        let end = (end.seconds, end.nanoseconds, is_later);
        let bound = |distance| {
            (
                start.seconds.saturating_add(distance),
                start.nanoseconds,
                false,
            )
        };
        if end <= bound(after) || end > bound(before) {
            return self.report(Rule::Window {
                after,
                before,
                from,
            });
        }
        self
    }
}

impl Checked<'_, Uri> {
    /// Checks that a URI is valid and has a scheme.
    pub fn uri(&mut self) -> &mut Self {
        match self.value {
            Some(value) if !value.is_valid() => self.report(Rule::Uri),
            Some(_) | None => self,
        }
    }
}

impl Checked<'_, Decimal> {
    /// Checks that a decimal number is valid.
    pub fn decimal(&mut self) -> &mut Self {
        match self.value {
            Some(value) if !value.is_valid() => self.report(Rule::Decimal),
            Some(_) | None => self,
        }
    }
}

impl<T: OpenText> Checked<'_, T> {
    /// Checks that the value of an open enum is not a misspelling of a known value.
    pub fn recognized(&mut self) -> &mut Self {
        match self.value {
            Some(value) if !value.is_recognized() => {
                self.found.misspelt(value.text(), T::known(), self.at);
            }
            Some(_) | None => {}
        }
        self
    }
}
