//! Limits of integers.
//!
//! An integer in a string may have a `pattern` and a `maxLength` for tools that see only
//! the string. Both become ranges. They mean nothing for a number.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Encoding, Literal, Rule, Width};
use crate::openapi::Schema;
use crate::openapi::keyword::Keyword;
use crate::pattern::samples;
use crate::text::source::Span;
use crate::text::tree::Node;

use super::bounds::{Bound, are_in_order, tightest, tightest_whole};
use super::patterns::pattern;
use crate::lower::literal::literal;
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
    (format, encoding): (Interval, Encoding),
    diagnostics: &mut Diagnostics,
) -> Vec<Rule> {
    let is_text = encoding == Encoding::Text;
    let longest = is_text.then(|| longest(parts)).flatten();
    let Some(range) = range(parts, longest, format, diagnostics) else {
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
    let schemas = parts.schemas.iter().filter(|_| is_text);
    rules.extend(schemas.filter_map(|schema| ranges_of_pattern(schema, range, diagnostics)));
    rules
}

/// Returns the least `maxLength`.
fn longest<'a>(parts: &Parts<'a>) -> Option<Bound<'a, u64>> {
    tightest(
        parts,
        Keyword::MaxLength,
        |limits| limits.max_length.as_ref(),
        u64::min,
    )
}

/// Returns the part of a format's range that `minimum`, `maximum` and the length allow.
fn range(
    parts: &Parts<'_>,
    longest: Option<Bound<'_, u64>>,
    format: Interval,
    diagnostics: &mut Diagnostics,
) -> Option<Interval> {
    let (min, max) = (lowest(parts), highest(parts));
    let is_beyond = |it: &Bound<'_, i128>| !(format.0..=format.1).contains(&it.value);
    for bound in min.iter().chain(&max).filter(|it| is_beyond(it)) {
        diagnostics.push(beyond_format(bound, format));
    }
    if !are_in_order(min.as_ref(), max.as_ref(), diagnostics) {
        return None;
    }
    let written = longest
        .as_ref()
        .map_or(format, |length| range_of_length(length.value, format));
    let low = min
        .as_ref()
        .map_or(format.0, |min| min.value)
        .max(written.0);
    let high = max
        .as_ref()
        .map_or(format.1, |max| max.value)
        .min(written.1);
    if low > high {
        let first = min.or(max).map(|it| (it.span, it.pointer()));
        let first = first.or(longest.map(|it| (it.span, it.pointer())));
        diagnostics.push(empty_range(first));
        return None;
    }
    Some((low, high))
}

/// Returns the smallest size of integers without a format that has all allowed and all listed
/// ones, and at least 64 bits.
pub fn width(parts: &Parts<'_>) -> Width {
    let listed = parts.listed().into_iter();
    let listed: Vec<i128> = listed.filter_map(|(node, _)| integer(node)).collect();
    let min = lowest(parts).map(|min| min.value);
    let min = min.or(listed.iter().copied().min());
    let max = highest(parts).map(|max| max.value);
    let ends = listed.into_iter().chain(min).chain(max);
    let (low, high) = ends.fold((0, 0), |(low, high), it| (it.min(low), it.max(high)));
    let has = |width: &Width| width.range().0 <= low && high <= width.range().1;
    let signed = [Width::I64, Width::I128];
    let unsigned = [Width::I64, Width::U64, Width::U128];
    let is_unsigned = min.is_some_and(|min| min >= 0);
    let mut widths = if is_unsigned {
        unsigned.iter()
    } else {
        signed.iter()
    };
    widths
        .find(|width| has(width))
        .copied()
        .unwrap_or(Width::I128)
}

fn integer(node: &Node) -> Option<i128> {
    match literal(node)? {
        Literal::Integer(value) => Some(value),
        Literal::Text(_) | Literal::Boolean(_) => None,
    }
}

/// Returns the lowest integer that the lower limits allow.
fn lowest<'a>(parts: &Parts<'a>) -> Option<Bound<'a, i128>> {
    let inclusive = tightest_whole(
        parts,
        Keyword::Minimum,
        |limits| limits.minimum.as_ref(),
        ceiling,
        i128::max,
    );
    let exclusive = tightest_whole(
        parts,
        Keyword::ExclusiveMinimum,
        |limits| limits.exclusive_minimum.as_ref(),
        |limit| floor(limit).saturating_add(1),
        i128::max,
    );
    let bounds = inclusive.into_iter().chain(exclusive);
    bounds.max_by_key(|bound| bound.value)
}

/// Returns the highest integer that the upper limits allow.
fn highest<'a>(parts: &Parts<'a>) -> Option<Bound<'a, i128>> {
    let inclusive = tightest_whole(
        parts,
        Keyword::Maximum,
        |limits| limits.maximum.as_ref(),
        floor,
        i128::min,
    );
    let exclusive = tightest_whole(
        parts,
        Keyword::ExclusiveMaximum,
        |limits| limits.exclusive_maximum.as_ref(),
        |limit| ceiling(limit).saturating_sub(1),
        i128::min,
    );
    let bounds = inclusive.into_iter().chain(exclusive);
    bounds.min_by_key(|bound| bound.value)
}

/// Returns the highest integer that is at most a number, as far as 128 bits hold it.
fn floor(number: &str) -> i128 {
    let (whole, has_fraction) = truncated(number);
    if has_fraction && number.starts_with('-') {
        whole.saturating_sub(1)
    } else {
        whole
    }
}

/// Returns the lowest integer that is at least a number, as far as 128 bits hold it.
fn ceiling(number: &str) -> i128 {
    let (whole, has_fraction) = truncated(number);
    if has_fraction && !number.starts_with('-') {
        whole.saturating_add(1)
    } else {
        whole
    }
}

/// Returns a number without its fraction, and whether it has one.
fn truncated(number: &str) -> (i128, bool) {
    let (mantissa, power) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let power: i64 = power.parse().unwrap_or(0);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = whole
        .trim_start_matches('-')
        .bytes()
        .chain(fraction.bytes());
    let point = i64::try_from(whole.trim_start_matches('-').len()).unwrap_or(i64::MAX);
    let point = point.saturating_add(power);
    let (mut value, mut has_fraction, mut count) = (0_i128, false, 0_i64);
    for digit in digits {
        if count < point {
            value = value
                .saturating_mul(10)
                .saturating_add((digit - b'0').into());
        } else {
            has_fraction |= digit != b'0';
        }
        count += 1;
    }
    // Forty zeros are beyond 128 bits.
    for _ in count..point.min(count.saturating_add(40)) {
        value = value.saturating_mul(10);
    }
    let is_negative = number.starts_with('-');
    (if is_negative { -value } else { value }, has_fraction)
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
    Diagnostic::warning(
        Code::UncheckedKeyword,
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
    let report = Diagnostic::warning(
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
    let value = whole_step(&step.value)?;
    if high.saturating_sub(high.rem_euclid(value)) < low {
        let message = format!("no multiple of {} satisfies the other limits", step.value);
        diagnostics.push(
            Diagnostic::warning(Code::InvalidLimit, step.span, message)
                .at(to_keyword(schema, Keyword::MultipleOf))
                .help("correct `multipleOf`, `minimum` or `maximum`"),
        );
        return None;
    }
    (value > 1).then_some(Rule::MultipleOf(value))
}

/// Returns the step between the integers that are multiples of a number: 1 for 0.5, and 3
/// for 1.5.
fn whole_step(step: &str) -> Option<i128> {
    let (mut numerator, mut denominator) = (step.to_owned(), 1_i128);
    if let Some((whole, fraction)) = step.split_once('.') {
        numerator = format!("{whole}{fraction}");
        denominator = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    }
    let numerator: i128 = numerator.parse().ok()?;
    let (mut left, mut right) = (numerator, denominator);
    while right != 0 {
        (left, right) = (right, left % right);
    }
    (left > 0).then(|| numerator / left)
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
            Diagnostic::warning(Code::InvalidPattern, span, message)
                .at(to_keyword(schema, Keyword::Pattern))
                .help(help),
        );
    };
    if high.saturating_sub(low) > TRIED {
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
