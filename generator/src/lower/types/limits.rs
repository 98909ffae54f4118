//! Limits: the constraints on a single value.

use crate::diagnostics::Diagnostics;
use crate::model::{Rule, Scalar, Type, Width};
use crate::openapi::keyword::Keyword;

use super::bounds::{are_in_order, tightest};
use super::integers::integer_rules;
use super::numbers::number_rules;
use super::patterns::pattern;
use crate::lower::parts::Parts;

/// Returns the constraints that the schemas of a value set. The constraints of a named
/// type belong to its definition.
pub fn rules(parts: &Parts<'_>, ty: &Type, diagnostics: &mut Diagnostics) -> Vec<Rule> {
    match ty {
        Type::Scalar(Scalar::Boolean(_)) | Type::Any | Type::Named(_) | Type::Map(_) => Vec::new(),
        Type::Scalar(Scalar::Float | Scalar::Number) => number_rules(parts, diagnostics),
        Type::Scalar(scalar) => match scalar.range() {
            Some(range) => {
                let rules = integer_rules(parts, range, diagnostics);
                // Checks of other integers use a type of 128 bits with a sign.
                if let Scalar::Integer(Width::U128, _) = scalar {
                    rules.into_iter().map(of_text).collect()
                } else {
                    rules
                }
            }
            None => text_rules(parts, diagnostics),
        },
        Type::List(_) => list_rules(parts, diagnostics),
    }
}

/// Returns the rule of a number of any size.
fn of_text(rule: Rule) -> Rule {
    match rule {
        Rule::Minimum(limit) => Rule::AtLeast(limit.to_string()),
        Rule::Maximum(limit) => Rule::AtMost(limit.to_string()),
        Rule::MultipleOf(step) => Rule::Step(step.to_string()),
        Rule::MinLength(_)
        | Rule::MaxLength(_)
        | Rule::Pattern(_)
        | Rule::AtLeast(_)
        | Rule::AtMost(_)
        | Rule::Above(_)
        | Rule::Below(_)
        | Rule::Step(_)
        | Rule::Ranges { .. }
        | Rule::MinItems(_)
        | Rule::MaxItems(_) => rule,
    }
}

/// Returns the constraints on a string.
pub fn text_rules(parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> Vec<Rule> {
    let min = tightest(
        parts,
        Keyword::MinLength,
        |limits| limits.min_length.as_ref(),
        u64::max,
    );
    let max = tightest(
        parts,
        Keyword::MaxLength,
        |limits| limits.max_length.as_ref(),
        u64::min,
    );
    are_in_order(min.as_ref(), max.as_ref(), diagnostics);
    let min = min.filter(|min| min.value > 0);
    let mut rules = Vec::new();
    rules.extend(min.map(|min| Rule::MinLength(min.value)));
    rules.extend(max.map(|max| Rule::MaxLength(max.value)));
    let patterns = parts.schemas.iter();
    rules.extend(patterns.filter_map(|schema| pattern(schema, diagnostics).map(Rule::Pattern)));
    rules
}

fn list_rules(parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> Vec<Rule> {
    let min = tightest(
        parts,
        Keyword::MinItems,
        |limits| limits.min_items.as_ref(),
        u64::max,
    );
    let max = tightest(
        parts,
        Keyword::MaxItems,
        |limits| limits.max_items.as_ref(),
        u64::min,
    );
    are_in_order(min.as_ref(), max.as_ref(), diagnostics);
    let min = min.filter(|min| min.value > 0);
    let min = min.map(|min| Rule::MinItems(min.value));
    let max = max.map(|max| Rule::MaxItems(max.value));
    min.into_iter().chain(max).collect()
}
