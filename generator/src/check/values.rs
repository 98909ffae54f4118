//! Checks of the values in documents: examples, defaults and constants.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::Diagnostics;
use crate::lower::parts::Parts;
use crate::lower::{Lowered, canonical};
use crate::model::{Direction, Field, Operation, Type, TypeId};
use crate::openapi;
use crate::openapi::{Document, Schema};
use crate::text::tree::{Node, Value as NodeValue};

use super::instance::{Checker, subject};
use super::role::ValueRole;

/// Checks the examples of bodies. Invalid ones are removed from the model, because programs
/// in the documentation are made from them.
pub fn check_messages(
    documents: &[Document],
    lowered: &mut Lowered<'_>,
    diagnostics: &mut Diagnostics,
) {
    let invalid = invalid_examples(documents, lowered, diagnostics);
    for body in lowered.api.bodies_mut() {
        if let Some(invalid) = invalid.get(&body.origin) {
            let mut at = 0;
            body.examples.retain(|_| {
                at += 1;
                !invalid.contains(&(at - 1))
            });
        }
    }
}

/// Reports the invalid examples of bodies; returns their positions by the body's origin.
fn invalid_examples(
    documents: &[Document],
    lowered: &Lowered<'_>,
    diagnostics: &mut Diagnostics,
) -> HashMap<String, HashSet<usize>> {
    let mut invalid: HashMap<String, HashSet<usize>> = HashMap::new();
    let operations = lowered.api.operations.iter();
    let responses: HashMap<TypeId, &Operation> = operations
        .filter_map(|operation| Some((operation.response()?, operation)))
        .collect();
    for &(body, direction, id) in &lowered.bodies {
        let strict = match direction {
            Direction::Written => true,
            Direction::Read => false,
        };
        let nullable = Parts::of_root(&body.schema, documents).is_nullable(documents);
        for (at, example) in body.examples.iter().enumerate() {
            if nullable && example.value.value == NodeValue::Null {
                continue;
            }
            let mut checker = checker(lowered, strict, ValueRole::Example, diagnostics);
            checker.named(&example.value, id, &example.pointer);
            if let (Direction::Read, Some(operation)) = (direction, responses.get(&id)) {
                checker.success(&example.value, operation, &example.pointer);
            }
            if !checker.is_valid {
                let origin = canonical(&body.schema.pointer);
                invalid.entry(origin).or_default().insert(at);
            }
        }
    }
    invalid
}

/// Checks the examples of structs, and the defaults and examples of their members.
pub fn check_members(documents: &[Document], lowered: &Lowered<'_>, diagnostics: &mut Diagnostics) {
    for (index, schema) in lowered.schemas.iter().enumerate() {
        if let Some(schema) = schema {
            check_members_of(documents, lowered, schema, TypeId(index), diagnostics);
        }
    }
    for &(operation, id) in &lowered.inputs {
        check_parameters(lowered, operation, id, diagnostics);
    }
}

fn check_members_of(
    documents: &[Document],
    lowered: &Lowered<'_>,
    schema: &Schema,
    id: TypeId,
    diagnostics: &mut Diagnostics,
) {
    let Some(object) = lowered.api.structure(id) else {
        return;
    };
    for (example, pointer) in schema.examples_with_pointers() {
        let mut checker = checker(lowered, true, ValueRole::Example, diagnostics);
        checker.named(example, id, &pointer);
    }
    let fields: HashMap<&str, &Field> = object
        .fields()
        .map(|(_, field)| (field.name.wire.as_str(), field))
        .collect();
    for (wire, properties) in Parts::of_root(schema, documents).properties() {
        let Some(field) = fields.get(wire) else {
            continue;
        };
        for property in properties {
            check_values(lowered, &property.schema, field, |_| false, diagnostics);
        }
    }
}

/// Checks the defaults and the examples of parameters.
fn check_parameters(
    lowered: &Lowered<'_>,
    operation: &openapi::Operation,
    id: TypeId,
    diagnostics: &mut Diagnostics,
) {
    let Some(object) = lowered.api.structure(id) else {
        return;
    };
    // A parameter that could not be lowered was reported; the positions are wrong then.
    if object.members.len() < operation.parameters.len() {
        return;
    }
    for (member, parameter) in operation.parameters.iter().enumerate() {
        let Some(field) = object.field(member) else {
            continue;
        };
        let is_list = matches!(field.value.ty, Type::List(_));
        // An example may be the text of the list in the request.
        let is_text = |node: &Node| is_list && node.as_str().is_some();
        check_values(lowered, &parameter.schema, field, is_text, diagnostics);
        let examples = parameter.examples.iter();
        for example in examples.filter(|example| !is_text(&example.value)) {
            let mut checker = checker(lowered, true, ValueRole::Example, diagnostics);
            checker.subject = subject(&field.name.wire);
            checker.value(&example.value, &field.value, &example.pointer);
        }
    }
}

/// Checks the default and the examples of a field, except those for which `is_exempt` is
/// true.
fn check_values(
    lowered: &Lowered<'_>,
    schema: &Schema,
    field: &Field,
    is_exempt: impl Fn(&Node) -> bool,
    diagnostics: &mut Diagnostics,
) {
    let default = schema.default.as_deref().into_iter();
    let default = default.map(|node| {
        let pointer = format!("{}/default", schema.pointer);
        (node, ValueRole::Default, pointer)
    });
    let examples = schema.examples_with_pointers();
    let examples = examples.map(|(node, pointer)| (node, ValueRole::Example, pointer));
    let values = default.chain(examples);
    for (node, role, pointer) in values.filter(|(node, ..)| !is_exempt(node)) {
        let mut checker = checker(lowered, true, role, diagnostics);
        checker.subject = subject(&field.name.wire);
        checker.value(node, &field.value, &pointer);
    }
}

/// Checks constants against the rest of their schemas.
pub fn check_constants(lowered: &Lowered<'_>, diagnostics: &mut Diagnostics) {
    for constant in &lowered.constants {
        let mut checker = checker(lowered, true, ValueRole::Constant, diagnostics);
        checker.subject = subject(&constant.name);
        checker.value(constant.node, &constant.value, &constant.pointer);
    }
}

fn checker<'a>(
    lowered: &'a Lowered<'_>,
    strict: bool,
    role: ValueRole,
    diagnostics: &'a mut Diagnostics,
) -> Checker<'a> {
    Checker {
        api: &lowered.api,
        gaps: &lowered.gaps,
        diagnostics,
        strict,
        role,
        is_valid: true,
        subject: "this value".to_owned(),
        tries: None,
    }
}
