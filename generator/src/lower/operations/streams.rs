//! The streams of events of one operation.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Body, DataForm, MediaKind, Operation, Scalar, Type, Value};
use crate::openapi;
use crate::text::source::Span;

use crate::lower::pointers::canonical;
use crate::lower::secrets::Secrets;

/// Gives all streams of an operation the same type of data, because a program reads an event
/// without the status and the content type of its stream. Data of different types is any JSON
/// value, or any text if it is not always JSON, which is reported.
pub fn unify(
    lowered: &mut Operation,
    operation: &openapi::Operation,
    secrets: &Secrets,
    diagnostics: &mut Diagnostics,
) {
    let streams: Vec<&Body> = lowered
        .successes()
        .flat_map(|response| &response.contents)
        .filter(|body| body.kind.is_events())
        .collect();
    let mut others = streams.iter();
    let other = others.find(|body| {
        let first = streams.first();
        first.is_some_and(|first| (first.kind, &first.value) != (body.kind, &body.value))
    });
    let Some(other) = other else {
        return;
    };
    let is_json = |body: &&Body| body.kind == MediaKind::Events(DataForm::Json);
    let (form, ty, becomes) = if streams.iter().all(is_json) {
        (DataForm::Json, Type::Any, "JSON value")
    } else {
        (DataForm::Text, Type::Scalar(Scalar::Text), "text")
    };
    let message =
        format!("the events of the operation have several types: they become any {becomes}");
    diagnostics.push(
        Diagnostic::warning(Code::NotSupported, place(other, operation), message)
            .at(&other.origin)
            .help("write the same schema for both, with `oneOf` if it has several types"),
    );
    let schemas = operation.responses.iter();
    let schemas = schemas.flat_map(openapi::Response::events);
    let sensitive = secrets.within(schemas.map(|events| &events.schema));
    let bodies = lowered.responses.iter_mut().flat_map(|it| &mut it.contents);
    for body in bodies.filter(|body| body.kind.is_events()) {
        body.kind = MediaKind::Events(form);
        body.value = Value {
            sensitive,
            ..Value::plain(ty.clone())
        };
    }
}

/// Returns the place of a stream in the specification.
fn place(body: &Body, operation: &openapi::Operation) -> Option<Span> {
    let mut written = operation
        .responses
        .iter()
        .flat_map(openapi::Response::events);
    let written = written.find(|it| canonical(&it.schema.pointer) == body.origin);
    written.map(|it| it.span)
}
