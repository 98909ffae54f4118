//! Warns about members that are secrets by their names, and that nothing keeps out of logs.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Field, Scalar, Struct, Type, TypeDef};
use crate::names;

use crate::text::places::Places;

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
                unmarked(def, field, places, diagnostics);
            }
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

fn unmarked(def: &TypeDef, field: &Field, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let wire = &field.name.wire;
    let entries = places.member(&def.origin, wire);
    let pointer = entries.first().map_or(&def.origin, |entry| &entry.pointer);
    let span = places.member_span(&def.origin, wire);
    let message = format!("`{wire}` is not marked as a secret, so that logs can contain it");
    diagnostics.push(
        Diagnostic::warning(Code::UnmarkedSecret, span, message)
            .at(pointer.as_str())
            .help("add `format: password` or `x-sensitive: secret`, which redact it in `Debug`"),
    );
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
