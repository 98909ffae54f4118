//! Fragments of schemas: the parts of conditions.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Literal, Step};
use crate::openapi::keyword::{Keyword, Subject};
use crate::openapi::{Document, Schema, SchemaType};
use crate::text::source::Spanned;
use crate::text::tree::Node;

use super::literals;
use super::value_path::ValuePath;
use crate::lower::literal::literal;
use crate::lower::parts::Parts;
use crate::lower::properties;
use crate::lower::table::Table;

/// The reader of fragments. Each fragment applies to the value at a path.
pub struct Fragments<'a, 'w> {
    /// The documents.
    pub documents: &'w [Document],
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
            && let Some(schema) = self.types.schema(owner)
        {
            let parts = Parts::of_root(schema, self.documents);
            if let Some(report) = properties::unknown_in(&parts, name) {
                self.diagnostics.push(report);
            }
        }
        position.map(|member| Step { owner, member })
    }

    /// Returns whether the keywords of a fragment fit the value; reports those that do
    /// not.
    pub fn fits(&mut self, schema: &Schema, value: &ValuePath) -> bool {
        let names_values = listed(schema).is_some();
        let looks_inside = schema.has(Keyword::Properties)
            || !schema.required.is_empty()
            || !schema.dependent_required.is_empty();
        let is_object = value.object().is_some();
        let member = value.member(self.types);
        let own = member.map_or(SchemaType::Object, |member| {
            literals::schema_type(member, self.types)
        });
        let is_own_type = schema.ty.as_ref().is_none_or(|ty| ty.value == own);
        let is_supported = schema.is_all_on(Subject::Fragment)
            && is_own_type
            && !(names_values && (looks_inside || is_object));
        if !is_supported {
            self.diagnostics.push(unsupported(schema));
        } else if looks_inside && !is_object {
            self.diagnostics.push(no_object(schema));
        }
        is_supported && (is_object || !looks_inside)
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
                    Diagnostic::error(
                        Code::InvalidCondition,
                        node.span,
                        "the member never has this value",
                    )
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
    let constant = schema.constant.as_ref().map(std::slice::from_ref);
    let values = || schema.values.as_ref().map(|values| values.value.as_slice());
    constant.or_else(values)
}

fn no_object(schema: &Schema) -> Diagnostic {
    Diagnostic::error(
        Code::InvalidCondition,
        schema.span,
        "this condition tests members, but the value is not an object",
    )
    .at(schema.pointer.clone())
    .help("test the member itself with `const` or `enum`, or its presence with `required`")
}

fn unsupported(schema: &Schema) -> Diagnostic {
    Diagnostic::error(
        Code::NotSupported,
        schema.span,
        "this form of condition is not supported yet",
    )
    .at(schema.pointer.clone())
    .help(
        "use only `properties`, `required`, `dependentRequired`, `const`, `enum`, `allOf`, `anyOf`, `oneOf`, `not` and `if`",
    )
}
