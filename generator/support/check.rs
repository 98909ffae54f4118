//! The rules that a single value can break: each takes the value, its limit and
//! its place, and reports to the findings.
//!
//! Lengths count characters, not bytes. Nothing here allocates for a value that
//! keeps the rule.

use super::nearest::nearest;
use super::{At, Concern, DateTime, Decimal, Extra, Findings, OpenText, Rule, Uri};

/// Text of at least so many characters.
pub fn min_length(text: &str, limit: usize, at: At<'_>, found: &mut Findings) {
    // A character takes one to four bytes, which mostly spares the counting.
    let long_enough = text.len() / 4 >= limit
        || (text.len() >= limit && text.chars().take(limit).count() == limit);
    if !long_enough {
        found.violation(at, Rule::MinLength { limit });
    }
}

/// Text of at most so many characters.
pub fn max_length(text: &str, limit: usize, at: At<'_>, found: &mut Findings) {
    if text.len() > limit && text.chars().nth(limit).is_some() {
        found.violation(at, Rule::MaxLength { limit });
    }
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
    if let (Some(moment), Some(seconds)) = (found.moment(), value.unix_seconds()) {
        let distance = seconds.saturating_sub(moment);
        if distance < after || distance > before {
            found.violation(
                at,
                Rule::Window {
                    after,
                    before,
                    from,
                },
            );
        }
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

/// An open enum whose value is a known one; another one is worth an advisory.
pub fn recognized<T: OpenText>(value: &T, at: At<'_>, found: &mut Findings) {
    if !value.is_recognized() && found.wants_advisories() {
        let nearest = nearest(value.text(), T::known());
        found.advisory(at, Concern::Unrecognized { nearest });
    }
}

/// Extra members none of which repeats a known one.
pub fn no_repeat(extra: &Extra, known: &[&'static str], at: At<'_>, found: &mut Findings) {
    for (name, _) in extra {
        if known.contains(&name) {
            found.violation(at.member(name), Rule::RepeatsMember);
        }
    }
}
