//! Limits of integers.
//!
//! An integer in a string may have a `pattern` and a `maxLength` for tools that see only
//! the string. Both become ranges.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Rule;
use crate::openapi::Schema;
use crate::openapi::keyword::Keyword;
use crate::pattern::samples;
use crate::text::source::Span;

use super::bounds::{Bound, are_in_order, tightest};
use super::patterns::pattern;
use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;

/// The largest number of integers that are tested against a pattern, one by one, to find
/// the ranges that it accepts.
const TRIED: i128 = 100_000;

/// The lowest and the highest integer of an interval.
type Interval = (i128, i128);

/// Returns the constraints on an integer; its format has the range `format`.
pub fn integer_rules(
    parts: &Parts<'_>,
    format: Interval,
    diagnostics: &mut Diagnostics,
) -> Vec<Rule> {
    let Some(range) = range(parts, format, diagnostics) else {
        return Vec::new();
    };
    let mut rules = Vec::new();
    if range.0 > format.0 {
        rules.push(Rule::Minimum(range.0));
    }
    if range.1 < format.1 {
        rules.push(Rule::Maximum(range.1));
    }
    let schemas = parts.schemas.iter();
    rules.extend(schemas.filter_map(|schema| multiples(schema, range, diagnostics)));
    let schemas = parts.schemas.iter();
    rules.extend(schemas.filter_map(|schema| ranges_of_pattern(schema, range, diagnostics)));
    rules
}

/// Returns the part of a format's range that `minimum`, `maximum` and `maxLength` allow.
fn range(parts: &Parts<'_>, format: Interval, diagnostics: &mut Diagnostics) -> Option<Interval> {
    let min = tightest(
        parts,
        Keyword::Minimum,
        |limits| limits.minimum.as_ref(),
        i128::max,
    );
    let max = tightest(
        parts,
        Keyword::Maximum,
        |limits| limits.maximum.as_ref(),
        i128::min,
    );
    let longest = tightest(
        parts,
        Keyword::MaxLength,
        |limits| limits.max_length.as_ref(),
        u64::min,
    );
    let mut bounds = min.iter().chain(&max);
    if let Some(bound) = bounds.find(|it| !(format.0..=format.1).contains(&it.value)) {
        diagnostics.push(beyond_format(bound, format));
        return None;
    }
    if !are_in_order(min.as_ref(), max.as_ref(), diagnostics) {
        return None;
    }
    let written = longest.map_or(format, |length| range_of_length(length.value, format));
    let low = min.map_or(format.0, |min| min.value).max(written.0);
    let high = max.map_or(format.1, |max| max.value).min(written.1);
    if low > high {
        let first = min.or(max).map(|it| (it.span, it.pointer()));
        let first = first.or(longest.map(|it| (it.span, it.pointer())));
        diagnostics.push(empty_range(first));
        return None;
    }
    Some((low, high))
}

/// Returns the range of the integers of a format with at most `length` characters.
fn range_of_length(length: u64, format: Interval) -> Interval {
    let power = |digits: u32| 10_i128.checked_pow(digits);
    let length = u32::try_from(length).ok();
    let highest = length.and_then(power).map(|limit| limit - 1);
    // The sign counts as a character.
    let lowest = length.and_then(|length| power(length.saturating_sub(1)));
    let lowest = lowest.map(|limit| 1 - limit);
    (
        lowest.map_or(format.0, |it| it.max(format.0)),
        highest.map_or(format.1, |it| it.min(format.1)),
    )
}

fn beyond_format(bound: &Bound<'_, i128>, (least, most): Interval) -> Diagnostic {
    Diagnostic::error(
        Code::InvalidLimit,
        bound.span,
        format!("{} is out of the range of the format", bound.value),
    )
    .at(bound.pointer())
    .help(format!(
        "remove the limit, or write a number from {least} to {most}"
    ))
}

fn empty_range(first: Option<(Span, String)>) -> Diagnostic {
    let (span, pointer) = first.unzip();
    let report = Diagnostic::error(
        Code::InvalidLimit,
        span,
        "no integer of this format satisfies these limits",
    )
    .help("correct `format`, `minimum`, `maximum` or `maxLength`");
    match pointer {
        Some(pointer) => report.at(pointer),
        None => report,
    }
}

/// Returns the step of `multipleOf`. A multiple must be in the range.
fn multiples(
    schema: &Schema,
    (low, high): Interval,
    diagnostics: &mut Diagnostics,
) -> Option<Rule> {
    let step = schema.limits().multiple_of.as_ref()?;
    if high - high.rem_euclid(step.value) < low {
        let message = format!("no multiple of {} satisfies the other limits", step.value);
        diagnostics.push(
            Diagnostic::error(Code::InvalidLimit, step.span, message)
                .at(to_keyword(schema, Keyword::MultipleOf))
                .help("correct `multipleOf`, `minimum` or `maximum`"),
        );
        return None;
    }
    (step.value > 1).then_some(Rule::MultipleOf(step.value))
}

/// Returns the ranges of integers that the pattern of a schema accepts, or nothing if it
/// accepts all.
fn ranges_of_pattern(
    schema: &Schema,
    (low, high): Interval,
    diagnostics: &mut Diagnostics,
) -> Option<Rule> {
    let span = schema.pattern.as_ref()?.span;
    let pattern = pattern(schema, diagnostics)?;
    let accepts = |value: i128| pattern.matcher.is_match(&value.to_string());
    let mut refuse = |message: String, help: &str| {
        diagnostics.push(
            Diagnostic::error(Code::InvalidPattern, span, message)
                .at(to_keyword(schema, Keyword::Pattern))
                .help(help),
        );
    };
    if high - low > TRIED {
        if !samples(low, high).all(accepts) {
            refuse(
                "this pattern refuses some integers, and the range is too large to list them"
                    .to_owned(),
                "add `minimum` and `maximum`, or change the pattern to accept every integer",
            );
        }
        return None;
    }
    let ranges = accepted(low, high, accepts);
    if ranges.is_empty() {
        refuse(
            format!("this pattern accepts no integer from {low} to {high}"),
            "correct `pattern`, `minimum` or `maximum`",
        );
        return None;
    }
    (ranges != [(low, high)]).then_some(Rule::Ranges {
        pattern: pattern.text,
        ranges,
    })
}

/// Returns the ranges of the accepted integers from `low` to `high`.
fn accepted(low: i128, high: i128, accepts: impl Fn(i128) -> bool) -> Vec<Interval> {
    let mut ranges: Vec<Interval> = Vec::new();
    for value in (low..=high).filter(|&value| accepts(value)) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == value => *last = value,
            _ => ranges.push((value, value)),
        }
    }
    ranges
}
