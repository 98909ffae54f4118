//! Rust names for wire names.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Name, Usage};
use crate::names;
use crate::names::{NameError, NameKind};
use crate::text::source::{Span, Spanned};

/// The name of the module of all webhooks, in the specification and in Rust.
pub const WEBHOOKS: &str = "webhooks";

/// Returns the name of the body of a request: `Request`, unless the request has other
/// parts.
pub fn request(has_inputs: bool) -> &'static str {
    if has_inputs { "RequestBody" } else { "Request" }
}

/// Returns the name of the body of a response: `Response` for the status that means
/// success, otherwise followed by the status.
pub fn response(status: &str, success: Option<&str>) -> String {
    match status {
        status if success == Some(status) => "Response".to_owned(),
        "default" => "DefaultResponse".to_owned(),
        status => format!("Response{}", status.to_ascii_lowercase()),
    }
}

/// Returns the name of the body that answers a webhook: `Reply` for status 200, otherwise
/// followed by the status.
pub fn reply(status: &str) -> String {
    response(status, Some("200")).replace("Response", "Reply")
}

/// Returns the name of a type.
pub fn type_name(
    wire: &str,
    span: Span,
    chosen: Option<&Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> Option<Name> {
    name(
        wire,
        span,
        chosen,
        NameKind::Type,
        names::type_name,
        diagnostics,
    )
}

/// Returns the name of a field. If programs build the struct, it is also the name of a
/// setter.
pub fn field_name(
    wire: &str,
    span: Span,
    chosen: Option<&Spanned<String>>,
    usage: Usage,
    diagnostics: &mut Diagnostics,
) -> Option<Name> {
    let name = name(
        wire,
        span,
        chosen,
        NameKind::Field,
        names::field_name,
        diagnostics,
    )?;
    if !usage.is_only_read() && names::is_reserved_setter(&name.rust) {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidName,
                chosen.map_or(span, |chosen| chosen.span),
                format!(
                    "`{}` cannot be the name of a setter: builders have such a method",
                    name.rust
                ),
            )
            .help("rename the member with `x-rust-name`"),
        );
        return None;
    }
    Some(name)
}

/// Returns the name of an associated constant.
pub fn constant_name(
    wire: &str,
    span: Span,
    chosen: Option<&Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> Option<Name> {
    name(
        wire,
        span,
        chosen,
        NameKind::Constant,
        names::constant_name,
        diagnostics,
    )
}

/// Returns the name of a module.
pub fn module_name(wire: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Name> {
    name(
        wire,
        span,
        None,
        NameKind::Module,
        names::module_name,
        diagnostics,
    )
}

/// Returns the name of an enum's variant.
pub fn variant_name(
    wire: &str,
    span: Span,
    chosen: Option<&Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> Option<Name> {
    name(
        wire,
        span,
        chosen,
        NameKind::Variant,
        names::variant_name,
        diagnostics,
    )
}

fn name(
    wire: &str,
    span: Span,
    chosen: Option<&Spanned<String>>,
    kind: NameKind,
    make: fn(&str) -> Result<String, NameError>,
    diagnostics: &mut Diagnostics,
) -> Option<Name> {
    let rust = match chosen {
        Some(chosen) if names::is_rust_name(&chosen.value, kind) => Ok(chosen.value.clone()),
        Some(chosen) => Err(not_a_name(chosen)),
        None => make(wire).map_err(|error| {
            Diagnostic::error(Code::InvalidName, span, error.to_string()).help(advice(kind))
        }),
    };
    match rust {
        Ok(rust) => Some(Name {
            wire: wire.to_owned(),
            rust,
        }),
        Err(report) => {
            diagnostics.push(report);
            None
        }
    }
}

fn not_a_name(chosen: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(
        Code::InvalidName,
        chosen.span,
        format!("`{}` is not a valid Rust name here", chosen.value),
    )
    .help("write an identifier in the case that Rust uses here, not a keyword or a reserved name")
}

/// Returns the help for a wire name that gives no Rust name.
fn advice(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Module => "choose another name: it becomes the name of a module",
        NameKind::Variant => "choose a Rust name beside the list: `x-rust-names: {VALUE: Name}`",
        NameKind::Type | NameKind::Field | NameKind::Constant => {
            "choose a Rust name: `x-rust-name: …`"
        }
    }
}
