//! The reader of `x-signature`.

use crate::diagnostics::Diagnostics;
use crate::openapi::{NamedTemplate, Refusals, Signature};

use super::fields::Fields;

/// Reads `x-signature` of a security scheme.
pub fn signature(scheme: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Signature> {
    let entry = scheme.take("x-signature")?;
    let pointer = scheme.below("x-signature");
    let what = "`x-signature`";
    let mut fields = Fields::open(&entry.value, pointer, what, diagnostics)?;
    let method = fields.required_text("method", diagnostics);
    let text = fields.required_text("text", diagnostics);
    let header = header(&mut fields, diagnostics);
    let client_id = fields.required_text("client-id", diagnostics);
    let request_time = fields.required_text("request-time", diagnostics);
    let response_time = fields.required_text("response-time", diagnostics);
    let agent_token = fields.text("agent-token", diagnostics);
    let sandbox_client_id = fields.text("sandbox-client-id", diagnostics);
    let unsigned_statuses = fields.texts("unsigned", diagnostics);
    let unsigned_statuses = unsigned_statuses.map_or_else(Vec::new, |texts| texts.value);
    let refusals = refusals(&mut fields, diagnostics);
    fields.finish(diagnostics);
    Some(Signature {
        method: method?,
        text: text?,
        header: header?,
        client_id: client_id?,
        request_time: request_time?,
        response_time: response_time?,
        agent_token,
        sandbox_client_id,
        unsigned_statuses,
        refusals: refusals.unwrap_or_default(),
    })
}

fn refusals(signature: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Refusals> {
    let entry = signature.take("refusals")?;
    let pointer = signature.below("refusals");
    let mut fields = Fields::open(&entry.value, pointer, "`refusals`", diagnostics)?;
    let refusals = Refusals {
        signature: fields.text("signature", diagnostics),
        client: fields.text("client", diagnostics),
        path: fields.text("path", diagnostics),
        request: fields.text("request", diagnostics),
    };
    fields.finish(diagnostics);
    Some(refusals)
}

fn header(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<NamedTemplate> {
    let Some(entry) = fields.take("header") else {
        fields.missing("header");
        return None;
    };
    let pointer = fields.below("header");
    let mut header = Fields::open(&entry.value, pointer, "`header`", diagnostics)?;
    let name = header.required_text("name", diagnostics);
    let value = header.required_text("value", diagnostics);
    header.finish(diagnostics);
    Some(NamedTemplate {
        name: name?,
        value: value?,
    })
}
