//! Operations and webhooks that are left out because of one part. The warning about the part
//! speaks of nothing else.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::lower::pointers::canonical;
use crate::openapi::Operation;

/// The part of an operation or a webhook that could not be read.
#[derive(Debug, Clone, Copy)]
pub enum LostPart {
    /// A parameter or the body.
    Request,
    /// A parameter.
    Parameter,
    /// The body of the request.
    Body,
    /// A response.
    Response,
}

/// Reports that an operation or a webhook is left out. An error stops the run anyway.
pub fn report(
    what: &str,
    id: &str,
    (operation, part): (&Operation, LostPart),
    diagnostics: &mut Diagnostics,
) {
    if diagnostics.has_errors() {
        return;
    }
    let part = match part {
        LostPart::Request => "a part of its request",
        LostPart::Parameter => "a parameter",
        LostPart::Body => "the body of its request",
        LostPart::Response => "a response",
    };
    let message = format!("the {what} `{id}` is left out: {part} cannot be read");
    diagnostics.push(
        Diagnostic::warning(Code::InvalidValue, operation.span, message)
            .at(canonical(&operation.pointer))
            .help("correct that part, of which another warning tells more"),
    );
}
