//! The kinds of security schemes.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Flow, Location, SchemeKind, has_own_meaning, is_token};
use crate::openapi;
use crate::text::source::Spanned;

/// The values of `type`.
const KINDS: [&str; 5] = ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"];

/// Lowers the kind of a scheme. A scheme that is not known or lacks a part is reported, and
/// gives no credential. One with a signature needs no other part.
pub fn kind(entry: &openapi::SecurityScheme, diagnostics: &mut Diagnostics) -> SchemeKind {
    let Some(kind) = &entry.kind else {
        // It was reported.
        return unknown("");
    };
    match kind.value.as_str() {
        "apiKey" => api_key(entry, diagnostics),
        "http" => http(entry, diagnostics),
        "mutualTLS" => Some(SchemeKind::MutualTls),
        "oauth2" => Some(SchemeKind::OAuth2(entry.flows.iter().map(flow).collect())),
        "openIdConnect" => Some(SchemeKind::OpenIdConnect {
            url: entry.open_id_connect_url.clone(),
        }),
        _ => {
            let message = format!("`{}` is not the type of a security scheme", kind.value);
            let report = Diagnostic::warning(Code::InvalidValue, kind.span, message);
            diagnostics.push(match suggestion(&kind.value, KINDS) {
                Some(near) => report.help(format!("did you mean `{near}`?")),
                None => report.help(format!("write one of {}", KINDS.join(", "))),
            });
            None
        }
    }
    .unwrap_or_else(|| unknown(&kind.value))
}

fn unknown(kind: &str) -> SchemeKind {
    SchemeKind::Unknown {
        kind: kind.to_owned(),
    }
}

fn api_key(entry: &openapi::SecurityScheme, diagnostics: &mut Diagnostics) -> Option<SchemeKind> {
    let name = part(entry, entry.name.as_ref(), "name", diagnostics);
    let location = part(entry, entry.location.as_ref(), "in", diagnostics);
    let (name, location) = (name?, location?);
    let places = [Location::Query, Location::Header, Location::Cookie];
    let mut known = places.into_iter();
    let Some(place) = known.find(|it| it.as_str() == location.value) else {
        let message = format!("an API key cannot be in `{}`", location.value);
        let report = Diagnostic::warning(Code::InvalidValue, location.span, message);
        diagnostics.push(report.help("write `query`, `header` or `cookie`"));
        return None;
    };
    if let Some((fault, help)) = fault_of_name(&name.value, place) {
        let message = format!("`{}` {fault} {}", name.value, place.as_str());
        let report = Diagnostic::warning(Code::InvalidValue, name.span, message);
        diagnostics.push(report.help(help));
        return None;
    }
    Some(SchemeKind::ApiKey {
        location: place,
        name: name.value.clone(),
    })
}

/// Returns why an API key cannot have a name, and the help.
fn fault_of_name(name: &str, place: Location) -> Option<(&'static str, &'static str)> {
    let is_name = match place {
        Location::Header | Location::Cookie => is_token(name),
        Location::Query | Location::Path => !name.is_empty(),
    };
    if !is_name {
        return Some(("cannot name a key in a", "write letters, digits and `-`"));
    }
    let is_of_client =
        has_own_meaning(name) || ["accept", "content-type"].contains(&&*name.to_ascii_lowercase());
    (place == Location::Header && is_of_client).then_some((
        "cannot hold a key: the client writes this",
        "write the header that holds the key",
    ))
}

fn http(entry: &openapi::SecurityScheme, diagnostics: &mut Diagnostics) -> Option<SchemeKind> {
    let scheme = part(entry, entry.scheme.as_ref(), "scheme", diagnostics)?;
    Some(if scheme.value.eq_ignore_ascii_case("basic") {
        SchemeKind::Basic
    } else if scheme.value.eq_ignore_ascii_case("bearer") {
        SchemeKind::Bearer {
            format: entry.bearer_format.clone(),
        }
    } else {
        report_answering(scheme, diagnostics);
        SchemeKind::Http {
            scheme: scheme.value.clone(),
        }
    })
}

/// The HTTP schemes whose values follow from the request or from a challenge of the server.
const ANSWERING: [&str; 8] = [
    "digest",
    "hoba",
    "mutual",
    "negotiate",
    "ntlm",
    "oauth",
    "scram-sha-1",
    "scram-sha-256",
];

/// Reports an HTTP scheme that needs another value for each request, which the crate cannot
/// make.
fn report_answering(scheme: &Spanned<String>, diagnostics: &mut Diagnostics) {
    if !ANSWERING.contains(&&*scheme.value.to_ascii_lowercase()) {
        return;
    }
    let message = format!(
        "the HTTP scheme `{}` is not supported: its values depend on the request or on a challenge",
        scheme.value
    );
    diagnostics.push(
        Diagnostic::warning(Code::NotSupported, scheme.span, message)
            .help("set the whole value of the header `authorization` before each request"),
    );
}

/// Returns a part that a scheme needs. One that is missing is reported, unless the scheme
/// signs messages.
fn part<'a>(
    entry: &openapi::SecurityScheme,
    part: Option<&'a Spanned<String>>,
    keyword: &str,
    diagnostics: &mut Diagnostics,
) -> Option<&'a Spanned<String>> {
    if part.is_none() && entry.signature.is_none() {
        let message = format!(
            "the security scheme `{}` has no `{keyword}`",
            entry.key.text
        );
        let report = Diagnostic::warning(Code::InvalidValue, entry.key.span, message);
        diagnostics.push(report.help(format!("add `{keyword}`")));
    }
    part
}

fn flow(flow: &openapi::Flow) -> Flow {
    let openapi::Flow {
        name,
        authorization_url,
        token_url,
        refresh_url,
        scopes,
    } = flow;
    Flow {
        name: name.clone(),
        authorization_url: authorization_url.clone(),
        token_url: token_url.clone(),
        refresh_url: refresh_url.clone(),
        scopes: scopes.clone(),
    }
}
