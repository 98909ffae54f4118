//! Bodies and responses that cannot be generated yet.

use crate::model::{Body, Operation, Response, Shape, Status, Type};

use super::Unsupported;

impl Unsupported<'_> {
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

    /// Reports responses other than one that means success. Other status codes are errors,
    /// so a response without a body describes one.
    pub(super) fn responses(&mut self, operation: &Operation) {
        let success = operation.success().map(|response| response.status);
        let stand_in = match success {
            Some(_) => None,
            None => stand_in(operation).map(|response| response.status),
        };
        for response in &operation.responses {
            let is_success = Some(response.status) == success;
            let is_stand_in = Some(response.status) == stand_in;
            match response.body() {
                Some(body) if is_success => self.body(body),
                None if is_success => {}
                None if !is_stand_in && !may_be_success(response.status) => {}
                Some(_) if !is_stand_in && !may_be_success(response.status) => {
                    self.failure(response);
                }
                Some(_) | None => self.other_response(response, is_stand_in),
            }
        }
        let origin = format!("{}/responses", operation.origin);
        if success.is_none() && stand_in.is_none() && self.places.node(&origin).is_some() {
            let span = self.places.span(&origin);
            let message = "an operation without a response that means success is not supported yet";
            self.push(span, &origin, message, "add it: `\"200\": …`");
        }
    }

    /// Reports the body of a response that means no success, which is not read.
    fn failure(&mut self, response: &Response) {
        let span = self.places.span(&response.origin);
        let status = response.status;
        let message = format!("the body of a response with status {status} is not read yet");
        let help = "read the body of such an answer as its type";
        self.weaken(span, &response.origin, message, help);
    }

    /// Reports a response that is not generated. `is_stand_in` is true if it stands for the
    /// response that means success, which is missing.
    fn other_response(&mut self, response: &Response, is_stand_in: bool) {
        let span = self.places.span(&response.origin);
        let message = format!(
            "a response of its own for status {} is not supported yet",
            response.status
        );
        let help = if is_stand_in {
            "write it as the response for a status such as `200`"
        } else {
            "remove it: only one response can mean success"
        };
        self.push(span, &response.origin, message, help);
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

fn may_be_success(status: Status) -> bool {
    match status {
        Status::Code(_) => status.success().is_some(),
        Status::Class(class) => class == 2,
        Status::Default => false,
    }
}

/// Returns the response that probably describes a success, of an operation without one.
fn stand_in(operation: &Operation) -> Option<&Response> {
    let mut responses = operation.responses.iter();
    responses.find(|response| match response.status {
        Status::Code(_) | Status::Class(_) => may_be_success(response.status),
        Status::Default => !response.contents.is_empty(),
    })
}
