//! Names in Rust for names on the wire.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Name, Usage};
use crate::names;
use crate::names::{NameError, NameKind};
use crate::text::source::{Span, Spanned};

/// Returns the name of the body of a response: `Response` with status 200, else one
/// that ends with the status.
pub fn response(status: &str) -> String {
    match status {
        "200" => "Response".to_owned(),
        "default" => "DefaultResponse".to_owned(),
        status => format!("Response{}", status.to_ascii_lowercase()),
    }
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

/// Returns the name of a field. A field of a struct that programs build is also the
/// name of a setter.
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
    if usage.is_built() && names::is_reserved_setter(&name.rust) {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidName,
                chosen.map_or(span, |chosen| chosen.span),
                format!(
                    "a setter cannot be called `{}`: builders have a method of that name",
                    name.rust
                ),
            )
            .help("give the member another name with `x-rust-name`"),
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
        format!("`{}` cannot be the name of this in Rust", chosen.value),
    )
    .help("write an identifier in the case that Rust uses here, no keyword and nothing that has a meaning already")
}

/// Returns the advice for a name on the wire that gives no name in Rust.
fn advice(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Module => "it becomes the name of a module: choose another word",
        NameKind::Variant => "name it in Rust beside the list: `x-rust-names: {VALUE: Name}`",
        NameKind::Type | NameKind::Field | NameKind::Constant => {
            "choose a name in Rust: `x-rust-name: …`"
        }
    }
}
