//! Limits: the constraints on a single value.

use crate::diagnostics::Diagnostics;
use crate::model::{Rule, Scalar, Type, Width};
use crate::openapi::Document;
use crate::openapi::keyword::Keyword;

use super::bounds::{are_in_order, tightest};
use super::excluded::excluded;
use super::integers::integer_rules;
use super::numbers::number_rules;
use super::patterns::{compiled, pattern};
use crate::lower::asserted::{has_plain_names, of_object};
use crate::lower::parts::Parts;

/// Returns the constraints that the schemas of a value set. The constraints of a named
/// type belong to its definition.
pub fn rules<'a>(
    parts: &Parts<'a>,
    ty: &Type,
    documents: &'a [Document],
    diagnostics: &mut Diagnostics,
) -> Vec<Rule> {
    match ty {
        Type::Scalar(Scalar::Boolean(_) | Scalar::Null | Scalar::Upload)
        | Type::Any
        | Type::Named(_) => Vec::new(),
        Type::Map(_) => object_rules(parts, documents, diagnostics),
        Type::Scalar(Scalar::Float | Scalar::Number) => number_rules(parts, diagnostics),
        Type::Scalar(scalar) => {
            if let Some(range) = scalar.range() {
                let mut rules = integer_rules(parts, (range, scalar.encoding()), diagnostics);
                rules.extend(excluded(parts, *scalar, documents, diagnostics));
                // Checks of other integers use a type of 128 bits with a sign.
                if let Scalar::Integer(Width::U128, _) = scalar {
                    rules.into_iter().map(of_text).collect()
                } else {
                    rules
                }
            } else {
                let rules = text_rules(parts, diagnostics).into_iter();
                let others = excluded(parts, *scalar, documents, diagnostics);
                rules.chain(others).collect()
            }
        }
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
        | Rule::MaxItems(_)
        | Rule::UniqueItems
        | Rule::MinProperties(_)
        | Rule::MaxProperties(_)
        | Rule::Except(_)
        | Rule::Only(_)
        | Rule::Unlike(_)
        | Rule::Names(_)
        | Rule::Assert(_) => rule,
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
    let mut schemas = parts.schemas.iter();
    let are_unique = schemas.any(|schema| {
        let unique = schema.limits().unique_items.as_ref();
        unique.is_some_and(|unique| unique.value)
    });
    let unique = are_unique.then_some(Rule::UniqueItems);
    min.into_iter().chain(max).chain(unique).collect()
}

/// Returns the constraints on an object as a whole.
pub fn object_rules<'a>(
    parts: &Parts<'a>,
    documents: &'a [Document],
    diagnostics: &mut Diagnostics,
) -> Vec<Rule> {
    let min = tightest(
        parts,
        Keyword::MinProperties,
        |limits| limits.min_properties.as_ref(),
        u64::max,
    );
    let max = tightest(
        parts,
        Keyword::MaxProperties,
        |limits| limits.max_properties.as_ref(),
        u64::min,
    );
    are_in_order(min.as_ref(), max.as_ref(), diagnostics);
    let min = min.filter(|min| min.value > 0);
    let min = min.map(|min| Rule::MinProperties(min.value));
    let max = max.map(|max| Rule::MaxProperties(max.value));
    let mut rules: Vec<Rule> = min.into_iter().chain(max).collect();
    for schema in &parts.schemas {
        if let Some(names) = schema
            .property_names
            .as_deref()
            .filter(|_| has_plain_names(schema))
        {
            let rules_of_names = text_rules(&Parts::of_schemas(vec![names]), diagnostics);
            rules.extend(
                rules_of_names
                    .into_iter()
                    .map(|rule| Rule::Names(Box::new(rule))),
            );
        }
    }
    let entries = parts.entries().and_then(|entry| {
        let place = (entry.key.span, entry.schema.pointer.clone());
        let pattern = compiled(&entry.key.text, place, diagnostics)?;
        Some(Rule::Names(Box::new(Rule::Pattern(pattern))))
    });
    rules.extend(entries);
    rules.extend(of_object(parts, documents, diagnostics));
    rules
}
