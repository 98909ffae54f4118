//! Values that `not` excludes from a string or an integer.

use crate::diagnostics::Diagnostics;
use crate::model::{Literal, Rule, Scalar};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Document, Schema};

use super::patterns::pattern;
use crate::lower::asserted::{Asserted, not, unchecked};
use crate::lower::literal::literal;
use crate::lower::parts::Parts;

/// Returns the constraints that `not` sets. Those that are not checked are reported.
pub fn excluded<'a>(
    parts: &Parts<'a>,
    scalar: Scalar,
    documents: &'a [Document],
    diagnostics: &mut Diagnostics,
) -> Vec<Rule> {
    let own = parts.ty().map(|ty| ty.value);
    let schemas = parts.schemas.iter();
    let excluded = schemas.filter_map(|schema| schema.not.as_deref());
    let rules = excluded.filter_map(|schema| {
        let ty = schema.ty.as_ref().map(|ty| ty.value);
        // No value has another type.
        let is_free = ty.is_some() && own.is_some() && ty != own;
        let rule = || rule(schema, scalar, documents, diagnostics);
        (!is_free).then(rule)?
    });
    rules.collect()
}

/// Returns the constraint that a value is none of some values, does not match a pattern, or
/// does not satisfy any other schema.
fn rule<'a>(
    schema: &'a Schema,
    scalar: Scalar,
    documents: &'a [Document],
    diagnostics: &mut Diagnostics,
) -> Option<Rule> {
    let mut restricting = schema.keywords.iter().copied().filter(|(keyword, _)| {
        let is_annotation = keyword.row().annotation.is_some();
        !is_annotation && *keyword != Keyword::Type
    });
    match (restricting.next(), restricting.next()) {
        (Some((Keyword::Const | Keyword::Enum, _)), None) => {
            let values = literals(schema, scalar);
            (!values.is_empty()).then_some(Rule::Except(values))
        }
        (Some((Keyword::Pattern, _)), None) if scalar.range().is_none() => {
            pattern(schema, diagnostics).map(Rule::Unlike)
        }
        (_, _) => asserted(schema, documents, diagnostics),
    }
}

/// Returns the constraint that a value does not satisfy a schema.
fn asserted<'a>(
    schema: &'a Schema,
    documents: &'a [Document],
    diagnostics: &mut Diagnostics,
) -> Option<Rule> {
    match Asserted::new(documents).schema(schema).map(not) {
        Ok(assertion) if assertion.is_always() => None,
        Ok(assertion) => Some(Rule::Assert(assertion)),
        Err(reason) => {
            let found = unchecked(Keyword::Not, schema.span, &reason);
            diagnostics.push(found.at(schema.pointer.clone()));
            None
        }
    }
}

/// Returns the values of `const` or `enum` that the type can have.
fn literals(schema: &Schema, scalar: Scalar) -> Vec<Literal> {
    let listed = schema.values.iter().flat_map(|values| &values.value);
    let nodes = schema.constant.as_deref().into_iter().chain(listed);
    nodes
        .filter_map(|node| scalar.held(literal(node)?))
        .collect()
}
