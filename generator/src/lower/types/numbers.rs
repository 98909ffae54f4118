//! Limits of numbers that may have fractions.

use std::cmp::Ordering;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::exact;
use crate::model::Rule;
use crate::openapi::keyword::Keyword;
use crate::openapi::{Limits, Schema};
use crate::text::source::Spanned;

use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;

/// A limit, with the schema that sets it.
struct ExactBound<'a> {
    text: &'a Spanned<String>,
    schema: &'a Schema,
    keyword: Keyword,
}

/// Returns the constraints on a number.
pub fn number_rules(parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> Vec<Rule> {
    let low = tightest(
        parts,
        [Keyword::Minimum, Keyword::ExclusiveMinimum],
        |limits| [&limits.minimum, &limits.exclusive_minimum],
        Ordering::Greater,
    );
    let high = tightest(
        parts,
        [Keyword::Maximum, Keyword::ExclusiveMaximum],
        |limits| [&limits.maximum, &limits.exclusive_maximum],
        Ordering::Less,
    );
    if let (Some(low), Some(high)) = (&low, &high) {
        refuse_empty(low, high, diagnostics);
    }
    let mut rules = Vec::new();
    rules.extend(low.map(|low| {
        let limit = low.text.value.clone();
        if low.is_exclusive() {
            Rule::Above(limit)
        } else {
            Rule::AtLeast(limit)
        }
    }));
    rules.extend(high.map(|high| {
        let limit = high.text.value.clone();
        if high.is_exclusive() {
            Rule::Below(limit)
        } else {
            Rule::AtMost(limit)
        }
    }));
    let steps = parts.schemas.iter();
    let steps = steps.filter_map(|schema| schema.limits().multiple_of.as_ref());
    rules.extend(steps.map(|step| Rule::Step(step.value.clone())));
    rules
}

impl ExactBound<'_> {
    fn is_exclusive(&self) -> bool {
        [Keyword::ExclusiveMinimum, Keyword::ExclusiveMaximum].contains(&self.keyword)
    }
}

/// Returns the tightest limit of two keywords. `tighter` is the order of a tighter limit and
/// another one.
fn tightest<'a>(
    parts: &Parts<'a>,
    keywords: [Keyword; 2],
    limits: impl Fn(&'a Limits) -> [&'a Option<Spanned<String>>; 2],
    tighter: Ordering,
) -> Option<ExactBound<'a>> {
    let bounds = parts.schemas.iter().flat_map(|schema| {
        let limits = limits(schema.limits()).into_iter().zip(keywords);
        limits.filter_map(|(text, keyword)| {
            Some(ExactBound {
                text: text.as_ref()?,
                schema,
                keyword,
            })
        })
    });
    // Of two equal limits, the exclusive one is tighter, and comes later.
    bounds.reduce(|known, next| {
        let order = exact::compare(&next.text.value, &known.text.value);
        let is_tighter =
            order == Some(tighter) || (order == Some(Ordering::Equal) && next.is_exclusive());
        if is_tighter { next } else { known }
    })
}

/// Reports limits that no number satisfies.
fn refuse_empty(low: &ExactBound<'_>, high: &ExactBound<'_>, diagnostics: &mut Diagnostics) {
    let is_exclusive = low.is_exclusive() || high.is_exclusive();
    let is_empty = match exact::compare(&low.text.value, &high.text.value) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => is_exclusive,
        Some(Ordering::Less) | None => false,
    };
    if is_empty {
        let (from, to) = (low.keyword, high.keyword);
        let message = format!(
            "no number satisfies `{from}: {}` and `{to}: {}`",
            low.text.value, high.text.value
        );
        diagnostics.push(
            Diagnostic::error(Code::InvalidLimit, low.text.span, message)
                .at(to_keyword(low.schema, from))
                .labelled(high.text.span, format!("`{to}` is here"))
                .help("correct one of them"),
        );
    }
}
