//! Checks of the values in documents: examples, defaults and constants.

use std::collections::HashMap;

use crate::diagnostics::Diagnostics;
use crate::lower::Lowered;
use crate::lower::parts::Parts;
use crate::model::{Direction, Field, Operation, TypeId};
use crate::openapi;
use crate::openapi::{Document, Schema};

use super::instance::{Checker, subject};
use super::role::ValueRole;

/// Checks the examples of bodies.
pub fn check_messages(lowered: &Lowered<'_>, diagnostics: &mut Diagnostics) {
    let operations = lowered.api.operations.iter();
    let responses: HashMap<TypeId, &Operation> = operations
        .filter_map(|operation| Some((operation.response()?, operation)))
        .collect();
    for &(body, direction, id) in &lowered.bodies {
        let strict = match direction {
            Direction::Written => true,
            Direction::Read => false,
        };
        for example in &body.examples {
            let mut checker = checker(lowered, strict, ValueRole::Example, diagnostics);
            checker.named(&example.value, id, &example.pointer);
            if let (Direction::Read, Some(operation)) = (direction, responses.get(&id)) {
                checker.success(&example.value, operation, &example.pointer);
            }
        }
    }
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
    for example in &schema.examples {
        let mut checker = checker(lowered, true, ValueRole::Example, diagnostics);
        checker.named(example, id, &format!("{}/examples", schema.pointer));
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
            check_values(lowered, &property.schema, field, diagnostics);
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
        check_values(lowered, &parameter.schema, field, diagnostics);
        for example in &parameter.examples {
            let mut checker = checker(lowered, true, ValueRole::Example, diagnostics);
            checker.subject = subject(&field.name.wire);
            checker.value(&example.value, &field.value, &example.pointer);
        }
    }
}

fn check_values(
    lowered: &Lowered<'_>,
    schema: &Schema,
    field: &Field,
    diagnostics: &mut Diagnostics,
) {
    let default = schema.default.iter();
    let default = default.map(|node| (node, ValueRole::Default, "default"));
    let examples = schema.examples.iter();
    let examples = examples.map(|node| (node, ValueRole::Example, "examples"));
    for (node, role, keyword) in default.chain(examples) {
        let mut checker = checker(lowered, true, role, diagnostics);
        checker.subject = subject(&field.name.wire);
        checker.value(node, &field.value, &format!("{}/{keyword}", schema.pointer));
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
        subject: "this value".to_owned(),
    }
}
