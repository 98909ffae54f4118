//! Rust names for wire names.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Name, Status, Usage, essence, meaning};
use crate::names;
use crate::names::NameKind;
use crate::text::source::{Span, Spanned};

/// The name of the module of all webhooks, in the specification and in Rust.
pub const WEBHOOKS: &str = "webhooks";

/// Returns the name of the body of a request: `Request`, unless the request has other
/// parts.
pub fn request(has_inputs: bool) -> &'static str {
    if has_inputs { "RequestBody" } else { "Request" }
}

/// Returns the name of a content type: that of its kind, or else of its last part.
pub fn content(media_type: &str) -> String {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/json" => "Json".to_owned(),
        "application/x-www-form-urlencoded" => "Form".to_owned(),
        "multipart/form-data" => "Multipart".to_owned(),
        "text/plain" => "Text".to_owned(),
        other => {
            let (_, last) = other.split_once('/').unwrap_or(("", other));
            let last = last.strip_prefix("x-").unwrap_or(last);
            let name = names::type_name(&last.replace('*', "any"));
            name.unwrap_or_else(|_| "Other".to_owned())
        }
    }
}

/// Returns the names of content types that stand beside each other. Those that would have the
/// same name have the parameters, too, by which they differ.
pub fn contents(media_types: &[&str]) -> Vec<String> {
    let named = media_types.iter().map(|it| (content(it), meaning(it)));
    let named: Vec<(String, String)> = named.collect();
    let mut alike: HashMap<&str, usize> = HashMap::new();
    let mut sharing: HashMap<(&str, &str), usize> = HashMap::new();
    for (name, meaning) in &named {
        *alike.entry(name).or_default() += 1;
        for parameter in parameters(meaning) {
            *sharing.entry((name, parameter)).or_default() += 1;
        }
    }
    let distinct = named.iter().map(|(name, meaning)| {
        let is_own = |it: &&str| sharing.get(&(name.as_str(), *it)) != alike.get(name.as_str());
        let own: Vec<&str> = parameters(meaning).into_iter().filter(is_own).collect();
        let words = names::type_name(&format!("{name} {}", own.join(" ")));
        words
            .ok()
            .filter(|_| !own.is_empty())
            .unwrap_or_else(|| name.clone())
    });
    distinct.collect()
}

/// Returns the distinct parameters in the meaning of a content type.
fn parameters(meaning: &str) -> BTreeSet<&str> {
    meaning.split(';').skip(1).collect()
}

/// Returns the name of the body of a response: `Response` if it is the response as a whole,
/// otherwise followed by the status. A response that may be null is an `Option` of its body.
pub fn response(status: Status, whole: Option<Status>, is_nullable: bool) -> String {
    match status {
        status if whole == Some(status) && is_nullable => "ResponseBody".to_owned(),
        status if whole == Some(status) => "Response".to_owned(),
        Status::Default => "DefaultResponse".to_owned(),
        Status::Code(code) => format!("Response{code}"),
        Status::Class(class) => format!("Response{class}xx"),
    }
}

/// The name of the body that all failures of an operation have.
pub const ERROR_RESPONSE: &str = "ErrorResponse";

/// Returns the name of the body of a webhook: `Notification` if it is the notification as a
/// whole. Any other type than an object is held by the notification.
pub fn notification(is_whole: bool) -> &'static str {
    if is_whole {
        "Notification"
    } else {
        "NotificationBody"
    }
}

/// Returns the name of the body that answers a webhook: `Reply` for status 200, otherwise
/// followed by the status. A reply that may be null is an `Option` of its body.
pub fn reply(status: Status, is_nullable: bool) -> String {
    response(status, Some(Status::Code(200)), is_nullable).replace("Response", "Reply")
}

/// Returns the name of a type.
pub fn type_name(
    wire: &str,
    span: Span,
    chosen: Option<&Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> Name {
    name(wire, span, chosen, NameKind::Type, diagnostics)
}

/// Returns the name of a field. If programs build the struct, it is also the name of a
/// setter.
pub fn field_name(
    wire: &str,
    span: Span,
    chosen: Option<&Spanned<String>>,
    usage: Usage,
    diagnostics: &mut Diagnostics,
) -> Name {
    let mut name = name(wire, span, chosen, NameKind::Field, diagnostics);
    if !usage.is_only_read() && names::is_reserved_setter(&name.rust) {
        let reserved = name.rust.clone();
        name.rust.push('_');
        let message = format!(
            "`{reserved}` cannot be the name of a setter, because builders have such a method: it becomes `{}`",
            name.rust
        );
        let span = chosen.map_or(span, |chosen| chosen.span);
        diagnostics.push(derived(span, message, NameKind::Field));
    }
    name
}

/// Returns the name of an associated constant.
pub fn constant_name(
    wire: &str,
    span: Span,
    chosen: Option<&Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> Name {
    name(wire, span, chosen, NameKind::Constant, diagnostics)
}

/// Returns the name of a module.
pub fn module_name(wire: &str, span: Span, diagnostics: &mut Diagnostics) -> Name {
    name(wire, span, None, NameKind::Module, diagnostics)
}

/// Returns the name of a module that the document chooses.
pub fn chosen_module_name(
    wire: &str,
    span: Span,
    chosen: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) -> Name {
    name(wire, span, Some(chosen), NameKind::Module, diagnostics)
}

/// Returns the name of an enum's variant.
pub fn variant_name(
    wire: &str,
    span: Span,
    chosen: Option<&Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> Name {
    name(wire, span, chosen, NameKind::Variant, diagnostics)
}

/// Returns the chosen name, or else the one that the wire name gives. If it gives none, one
/// is made up, which is reported.
fn name(
    wire: &str,
    span: Span,
    chosen: Option<&Spanned<String>>,
    kind: NameKind,
    diagnostics: &mut Diagnostics,
) -> Name {
    let valid = chosen.filter(|chosen| names::is_rust_name(&chosen.value, kind));
    if let (None, Some(chosen)) = (valid, chosen) {
        diagnostics.push(not_a_name(chosen));
    }
    let rust = match valid {
        Some(chosen) => chosen.value.clone(),
        None => from_wire(wire, span, kind, diagnostics),
    };
    Name {
        wire: wire.to_owned(),
        rust,
    }
}

fn from_wire(wire: &str, span: Span, kind: NameKind, diagnostics: &mut Diagnostics) -> String {
    let made = match kind {
        NameKind::Type => names::type_name(wire),
        NameKind::Field => names::field_name(wire),
        NameKind::Variant => names::variant_name(wire),
        NameKind::Constant => names::constant_name(wire),
        NameKind::Module => names::module_name(wire),
    };
    let why = match made {
        Ok(name) if name.len() <= names::LONGEST => return name,
        Ok(_) => format!(
            "a name of more than {} characters is too long",
            names::LONGEST
        ),
        Err(error) => error.to_string(),
    };
    let rust = names::derived(wire, kind);
    diagnostics.push(derived(span, format!("{why}: it becomes `{rust}`"), kind));
    rust
}

/// Creates the warning for a name that was made up.
pub fn derived(span: Span, message: String, kind: NameKind) -> Diagnostic {
    Diagnostic::warning(Code::DerivedName, span, message).help(advice(kind))
}

/// Creates the error for a chosen name of a module that another item has.
pub fn collision(module: &str, chosen: &Spanned<String>, other: Span) -> Diagnostic {
    let message = format!("another item has the module `{module}` too");
    Diagnostic::error(Code::NameCollision, chosen.span, message)
        .labelled(other, "the other item is here")
        .help("rename one of them with `x-rust-name`")
}

fn not_a_name(chosen: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(
        Code::InvalidName,
        chosen.span,
        format!("`{}` is not a valid Rust name here", chosen.value),
    )
    .help("write an identifier in the case that Rust uses here, not a keyword or a reserved name")
}

/// Returns the help for a name that was made up.
fn advice(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Module => "choose another name, or a Rust name for the module: `x-rust-name: …`",
        NameKind::Variant => "choose a Rust name beside the list: `x-rust-names: {VALUE: Name}`",
        NameKind::Type => "choose a Rust name for the type: `x-rust-type: …`",
        NameKind::Field | NameKind::Constant => "choose a Rust name: `x-rust-name: …`",
    }
}
