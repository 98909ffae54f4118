//! The bodies and the requests with a named type.

use std::collections::HashSet;

use crate::model::{Direction, Operation as LoweredOperation, TypeId, Webhook};
use crate::openapi::{Body, Document, Operation, Response};

use super::pointers::canonical;
use super::table::Table;

/// Returns the bodies with a named type, in document order.
pub fn named<'a>(
    documents: &'a [Document],
    types: &Table<'a>,
) -> Vec<(&'a Body, Direction, TypeId)> {
    let mut bodies = Vec::new();
    for document in documents {
        for operation in &document.operations {
            bodies.extend(of(operation, Direction::Written, Direction::Read));
        }
        for webhook in &document.webhooks {
            bodies.extend(of(webhook, Direction::Read, Direction::Written));
        }
    }
    let bodies = bodies.into_iter();
    bodies
        .filter_map(|(body, direction)| Some((body, direction, types.of_body(body)?)))
        .collect()
}

/// Returns the operations whose requests have other parts than a body, each with the struct
/// of its parts.
pub fn inputs<'a>(documents: &'a [Document], types: &Table<'a>) -> Vec<(&'a Operation, TypeId)> {
    let operations = documents.iter().flat_map(|document| &document.operations);
    let inputs = operations.filter_map(|it| Some((it, types.of_inputs(it)?)));
    inputs.collect()
}

/// Returns the types that no lowered message contains and that are generated all the same:
/// those of the bodies of the other messages, and every component of a specification without
/// messages.
pub fn roots(
    documents: &[Document],
    (operations, webhooks): (&[LoweredOperation], &[Webhook]),
    types: &Table<'_>,
) -> Vec<(Direction, TypeId)> {
    let lowered: HashSet<&str> = operations
        .iter()
        .map(|it| it.origin.as_str())
        .chain(webhooks.iter().map(|it| it.origin.as_str()))
        .collect();
    let is_lowered = |it: &Operation| lowered.contains(canonical(&it.pointer).as_str());
    let mut bodies = Vec::new();
    let mut has_messages = false;
    for document in documents {
        has_messages |= document.all_operations().next().is_some();
        for operation in document.operations.iter().filter(|it| !is_lowered(it)) {
            bodies.extend(of(operation, Direction::Written, Direction::Read));
        }
        for webhook in document.webhooks.iter().filter(|it| !is_lowered(it)) {
            bodies.extend(of(webhook, Direction::Read, Direction::Written));
        }
    }
    if !has_messages {
        let mut components: Vec<TypeId> = types.components.values().copied().collect();
        components.sort_unstable();
        let both = [Direction::Written, Direction::Read];
        let components = components.into_iter();
        return components.flat_map(|id| both.map(|it| (it, id))).collect();
    }
    let bodies = bodies.into_iter();
    bodies
        .filter_map(|(body, direction)| Some((direction, types.of_body(body)?)))
        .collect()
}

/// Returns the bodies of an operation with their directions.
fn of(
    operation: &Operation,
    request: Direction,
    response: Direction,
) -> impl Iterator<Item = (&Body, Direction)> {
    let responses = operation.responses.iter().flat_map(Response::bodies);
    let requests = operation.request_values();
    let requests = requests.map(move |body| (body, request));
    requests.chain(responses.map(move |body| (body, response)))
}
