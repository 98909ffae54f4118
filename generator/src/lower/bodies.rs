//! The bodies and the requests with a named type.

use crate::model::{Direction, TypeId};
use crate::openapi::{Body, Document, Operation};

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

/// Returns the bodies of an operation with their directions.
fn of(
    operation: &Operation,
    request: Direction,
    response: Direction,
) -> impl Iterator<Item = (&Body, Direction)> {
    let responses = operation.responses.iter().filter_map(|it| it.body.as_ref());
    let requests = operation.request.iter().map(move |body| (body, request));
    requests.chain(responses.map(move |body| (body, response)))
}
