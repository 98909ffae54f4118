//! The reader of security schemes, and of the schemes that messages need.

use crate::diagnostics::Diagnostics;
use crate::openapi::object::Object;
use crate::openapi::{Flow, Reference, Requirement, SecurityScheme};
use crate::text::pointer::child;
use crate::text::source::Spanned;
use crate::text::tree::Entry;

use super::fields::{Fields, What, mapping};
use super::signature::signature;

/// Reads `securitySchemes` of the components.
pub fn schemes(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<SecurityScheme> {
    let Some(entry) = fields.take("securitySchemes") else {
        return Vec::new();
    };
    let pointer = fields.below("securitySchemes");
    let what = What::Named("securitySchemes");
    let Some(named) = mapping(&entry.value, &pointer, what, diagnostics) else {
        return Vec::new();
    };
    let entries = named.entries.iter();
    entries
        .filter_map(|entry| scheme(entry, child(&pointer, &entry.key.text), diagnostics))
        .collect()
}

fn scheme(entry: &Entry, pointer: String, diagnostics: &mut Diagnostics) -> Option<SecurityScheme> {
    let what = Object::SecurityScheme;
    let mut scheme = Fields::open(&entry.value, pointer.as_str(), what, diagnostics)?;
    let text = scheme.text("$ref", diagnostics);
    let reference = text.map(|text| Reference { text, target: None });
    let kind = if reference.is_some() {
        scheme.text("type", diagnostics)
    } else {
        scheme.required_text("type", diagnostics)
    };
    let plain = |text: Option<Spanned<String>>| text.map(|text| text.value);
    let read = SecurityScheme {
        key: entry.key.clone(),
        reference,
        kind,
        description: plain(scheme.text("description", diagnostics)),
        name: scheme.text("name", diagnostics),
        location: scheme.text("in", diagnostics),
        scheme: scheme.text("scheme", diagnostics),
        bearer_format: plain(scheme.text("bearerFormat", diagnostics)),
        flows: flows(&mut scheme, diagnostics),
        open_id_connect_url: plain(scheme.text("openIdConnectUrl", diagnostics)),
        rust_name: scheme.text("x-rust-name", diagnostics),
        signature: signature(&mut scheme, diagnostics),
        pointer,
    };
    scheme.finish(diagnostics);
    Some(read)
}

fn flows(scheme: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Flow> {
    let Some(entry) = scheme.take("flows") else {
        return Vec::new();
    };
    let pointer = scheme.below("flows");
    let what = Object::Flows;
    let Some(mut fields) = Fields::open(&entry.value, pointer.as_str(), what, diagnostics) else {
        return Vec::new();
    };
    let mut flows = Vec::new();
    for name in Object::Flows.own().read {
        if let Some(entry) = fields.take(*name) {
            flows.extend(flow(entry, child(&pointer, name), diagnostics));
        }
    }
    fields.finish(diagnostics);
    flows
}

fn flow(entry: &Entry, pointer: String, diagnostics: &mut Diagnostics) -> Option<Flow> {
    let mut flow = Fields::open(&entry.value, pointer, Object::Flow, diagnostics)?;
    let mut url = |key: &'static str| flow.text(key, diagnostics).map(|text| text.value);
    let (authorization_url, token_url) = (url("authorizationUrl"), url("tokenUrl"));
    let refresh_url = url("refreshUrl");
    let scopes = flow.take("scopes").and_then(|it| it.value.as_mapping());
    let scopes = scopes.into_iter().flat_map(|scopes| &scopes.entries);
    let scopes = scopes.map(|scope| {
        let description = scope.value.as_str().unwrap_or_default();
        (scope.key.text.to_string(), description.to_owned())
    });
    let scopes = scopes.collect();
    flow.finish(diagnostics);
    Some(Flow {
        name: entry.key.text.to_string(),
        authorization_url,
        token_url,
        refresh_url,
        scopes,
    })
}

/// Reads the schemes of each alternative, if `security` is present.
pub fn requirements(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Vec<Requirement>>> {
    let items = fields.items("security", diagnostics)?;
    let pointer = fields.below("security");
    let alternatives = items.value.iter().filter_map(|item| {
        let what = What::Part("a security requirement");
        let schemes = mapping(item, &pointer, what, diagnostics)?;
        let schemes = schemes.entries.iter().map(|entry| {
            let scopes = entry.value.as_sequence().into_iter().flatten();
            Requirement {
                scheme: Spanned {
                    value: entry.key.text.to_string(),
                    span: entry.key.span,
                },
                scopes: scopes
                    .filter_map(|it| it.as_str())
                    .map(str::to_owned)
                    .collect(),
            }
        });
        Some(schemes.collect())
    });
    Some(alternatives.collect())
}
