//! Checks of a single value, one function for each rule. Each takes the value, its
//! limit and its place, and reports to the findings.
//!
//! Lengths are in characters, not bytes. A check of a valid value allocates
//! nothing.

use crate::support::extra::Extra;
use crate::support::syntax::exact_moment;
use crate::support::value::{DateTime, Decimal, OpenText, Uri};

use super::advisory::Concern;
use super::at::At;
use super::findings::Findings;
use super::nearest::nearest;
use super::violation::Rule;

/// Checks that a text has at least the given number of characters.
pub fn min_length(text: &str, limit: usize, at: At<'_>, found: &mut Findings) {
    // A character has one to four bytes, so counting is mostly unnecessary.
    if text.len() / 4 < limit && !(text.len() >= limit && has(text, limit)) {
        found.violation(at, Rule::MinLength { limit });
    }
}

/// Checks that a text has at most the given number of characters.
pub fn max_length(text: &str, limit: usize, at: At<'_>, found: &mut Findings) {
    if text.len() > limit && has(text, limit.saturating_add(1)) {
        found.violation(at, Rule::MaxLength { limit });
    }
}

/// Returns whether there are at least as many characters.
// If it were inlined, the loop would be compiled once per limit, which takes most
// of the time of compiling the crate.
#[inline(never)]
fn has(text: &str, count: usize) -> bool {
    text.chars().take(count).count() == count
}

/// Reports a text that does not match a pattern; the caller has matched it.
pub fn pattern(matches: bool, pattern: &'static str, at: At<'_>, found: &mut Findings) {
    if !matches {
        found.violation(at, Rule::Pattern { pattern });
    }
}

/// Checks that a number is at least the limit.
pub fn minimum(value: impl Into<i128>, limit: i128, at: At<'_>, found: &mut Findings) {
    if value.into() < limit {
        found.violation(at, Rule::Minimum { limit });
    }
}

/// Checks that a number is at most the limit.
pub fn maximum(value: impl Into<i128>, limit: i128, at: At<'_>, found: &mut Findings) {
    if value.into() > limit {
        found.violation(at, Rule::Maximum { limit });
    }
}

/// Checks that a number is a multiple of a step, which is not 0.
pub fn multiple_of(value: impl Into<i128>, step: i128, at: At<'_>, found: &mut Findings) {
    if value.into() % step != 0 {
        found.violation(at, Rule::MultipleOf { step });
    }
}

/// Checks that a list has at least the given number of items.
pub fn min_items(len: usize, limit: usize, at: At<'_>, found: &mut Findings) {
    if len < limit {
        found.violation(at, Rule::MinItems { limit });
    }
}

/// Checks that a list has at most the given number of items.
pub fn max_items(len: usize, limit: usize, at: At<'_>, found: &mut Findings) {
    if len > limit {
        found.violation(at, Rule::MaxItems { limit });
    }
}

/// Checks that a date-time exists.
pub fn date_time(value: &DateTime, at: At<'_>, found: &mut Findings) {
    if !value.is_valid() {
        found.violation(at, Rule::DateTime);
    }
}

/// Checks that a moment is within its time window, if the caller gave the start of
/// the window.
pub fn window(
    value: &DateTime,
    after: i64,
    before: i64,
    from: &'static str,
    at: At<'_>,
    found: &mut Findings,
) {
    // An invalid date-time breaks another rule.
    let (Some(start), Some((end, is_later))) = (found.moment(), exact_moment(value.as_str()))
    else {
        return;
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
        let rule = Rule::Window {
            after,
            before,
            from,
        };
        found.violation(at, rule);
    }
}

/// Checks that a URI is valid and has a scheme.
pub fn uri(value: &Uri, at: At<'_>, found: &mut Findings) {
    if !value.is_valid() {
        found.violation(at, Rule::Uri);
    }
}

/// Checks that a decimal number is valid.
pub fn decimal(value: &Decimal, at: At<'_>, found: &mut Findings) {
    if !value.is_valid() {
        found.violation(at, Rule::Decimal);
    }
}

/// Checks that a required text is not empty.
pub fn filled(text: &str, at: At<'_>, found: &mut Findings) {
    if text.is_empty() {
        found.advisory(at, Concern::Empty);
    }
}

/// Checks that the value of an open enum is not a misspelling of a known value.
pub fn recognized<T: OpenText>(value: &T, at: At<'_>, found: &mut Findings) {
    if value.is_recognized() || !found.wants_advisories() {
        return;
    }
    let nearest = nearest(value.text(), T::known().iter().copied());
    if let Some(nearest) = nearest {
        found.advisory(at, Concern::Misspelt { nearest });
    }
}

/// Checks the unlisted members of a type that does not specify them.
pub fn unlisted(extra: &Extra, names: &'static [&'static str], at: At<'_>, found: &mut Findings) {
    if !extra.is_empty() {
        found.unlisted(extra, names, at);
        found.repeated(extra, names, at);
    }
}

/// Checks the unlisted members of a type that expects them.
pub fn repeated(extra: &Extra, names: &'static [&'static str], at: At<'_>, found: &mut Findings) {
    if !extra.is_empty() {
        found.repeated(extra, names, at);
    }
}

/// Checks the unlisted members of a type that allows none.
pub fn no_others(extra: &Extra, at: At<'_>, found: &mut Findings) {
    for (name, _) in extra {
        found.violation(at.unlisted(name), Rule::Unlisted);
    }
}
