//! Members whose value is fixed.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{self, Constant, Literal};
use crate::openapi::{Property, Schema};
use crate::tree::{Node, Value};

use super::parts::Parts;
use super::value::Place;
use super::{Lowering, Pending};

impl<'a> Lowering<'a, '_> {
    pub fn constant(
        &mut self,
        property: &'a Property,
        parts: &Parts<'a>,
        node: &'a Node,
        place: Place<'_>,
        required: bool,
    ) -> Option<Constant> {
        let mut schemas = parts.schemas.iter();
        let chosen = schemas.find_map(|schema| schema.extensions().rust_name.as_ref());
        let name = self.constant_name(place.name, property.key.span, chosen);
        for schema in &parts.schemas {
            self.refuse_at(
                schema,
                &[
                    "x-sensitive",
                    "x-window",
                    "deprecated",
                    "default",
                    "examples",
                ],
                "on a constant",
                "remove it: a constant is always written",
            );
        }
        let several = parts
            .values()
            .filter(|values| values.value.len() > 1)
            .map(|values| values.span)
            .or_else(|| parts.extensible().map(|values| values.span));
        if let Some(span) = several {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    span,
                    "a value that is fixed cannot also be one of several",
                )
                .at(property.schema.pointer.clone())
                .help("give the list of values, or the fixed one"),
            );
            return None;
        }
        // The value itself is held against the rest of the schema when all
        // types are known.
        let types = self.types.len();
        let value = self.value(&[&property.schema], place);
        self.forget_types(types);
        if let (Some(value), Some(_)) = (&value, literal(node)) {
            self.hold_fixed(node, value, &property.schema);
        }
        self.refuse_other_constants(parts, node);
        let Some(value) = literal(node) else {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    node.span,
                    format!("{} as a fixed value is not supported yet", node.kind()),
                )
                .at(format!("{}/const", property.schema.pointer))
                .help("a fixed value is a string, a boolean or a whole number"),
            );
            return None;
        };
        Some(Constant {
            name: name?,
            value,
            description: parts.description().unwrap_or_default().to_owned(),
            required,
        })
    }

    /// Notes that a fixed value is to be held against the rest of its schema.
    pub fn hold_fixed(&mut self, node: &'a Node, value: &model::Value, schema: &Schema) {
        self.pending.push(Pending {
            value: value.clone(),
            node,
            code: Code::InvalidValue,
            pointer: format!("{}/const", schema.pointer),
        });
    }

    /// Reports a member that is fixed to two values.
    pub fn refuse_other_constants(&mut self, parts: &Parts<'a>, node: &Node) {
        let constants = parts
            .schemas
            .iter()
            .filter_map(|schema| schema.constant.as_ref());
        for other in constants.filter(|other| other.value != node.value) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    other.span,
                    "the value is fixed to something else already",
                )
                .labelled(node.span, "fixed here")
                .help("remove one of them"),
            );
        }
    }
}

/// The value of a scalar node.
pub fn literal(node: &Node) -> Option<Literal> {
    match &node.value {
        Value::String(text) => Some(Literal::Text(text.clone())),
        Value::Bool(value) => Some(Literal::Boolean(*value)),
        Value::Number(text) => text.parse().ok().map(Literal::Integer),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}
