//! `x-signature`: the templates of the text to sign and of the header.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Refusals, Signature, SignedPart};
use crate::openapi;
use crate::text::source::Spanned;
use crate::text::template;

/// The signature algorithm that support code implements.
const METHOD: &str = "rsa-pkcs1-sha256";

/// Lowers `x-signature`.
pub fn signature(entry: &openapi::Signature, diagnostics: &mut Diagnostics) -> Option<Signature> {
    let mut report = |report: Box<Diagnostic>| diagnostics.push(*report);
    if entry.method.value != METHOD {
        let message = format!("the method `{}` is not supported", entry.method.value);
        let error = Diagnostic::warning(Code::NotSupported, entry.method.span, message);
        report(Box::new(error.help(format!("write `{METHOD}`"))));
    }
    let headers = [
        Some(&entry.header.name),
        Some(&entry.client_id),
        Some(&entry.request_time),
        Some(&entry.response_time),
        entry.agent_token.as_ref(),
    ];
    for name in headers.into_iter().flatten() {
        if !is_header_name(&name.value) {
            let message = format!("`{}` is not the name of a header", name.value);
            let error = Diagnostic::error(Code::InvalidExtension, name.span, message);
            report(Box::new(
                error.help("write lower-case letters, digits and `-`"),
            ));
        }
    }
    let text = text_parts(&entry.text).map_err(&mut report).ok();
    let items = header_items(&entry.header.value).map_err(&mut report).ok();
    let (algorithm, items) = items?;
    let unsigned = entry.unsigned_statuses.iter();
    let value = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    Some(Signature {
        algorithm,
        header: entry.header.name.value.clone(),
        items,
        client_id: entry.client_id.value.clone(),
        request_time: entry.request_time.value.clone(),
        response_time: entry.response_time.value.clone(),
        agent_token: value(&entry.agent_token),
        sandbox_client_id: value(&entry.sandbox_client_id),
        unsigned_statuses: unsigned.map(|status| status.value.clone()).collect(),
        text: text?,
    })
}

/// Lowers the result codes of requests that the gateway refuses.
pub fn refusals(entry: &openapi::Refusals) -> Refusals {
    let code = |code: &Option<Spanned<String>>| code.as_ref().map(|code| code.value.clone());
    Refusals {
        signature: code(&entry.signature),
        client: code(&entry.client),
        path: code(&entry.path),
        request: code(&entry.request),
    }
}

/// Returns whether a text is the name of a header in lower case.
fn is_header_name(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_allowed)
}

/// Reads the template of the text to sign. It must contain every part, since a part that
/// is not signed could be changed on the way.
fn text_parts(template: &Spanned<String>) -> Result<Vec<SignedPart>, Box<Diagnostic>> {
    let error = |message: String| Diagnostic::error(Code::InvalidExtension, template.span, message);
    let names = SignedPart::VARIABLE.map(|(name, _)| name);
    let all = names.map(|name| format!("`{{{name}}}`")).join(", ");
    let mut parts = Vec::new();
    for piece in template::pieces(&template.value) {
        parts.push(match piece {
            Ok(text) => SignedPart::Text(text.to_owned()),
            Err(name) => {
                let mut variable = SignedPart::VARIABLE.into_iter();
                let Some((_, part)) = variable.find(|(known, _)| *known == name) else {
                    let report = error(format!("there is no part `{{{name}}}` of a message"));
                    return Err(Box::new(match suggestion(name, names) {
                        Some(near) => report.help(format!("did you mean `{{{near}}}`?")),
                        None => report.help(format!("write one of {all}")),
                    }));
                };
                part
            }
        });
    }
    let missing = SignedPart::VARIABLE.into_iter();
    let mut missing = missing.filter(|(_, part)| !parts.contains(part));
    match missing.next() {
        Some((name, _)) => {
            let report = error(format!("the text to sign lacks `{{{name}}}`"));
            Err(Box::new(report.help(format!("sign all of {all}"))))
        }
        None => Ok(parts),
    }
}

/// Reads the template of the header: the algorithm, and the names of the items.
fn header_items(template: &Spanned<String>) -> Result<(String, [String; 3]), Box<Diagnostic>> {
    let items: Vec<(&str, &str)> = template
        .value
        .split(',')
        .filter_map(|item| item.trim().split_once('='))
        .collect();
    let name_of = |wanted: fn(&str) -> bool| {
        let mut items = items.iter();
        items
            .find(|(_, value)| wanted(value))
            .map(|(name, _)| (*name).to_owned())
    };
    let version = name_of(|value| value == "{key-version}");
    let signature = name_of(|value| value == "{signature}");
    let algorithm = items.iter().find(|(_, value)| !value.contains(['{', '}']));
    if let (Some((name, algorithm)), Some(version), Some(signature), 3) =
        (algorithm, version, signature, items.len())
    {
        let items = [(*name).to_owned(), version, signature];
        return Ok(((*algorithm).to_owned(), items));
    }
    let message = "the header must have an algorithm, a key version and a signature";
    let report = Diagnostic::error(Code::InvalidExtension, template.span, message);
    Err(Box::new(report.help(
        "write `ITEM=ALGORITHM,ITEM={key-version},ITEM={signature}`",
    )))
}
