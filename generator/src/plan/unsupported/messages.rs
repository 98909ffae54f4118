//! Bodies and responses that cannot be generated yet.

use crate::model::{Body, Operation, Response, Shape, Type};

use super::Unsupported;

impl Unsupported<'_, '_> {
    /// Reports a body that is not a struct, and one that may be null.
    pub(super) fn body(&mut self, body: &Body) {
        let is_supported = match body.value.ty {
            Type::Named(id) => match self.api.get(id).shape {
                Shape::Struct(_) => true,
                Shape::Enum(_) | Shape::Union(_) | Shape::Alias(_) => false,
            },
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => false,
        };
        if !is_supported {
            let span = self.places.span(&body.origin);
            let message = "a body that is not an object is not supported yet";
            let help = "write `type: object` with `properties`";
            self.push(span, &body.origin, message, help);
        } else if body.value.nullable {
            self.nullable_body(body);
        }
    }

    /// Reports the responses of an operation that states its outcome, other than the one that
    /// means success. Other status codes are errors there.
    pub(super) fn responses(&mut self, operation: &Operation) {
        let pointer = format!("{}/x-outcome", operation.origin);
        if self.places.node(&pointer).is_none() {
            return;
        }
        let success = operation.success().map(|response| response.status);
        for response in &operation.responses {
            match response.body() {
                Some(body) if Some(response.status) == success => self.body(body),
                Some(_) => self.failure(response),
                None => {}
            }
        }
        let origin = format!("{}/responses", operation.origin);
        if success.is_none() && self.places.node(&origin).is_some() {
            let span = self.places.span(&origin);
            let message = "an outcome without a response that means success is not supported yet";
            self.push(span, &origin, message, "add it: `\"200\": …`");
        }
    }

    /// Reports the body of a response that cannot state the outcome, which is not read.
    fn failure(&mut self, response: &Response) {
        let span = self.places.span(&response.origin);
        let status = response.status;
        let message = format!(
            "the body of a response with status {status} states no outcome and is not read"
        );
        let help = "remove it, or write the response as that of the success";
        self.weaken(span, &response.origin, message, help);
    }

    /// Reports an outcome without a response that could state it.
    pub(super) fn outcome(&mut self, operation: &Operation) {
        let pointer = format!("{}/x-outcome", operation.origin);
        let is_empty = operation.success().is_some_and(|it| it.contents.is_empty());
        if is_empty && self.places.node(&pointer).is_some() {
            let span = self.places.span(&pointer);
            let message = "an outcome of a response without a body is not supported";
            let help = "add the JSON body under `content` of the response, or remove `x-outcome`";
            self.push(span, &pointer, message, help);
        }
        let response = operation.response().filter(|_| operation.outcome.is_some());
        if response.is_some_and(|response| self.floats.contains(&response)) {
            let span = self.places.span(&pointer);
            let message = "an outcome of a response with binary floats is not supported";
            let help = "remove `format` from its numbers, which are exact then";
            self.push(span, &pointer, message, help);
        }
    }
}
