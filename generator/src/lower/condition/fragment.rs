//! Fragments of schemas: the parts of conditions.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Literal, Member, Step};
use crate::openapi::keyword::{Keyword, Subject};
use crate::openapi::{Document, Schema, SchemaType};
use crate::text::source::Spanned;
use crate::text::tree::Node;

use super::literals;
use super::value_path::ValuePath;
use crate::lower::literal::literal;
use crate::lower::pointers::to_keyword;
use crate::lower::properties;
use crate::lower::table::Table;

/// The reader of fragments. Each fragment applies to the value at a path.
pub struct Fragments<'a, 'w> {
    /// The documents.
    pub documents: &'a [Document],
    /// The named types with their members.
    pub types: &'w Table<'a>,
    /// The errors so far.
    pub diagnostics: &'w mut Diagnostics,
}

impl Fragments<'_, '_> {
    /// Returns the step to a member of the object at `value`; reports an unknown name.
    pub fn step(&mut self, value: &ValuePath, name: &Spanned<String>) -> Option<Step> {
        let owner = value.object()?;
        let mut members = self.types.structure(owner)?.members.iter();
        let position = members.position(|member| member.name().wire == name.value);
        if position.is_none()
            && let Some(parts) = self.types.parts_of_struct(owner, self.documents)
            && let Some(report) = properties::unknown_in(&parts, name)
        {
            self.diagnostics.push(report);
        }
        position.map(|member| Step { owner, member })
    }

    /// Returns whether the keywords of a fragment fit the value; reports those that do
    /// not.
    pub fn fits(&mut self, schema: &Schema, value: &ValuePath) -> bool {
        let names_values = listed(schema).is_some();
        let looks_inside = schema.has(Keyword::Properties)
            || !schema.required.is_empty()
            || !schema.rare().dependent_required.is_empty();
        let is_object = value.object().is_some();
        let member = value.member(self.types);
        let own = member.map_or(SchemaType::Object, |member| {
            literals::schema_type(member, self.types)
        });
        let is_own_type = schema.ty.as_ref().is_none_or(|ty| ty.value == own);
        let mut reports = unsupported(schema);
        if !is_own_type {
            reports.push(other_type(schema, own));
        }
        if names_values && (looks_inside || is_object) {
            reports.push(values_of_object(schema));
        }
        if reports.is_empty() && looks_inside && !is_object {
            reports.push(no_object(schema));
        }
        let fits = reports.is_empty();
        for report in reports {
            self.diagnostics.push(report);
        }
        fits
    }

    /// Returns the values of `const` or `enum` in a fragment, in the member's encoding;
    /// reports values that the member cannot have.
    pub fn literals(
        &mut self,
        nodes: &[Node],
        schema: &Schema,
        value: &ValuePath,
    ) -> Option<Vec<Literal>> {
        let member = value.member(self.types);
        let literals = nodes.iter().map(|node| {
            let literal = literal(node);
            let fitting = literal.and_then(|it| literals::fit(it, member?, self.types));
            if fitting.is_none() {
                self.diagnostics.push(
                    Diagnostic::warning(Code::InvalidCondition, node.span, never(node, member))
                        .at(schema.pointer.clone())
                        .help(literals::advice(node, member, self.types)),
                );
            }
            fitting
        });
        literals.collect()
    }
}

/// Returns the values of `const` or `enum` in a fragment, if present.
pub fn listed(schema: &Schema) -> Option<&[Node]> {
    let constant = schema.constant.as_deref().map(std::slice::from_ref);
    let values = || schema.values.as_ref().map(|values| values.value.as_slice());
    constant.or_else(values)
}

fn no_object(schema: &Schema) -> Diagnostic {
    Diagnostic::warning(
        Code::InvalidCondition,
        schema.span,
        "this condition tests members, but the value is not an object",
    )
    .at(schema.pointer.clone())
    .help("test the member itself with `const` or `enum`, or its presence with `required`")
}

/// Returns the message for a value that a member never has.
fn never(node: &Node, member: Option<&Member>) -> String {
    let name = member.map_or("the object", |member| member.name().wire.as_str());
    match literal(node) {
        Some(value) => format!("`{name}` never has the value `{value}`"),
        None => format!("`{name}` never has {} as its value", node.kind()),
    }
}

/// Returns an error for each keyword that conditions do not support.
fn unsupported(schema: &Schema) -> Vec<Diagnostic> {
    let keywords = schema.keywords.iter();
    let others = keywords.filter(|(keyword, _)| !keyword.is_on(Subject::Fragment));
    let reports = others.map(|&(keyword, span)| {
        let message = format!("`{keyword}` in a condition is not supported yet");
        Diagnostic::warning(Code::NotSupported, span, message)
            .at(to_keyword(schema, keyword))
            .help(
                "use only `properties`, `required`, `dependentRequired`, `const`, `enum`, `allOf`, `anyOf`, `oneOf`, `not` and `if`",
            )
    });
    reports.collect()
}

/// Creates the diagnostic for a `type` that differs from the `own` type of the value.
fn other_type(schema: &Schema, own: SchemaType) -> Diagnostic {
    let own = own.as_str();
    let span = schema.ty.as_ref().map_or(schema.span, |ty| ty.span);
    let message = format!("a `type` other than `{own}` in this condition is not supported yet");
    Diagnostic::warning(Code::NotSupported, span, message)
        .at(to_keyword(schema, Keyword::Type))
        .help(format!("write `type: {own}`, or remove it"))
}

/// Creates the diagnostic for `const` or `enum` on an object.
fn values_of_object(schema: &Schema) -> Diagnostic {
    let keyword = if schema.has(Keyword::Const) {
        Keyword::Const
    } else {
        Keyword::Enum
    };
    let span = schema.place_of(keyword).unwrap_or(schema.span);
    let message = format!("`{keyword}` of an object in a condition is not supported yet");
    Diagnostic::warning(Code::NotSupported, span, message)
        .at(to_keyword(schema, keyword))
        .help("test the members of the object in `properties`")
}
