//! Limits: what must hold for a single value.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Pattern, Rule, Type, TypeId};
use crate::openapi::{Schema, Spanned};
use crate::pattern;

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
            Type::Text | Type::DateTime | Type::Uri | Type::Decimal => {
                self.text_rules(parts, place)
            }
            Type::Signed(_) => {
                self.integer_rules(parts, i128::from(i64::MIN), i128::from(i64::MAX))
            }
            Type::Unsigned(_) => self.integer_rules(parts, 0, i128::from(u64::MAX)),
            Type::List(_) => self.list_rules(parts),
            Type::Named(id) => self.enum_rules(*id, place),
            Type::Boolean(_) | Type::Any | Type::Map(_) => Vec::new(),
        }
    }

    /// The limits on the texts of a set of strings, which bind the values that
    /// the set does not list.
    fn enum_rules(&mut self, id: TypeId, place: Place<'_>) -> Vec<Rule> {
        let Some(schema) = self.types.get(id.0).map(|slot| slot.schema) else {
            return Vec::new();
        };
        let parts = Parts::of_root(schema, self.documents);
        if parts.extensible().is_some() {
            self.text_rules(&parts, place)
        } else {
            Vec::new()
        }
    }

    fn text_rules(&mut self, parts: &Parts<'_>, place: Place<'_>) -> Vec<Rule> {
        let min = tightest(
            parts,
            |schema| schema.limits().min_length.as_ref(),
            u64::max,
        );
        let max = tightest(
            parts,
            |schema| schema.limits().max_length.as_ref(),
            u64::min,
        );
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
                    .help(error.help),
                );
                None
            }
        }
    }

    /// The rules of an integer. One in a string may carry a `pattern` and a
    /// `maxLength` for tools that see text only; both become ranges.
    fn integer_rules(&mut self, parts: &Parts<'_>, least: i128, most: i128) -> Vec<Rule> {
        let min = tightest(parts, |schema| schema.limits().minimum.as_ref(), i128::max);
        let max = tightest(parts, |schema| schema.limits().maximum.as_ref(), i128::min);
        let longest = tightest(
            parts,
            |schema| schema.limits().max_length.as_ref(),
            u64::min,
        );
        let digits = longest
            .as_ref()
            .and_then(|length| u32::try_from(length.value).ok());
        let widest = digits
            .and_then(|digits| 10_i128.checked_pow(digits))
            .map_or(most, |limit| limit - 1);
        for limit in [&min, &max].into_iter().flatten() {
            if !(least..=most).contains(&limit.value) {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidLimit,
                        limit.span,
                        format!("{} is beyond what the format can hold", limit.value),
                    )
                    .help(format!(
                        "the format holds {least} to {most}; leave the limit out"
                    )),
                );
                return Vec::new();
            }
        }
        // The sign takes a character of its own.
        let lowest = digits
            .and_then(|digits| 10_i128.checked_pow(digits.saturating_sub(1)))
            .map_or(least, |limit| 1 - limit);
        let low = min
            .as_ref()
            .map_or(least, |min| min.value)
            .max(least)
            .max(lowest);
        let high = max
            .as_ref()
            .map_or(most, |max| max.value)
            .min(most)
            .min(widest);
        if !self.check_order(min.as_ref(), max.as_ref(), "minimum", "maximum") {
            return Vec::new();
        }
        if low > high {
            let spans = [
                min.map(|min| min.span),
                max.map(|max| max.span),
                longest.map(|length| length.span),
            ];
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidLimit,
                    spans.into_iter().flatten().next(),
                    "no whole number of this format keeps these limits",
                )
                .help("let `format`, `minimum`, `maximum` and `maxLength` agree"),
            );
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
        let min = tightest(parts, |schema| schema.limits().min_items.as_ref(), u64::max);
        let max = tightest(parts, |schema| schema.limits().max_items.as_ref(), u64::min);
        self.check_order(min.as_ref(), max.as_ref(), "minItems", "maxItems");
        let min = min
            .filter(|min| min.value > 0)
            .map(|min| Rule::MinItems(min.value));
        let max = max.map(|max| Rule::MaxItems(max.value));
        min.into_iter().chain(max).collect()
    }

    /// Whether the lower limit is not above the upper one; one that is, is
    /// reported.
    fn check_order<T: PartialOrd + std::fmt::Display>(
        &mut self,
        min: Option<&Spanned<T>>,
        max: Option<&Spanned<T>>,
        low: &str,
        high: &str,
    ) -> bool {
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
            return false;
        }
        true
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
pub fn samples(low: i128, high: i128) -> impl Iterator<Item = i128> {
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
