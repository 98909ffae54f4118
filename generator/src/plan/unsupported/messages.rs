//! Parameters, bodies and responses that cannot be generated yet.

use crate::model::{Body, Location, Operation, Response, Shape, Status, Type};
use crate::openapi::keyword::Object;
use crate::text::tree::Node;

use super::Unsupported;

impl Unsupported<'_> {
    pub(super) fn parameters(&mut self, operation: &Operation) {
        for parameter in &operation.parameters {
            let span = self.places.span(&parameter.origin);
            let (name, location) = (&parameter.name, parameter.location.as_str());
            let message = format!("parameters are not supported yet: `{name}` in the {location}");
            let help = "move its value to the request body, if the API accepts it there";
            self.push(span, &parameter.origin, message, help);
        }
        if has_undeclared(operation) {
            let path = &operation.http.path;
            let span = self.places.span(&operation.origin);
            let message = format!("parameters in a path are not supported yet: `{path}`");
            self.push(
                span,
                &operation.origin,
                message,
                "write a path without braces",
            );
        }
    }

    pub(super) fn request(&mut self, operation: &Operation) {
        if let Some(body) = &operation.body {
            self.body(body);
        } else if !self.may_be_there(&operation.origin, Object::Operation, "requestBody") {
            let span = self.places.span(&operation.origin);
            let message = "a request without a body is not supported yet";
            let help = "add `requestBody`, if the API accepts one";
            self.push(span, &operation.origin, message, help);
        }
    }

    /// Reports a body that is not a struct, and one that may be null.
    pub(super) fn body(&mut self, body: &Body) {
        let is_supported = match body.value.ty {
            Type::Named(id) => match self.api.get(id).shape {
                // A union is reported as a type.
                Shape::Struct(_) | Shape::Union(_) => true,
                Shape::Enum(_) | Shape::Alias(_) => false,
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

    /// Reports responses other than one with status 200 and a body. If that is missing, a
    /// response with another status that means success is reported instead.
    pub(super) fn responses(&mut self, operation: &Operation) {
        let origin = format!("{}/responses", operation.origin);
        let responses = self.places.node(&origin).and_then(Node::as_mapping);
        let has_ok = responses.is_none_or(|responses| responses.get("200").is_some());
        let stand_in = stand_in(operation).filter(|_| !has_ok);
        for response in &operation.responses {
            match (response.status, &response.body) {
                (Status::Code(200), Some(body)) => self.body(body),
                (Status::Code(200), None) => {
                    let message = "a response without a body is not supported yet";
                    let help = "add the JSON body under `content`";
                    let span = self.places.span(&response.origin);
                    self.push(span, &response.origin, message, help);
                }
                // `default` without a body describes any other response.
                (Status::Default, None) => {}
                (Status::Code(_) | Status::Class(_) | Status::Default, _) => {
                    let is_ok = stand_in.is_some_and(|it| it.status == response.status);
                    self.other_response(response, is_ok);
                }
            }
        }
        if !has_ok && stand_in.is_none() {
            let span = self.places.span(&origin);
            let message = "an operation without a response for status 200 is not supported yet";
            self.push(span, &origin, message, "add it: `\"200\": …`");
        }
    }

    /// Reports a response with another status. `is_ok` is true if it stands for the
    /// response with status 200, which is missing.
    fn other_response(&mut self, response: &Response, is_ok: bool) {
        let span = self.places.span(&response.origin);
        let message = format!(
            "a response of its own for status {} is not supported yet",
            response.status
        );
        let help = match (is_ok, &response.body) {
            (true, Some(_)) => "write it as the response for status `200`",
            (true, None) => "write a response for status `200` with a JSON body under `content`",
            (false, Some(_) | None) => "remove it; `default` may have a description",
        };
        self.push(span, &response.origin, message, help);
    }
}

/// Returns whether a path has braces that belong to no declared parameter.
fn has_undeclared(operation: &Operation) -> bool {
    let parameters = operation.parameters.iter();
    let declared = parameters.filter(|it| it.location == Location::Path);
    let rest = declared.fold(operation.http.path.clone(), |path, parameter| {
        path.replace(&format!("{{{}}}", parameter.name), "")
    });
    rest.contains(['{', '}'])
}

/// Returns the response that probably describes a success: one with a body, if possible.
fn stand_in(operation: &Operation) -> Option<&Response> {
    let may_be_ok = |response: &&Response| match response.status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Class(class) => class == 2,
        Status::Default => response.body.is_some(),
    };
    let all = || operation.responses.iter().filter(may_be_ok);
    all().find(|it| it.body.is_some()).or_else(|| all().next())
}
