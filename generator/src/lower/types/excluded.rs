//! Values that `not` excludes from a string or an integer.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Literal, Rule, Scalar};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Schema, SchemaType};

use super::patterns::pattern;
use crate::lower::literal::literal;
use crate::lower::parts::Parts;

/// Returns the constraints that `not` sets. Those that are not checked are reported.
pub fn excluded(parts: &Parts<'_>, scalar: Scalar, diagnostics: &mut Diagnostics) -> Vec<Rule> {
    let own = parts.ty().map(|ty| ty.value);
    let schemas = parts.schemas.iter();
    let excluded = schemas.filter_map(|schema| schema.not.as_deref());
    let rules = excluded.filter_map(|schema| rule(schema, own, scalar, diagnostics));
    rules.collect()
}

/// Returns the constraint that a value does not satisfy a schema, unless all values keep it.
fn rule(
    schema: &Schema,
    own: Option<SchemaType>,
    scalar: Scalar,
    diagnostics: &mut Diagnostics,
) -> Option<Rule> {
    let mut restricting = schema.keywords.iter().copied().filter(|(keyword, _)| {
        let is_annotation = keyword.row().annotation.is_some();
        !is_annotation && *keyword != Keyword::Type
    });
    let ty = schema.ty.as_ref().map(|ty| ty.value);
    if ty.is_some() && own.is_some() && ty != own {
        // No value has the other type.
        return None;
    }
    match (restricting.next(), restricting.next()) {
        (Some((Keyword::Const | Keyword::Enum, _)), None) => {
            let values = literals(schema, scalar);
            (!values.is_empty()).then_some(Rule::Except(values))
        }
        (Some((Keyword::Pattern, _)), None) if scalar.range().is_none() => {
            pattern(schema, diagnostics).map(Rule::Unlike)
        }
        (_, _) => {
            diagnostics.push(
                Diagnostic::warning(
                    Code::UncheckedKeyword,
                    schema.span,
                    "this `not` is not checked: the values that it excludes are accepted",
                )
                .at(schema.pointer.clone())
                .help("use one of `const`, `enum` and `pattern` in it"),
            );
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
