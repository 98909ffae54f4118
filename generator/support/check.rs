//! The rules that a single value can break: each takes the value, its limit and
//! its place, and reports to the findings.
//!
//! Lengths count characters, not bytes. Nothing here allocates for a value that
//! keeps the rule.

use super::nearest::nearest;
use super::syntax::exact_moment;
use super::{At, Concern, DateTime, Decimal, Extra, Findings, OpenText, Rule, Uri};

/// Text of at least so many characters.
pub fn min_length(text: &str, limit: usize, at: At<'_>, found: &mut Findings) {
    // A character takes one to four bytes, which mostly spares the counting.
    if text.len() / 4 < limit && !(text.len() >= limit && has(text, limit)) {
        found.violation(at, Rule::MinLength { limit });
    }
}

/// Text of at most so many characters.
pub fn max_length(text: &str, limit: usize, at: At<'_>, found: &mut Findings) {
    if text.len() > limit && has(text, limit.saturating_add(1)) {
        found.violation(at, Rule::MaxLength { limit });
    }
}

/// Returns whether there are so many characters.
// Inlined where a limit is checked, the loop would be compiled once a limit,
// which takes most of the time of compiling the crate.
#[inline(never)]
fn has(text: &str, count: usize) -> bool {
    text.chars().take(count).count() == count
}

/// Text that matches a pattern, which the caller has tried.
pub fn pattern(matches: bool, pattern: &'static str, at: At<'_>, found: &mut Findings) {
    if !matches {
        found.violation(at, Rule::Pattern { pattern });
    }
}

/// A number of at least the limit.
pub fn minimum(value: impl Into<i128>, limit: i128, at: At<'_>, found: &mut Findings) {
    if value.into() < limit {
        found.violation(at, Rule::Minimum { limit });
    }
}

/// A number of at most the limit.
pub fn maximum(value: impl Into<i128>, limit: i128, at: At<'_>, found: &mut Findings) {
    if value.into() > limit {
        found.violation(at, Rule::Maximum { limit });
    }
}

/// A list of at least so many items.
pub fn min_items(len: usize, limit: usize, at: At<'_>, found: &mut Findings) {
    if len < limit {
        found.violation(at, Rule::MinItems { limit });
    }
}

/// A list of at most so many items.
pub fn max_items(len: usize, limit: usize, at: At<'_>, found: &mut Findings) {
    if len > limit {
        found.violation(at, Rule::MaxItems { limit });
    }
}

/// A date-time that exists.
pub fn date_time(value: &DateTime, at: At<'_>, found: &mut Findings) {
    if !value.is_valid() {
        found.violation(at, Rule::DateTime);
    }
}

/// A moment that lies in its window, where the caller has said from when.
pub fn window(
    value: &DateTime,
    after: i64,
    before: i64,
    from: &'static str,
    at: At<'_>,
    found: &mut Findings,
) {
    // A text that is no moment breaks a rule of its own.
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

/// A URI with a scheme.
pub fn uri(value: &Uri, at: At<'_>, found: &mut Findings) {
    if !value.is_valid() {
        found.violation(at, Rule::Uri);
    }
}

/// A decimal number.
pub fn decimal(value: &Decimal, at: At<'_>, found: &mut Findings) {
    if !value.is_valid() {
        found.violation(at, Rule::Decimal);
    }
}

/// A required text, which can mean nothing if it is empty.
pub fn filled(text: &str, at: At<'_>, found: &mut Findings) {
    if text.is_empty() {
        found.advisory(at, Concern::Empty);
    }
}

/// An open enum whose value is no misspelling of a known one.
pub fn recognized<T: OpenText>(value: &T, at: At<'_>, found: &mut Findings) {
    if value.is_recognized() || !found.wants_advisories() {
        return;
    }
    let nearest = nearest(value.text(), T::known().iter().copied());
    if let Some(nearest) = nearest {
        found.advisory(at, Concern::Misspelt { nearest });
    }
}

/// Members of a type that says nothing of unlisted ones.
pub fn unlisted(extra: &Extra, names: &'static [&'static str], at: At<'_>, found: &mut Findings) {
    if !extra.is_empty() {
        found.unlisted(extra, names, at);
        found.repeated(extra, names, at);
    }
}

/// Members of a type that welcomes unlisted ones.
pub fn repeated(extra: &Extra, names: &'static [&'static str], at: At<'_>, found: &mut Findings) {
    if !extra.is_empty() {
        found.repeated(extra, names, at);
    }
}

/// Members of a type that allows no unlisted ones.
pub fn no_others(extra: &Extra, at: At<'_>, found: &mut Findings) {
    for (name, _) in extra {
        found.violation(at.unlisted(name), Rule::Unlisted);
    }
}
