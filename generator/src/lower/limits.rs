//! Limits: what must hold for a single value.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Pattern, Rule, Type};
use crate::openapi::{Schema, Spanned};
use crate::pattern;
use crate::source::Span;

use super::Lowering;
use super::parts::Parts;
use super::value::Place;

/// How many integers a pattern is tried on, one by one, to find the ranges that
/// it accepts.
const TRIED: i128 = 100_000;

impl Lowering<'_, '_> {
    /// The rules of a value of type `ty`.
    pub fn rules(&mut self, parts: &Parts<'_>, ty: &Type, place: Place<'_>) -> Vec<Rule> {
        match ty {
            Type::Text | Type::DateTime | Type::Uri => self.text_rules(parts, place),
            Type::Decimal => {
                self.refuse_numbers(parts, "a decimal");
                self.text_rules(parts, place)
            }
            Type::Signed(_) => {
                self.integer_rules(parts, i128::from(i64::MIN), i128::from(i64::MAX))
            }
            Type::Unsigned(_) => self.integer_rules(parts, 0, i128::from(u64::MAX)),
            Type::List(_) => self.list_rules(parts),
            Type::Boolean(_) | Type::Any | Type::Named(_) | Type::Map(_) => {
                self.refuse_lengths(parts);
                self.refuse_numbers(parts, "this value");
                self.refuse_items(parts);
                Vec::new()
            }
        }
    }

    fn text_rules(&mut self, parts: &Parts<'_>, place: Place<'_>) -> Vec<Rule> {
        self.refuse_items(parts);
        if parts.format().is_none() {
            self.refuse_numbers(parts, "text");
        }
        let min = tightest(parts, |schema| schema.limits.min_length.as_ref(), u64::max);
        let max = tightest(parts, |schema| schema.limits.max_length.as_ref(), u64::min);
        self.check_order(min.as_ref(), max.as_ref(), "minLength", "maxLength");
        let mut rules = Vec::new();
        rules.extend(
            min.filter(|min| min.value > 0)
                .map(|min| Rule::MinLength(min.value)),
        );
        rules.extend(max.map(|max| Rule::MaxLength(max.value)));
        for schema in &parts.schemas {
            if let Some(pattern) = schema
                .pattern
                .as_ref()
                .and_then(|text| self.pattern(text, place.pointer))
            {
                rules.push(Rule::Pattern(pattern));
            }
        }
        rules
    }

    fn pattern(&mut self, text: &Spanned<String>, pointer: &str) -> Option<Pattern> {
        match pattern::compile(&text.value) {
            Ok(matcher) => Some(Pattern {
                text: text.value.clone(),
                matcher,
            }),
            Err(error) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidPattern,
                        text.span,
                        format!("this pattern cannot be used: {}", error.message),
                    )
                    .at(format!("{pointer}/pattern"))
                    .help("patterns are regular expressions without look-around, back-references and flags"),
                );
                None
            }
        }
    }

    /// The rules of an integer. One in a string may carry a `pattern` and a
    /// `maxLength` for tools that see text only; both become ranges.
    fn integer_rules(&mut self, parts: &Parts<'_>, least: i128, most: i128) -> Vec<Rule> {
        self.refuse_items(parts);
        let min = tightest(parts, |schema| schema.limits.minimum.as_ref(), i128::max);
        let max = tightest(parts, |schema| schema.limits.maximum.as_ref(), i128::min);
        self.check_order(min.as_ref(), max.as_ref(), "minimum", "maximum");
        let longest = tightest(parts, |schema| schema.limits.max_length.as_ref(), u64::min);
        let widest = longest
            .and_then(|length| u32::try_from(length.value).ok())
            .and_then(|length| 10_i128.checked_pow(length))
            .map(|limit| limit - 1);
        let low = min.map_or(least, |min| min.value).max(least);
        let high = max.map_or(most, |max| max.value).min(most);
        let high = widest.map_or(high, |widest| widest.min(high));
        if low > high {
            return Vec::new();
        }
        let mut rules = Vec::new();
        if low > least {
            rules.push(Rule::Minimum(low));
        }
        if high < most {
            rules.push(Rule::Maximum(high));
        }
        for schema in &parts.schemas {
            if let Some(text) = &schema.pattern {
                rules.extend(self.integer_pattern(text, &schema.pointer, low, high));
            }
        }
        rules
    }

    /// The ranges between `low` and `high` that a pattern accepts, unless it
    /// accepts all.
    fn integer_pattern(
        &mut self,
        text: &Spanned<String>,
        pointer: &str,
        low: i128,
        high: i128,
    ) -> Option<Rule> {
        let pattern = self.pattern(text, pointer)?;
        let accepts = |value: i128| pattern.matcher.is_match(&value.to_string());
        if high - low > TRIED {
            if samples(low, high).all(accepts) {
                return None;
            }
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidPattern,
                    text.span,
                    "this pattern refuses some integers of a range too wide to list",
                )
                .at(format!("{pointer}/pattern"))
                .help("give `minimum` and `maximum`, or let the pattern accept every integer"),
            );
            return None;
        }
        let mut ranges: Vec<(i128, i128)> = Vec::new();
        for value in (low..=high).filter(|&value| accepts(value)) {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == value => *last = value,
                _ => ranges.push((value, value)),
            }
        }
        if ranges.is_empty() {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidPattern,
                    text.span,
                    format!("this pattern accepts no integer from {low} to {high}"),
                )
                .at(format!("{pointer}/pattern"))
                .help("let `pattern`, `minimum` and `maximum` say the same"),
            );
            return None;
        }
        (ranges != [(low, high)]).then_some(Rule::Ranges {
            pattern: pattern.text,
            ranges,
        })
    }

    fn list_rules(&mut self, parts: &Parts<'_>) -> Vec<Rule> {
        self.refuse_lengths(parts);
        self.refuse_numbers(parts, "a list");
        let min = tightest(parts, |schema| schema.limits.min_items.as_ref(), u64::max);
        let max = tightest(parts, |schema| schema.limits.max_items.as_ref(), u64::min);
        self.check_order(min.as_ref(), max.as_ref(), "minItems", "maxItems");
        let min = min
            .filter(|min| min.value > 0)
            .map(|min| Rule::MinItems(min.value));
        let max = max.map(|max| Rule::MaxItems(max.value));
        min.into_iter().chain(max).collect()
    }

    fn check_order<T: PartialOrd + std::fmt::Display>(
        &mut self,
        min: Option<&Spanned<T>>,
        max: Option<&Spanned<T>>,
        low: &str,
        high: &str,
    ) {
        if let (Some(min), Some(max)) = (min, max)
            && min.value > max.value
        {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidLimit,
                    min.span,
                    format!("`{low}: {}` is above `{high}: {}`", min.value, max.value),
                )
                .labelled(max.span, format!("`{high}` is here"))
                .help("no value can satisfy both"),
            );
        }
    }

    fn refuse_lengths(&mut self, parts: &Parts<'_>) {
        for schema in &parts.schemas {
            let limits = &schema.limits;
            self.refuse(
                limits.min_length.as_ref().map(|limit| limit.span),
                schema,
                "minLength",
                "strings",
            );
            self.refuse(
                limits.max_length.as_ref().map(|limit| limit.span),
                schema,
                "maxLength",
                "strings",
            );
            self.refuse(
                schema.pattern.as_ref().map(|pattern| pattern.span),
                schema,
                "pattern",
                "strings",
            );
        }
    }

    fn refuse_numbers(&mut self, parts: &Parts<'_>, what: &str) {
        for schema in &parts.schemas {
            let limits = &schema.limits;
            let whose = format!("integers, not to {what}");
            self.refuse(
                limits.minimum.as_ref().map(|limit| limit.span),
                schema,
                "minimum",
                &whose,
            );
            self.refuse(
                limits.maximum.as_ref().map(|limit| limit.span),
                schema,
                "maximum",
                &whose,
            );
        }
    }

    fn refuse_items(&mut self, parts: &Parts<'_>) {
        for schema in &parts.schemas {
            let limits = &schema.limits;
            self.refuse(
                limits.min_items.as_ref().map(|limit| limit.span),
                schema,
                "minItems",
                "lists",
            );
            self.refuse(
                limits.max_items.as_ref().map(|limit| limit.span),
                schema,
                "maxItems",
                "lists",
            );
        }
    }

    fn refuse(&mut self, span: Option<Span>, schema: &Schema, keyword: &str, whose: &str) {
        if let Some(span) = span {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidLimit,
                    span,
                    format!("`{keyword}` belongs to {whose}"),
                )
                .at(format!("{}/{keyword}", schema.pointer))
                .help("remove it, or correct `type` and `format`"),
            );
        }
    }
}

/// The limit that all schemas imply together.
fn tightest<T: Copy>(
    parts: &Parts<'_>,
    limit: impl Fn(&Schema) -> Option<&Spanned<T>>,
    tighter: impl Fn(T, T) -> T,
) -> Option<Spanned<T>> {
    parts
        .schemas
        .iter()
        .filter_map(|schema| limit(schema))
        .cloned()
        .reduce(|left, right| Spanned {
            value: tighter(left.value, right.value),
            span: left.span,
        })
}

/// Integers of a wide range that stand for all: its ends, and around every
/// power of ten and every round number.
fn samples(low: i128, high: i128) -> impl Iterator<Item = i128> {
    let near = |middle: i128| (middle - 1000)..=(middle + 1000);
    let powers = (0..20).filter_map(|exponent| 10_i128.checked_pow(exponent));
    let digits = powers
        .clone()
        .flat_map(|power| (1..=9).map(move |digit| digit * power));
    let negative = digits.clone().map(|value| -value);
    [low, high, 0]
        .into_iter()
        .flat_map(near)
        .chain(digits)
        .chain(negative)
        .filter(move |value| (low..=high).contains(value))
}
