//! Warns about members that are secrets by their names, and that nothing keeps out of logs.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Field, Scalar, Struct, Type, TypeDef};
use crate::names;

use crate::text::places::Places;
use crate::text::source::Span;

/// The names of secrets, and the ends of their names.
const SECRETS: [&str; 14] = [
    "access_token",
    "api_key",
    "api_token",
    "apikey",
    "auth_token",
    "bearer_token",
    "id_token",
    "passphrase",
    "passwd",
    "password",
    "private_key",
    "refresh_token",
    "secret",
    "secret_key",
];

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for (_, def) in api.reachable() {
        let fields = def.shape.as_struct();
        for (_, field) in fields.into_iter().flat_map(Struct::fields) {
            if is_plain_text(field) && is_secret(&field.name.wire) {
                unmarked_field(def, field, places, diagnostics);
            }
        }
    }
    for variable in api.servers.iter().flat_map(|it| &it.variables) {
        // A token in a base URL is no token of a page.
        let is_secret = is_secret(&variable.name.wire) || variable.name.rust.ends_with("token");
        if is_secret && !variable.is_sensitive && variable.values.is_empty() {
            let span = places.span(&variable.origin);
            diagnostics.push(
                unmarked(&variable.name.wire, span, &variable.origin)
                    .help("add `x-sensitive: secret`, which redacts it in `Debug` and `Display`"),
            );
        }
    }
}

/// Returns whether `Debug` shows a field: a text that is not marked as sensitive.
fn is_plain_text(field: &Field) -> bool {
    field.value.ty == Type::Scalar(Scalar::Text) && field.value.sensitive.is_none()
}

/// Returns whether a name is that of a secret, with other words before it or without them.
fn is_secret(wire: &str) -> bool {
    let Ok(name) = names::field_name(wire) else {
        return false;
    };
    SECRETS.into_iter().any(|secret| {
        let before = name.strip_suffix(secret);
        before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
    })
}

fn unmarked_field(
    def: &TypeDef,
    field: &Field,
    places: &Places<'_>,
    diagnostics: &mut Diagnostics,
) {
    let wire = &field.name.wire;
    let entries = places.member(&def.origin, wire);
    let pointer = entries.first().map_or(&def.origin, |entry| &entry.pointer);
    let span = places.member_span(&def.origin, wire);
    diagnostics.push(
        unmarked(wire, span, pointer)
            .help("add `format: password` or `x-sensitive: secret`, which redact it in `Debug`"),
    );
}

fn unmarked(wire: &str, span: Option<Span>, pointer: &str) -> Diagnostic {
    let message = format!("`{wire}` is not marked as a secret, so that logs can contain it");
    Diagnostic::warning(Code::UnmarkedSecret, span, message).at(pointer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_name_tells_a_secret() {
        for name in [
            "access_token",
            "accessToken",
            "Access-Token",
            "password",
            "newPassword",
            "clientSecret",
            "webhook_secret",
            "x-api-key",
            "APIKey",
            "apikey",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "token",
            "nextPageToken",
            "password_hint",
            "secretary",
            "api_key_id",
            "public_key",
            "",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
