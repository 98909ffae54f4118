//! The places of parameters in a request.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, is_hidden, not_one_of};
use crate::model::{Location, Parameter, Style};
use crate::openapi;
use crate::text::source::Spanned;
use crate::text::template;

use crate::lower::pointers::canonical;

/// Lowers the places of the parameters of an operation or a webhook.
pub fn parameters(operation: &openapi::Operation, diagnostics: &mut Diagnostics) -> Vec<Parameter> {
    let parameters = operation.parameters.iter();
    parameters
        .filter_map(|parameter| lower(parameter, diagnostics))
        .collect()
}

fn lower(parameter: &openapi::Parameter, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    let location = one_of(
        &parameter.location,
        "location of a parameter",
        Location::ALL.map(|it| (it.as_str(), it)),
        diagnostics,
    );
    let style = parameter.style.as_ref();
    let style = style.map(|text| self::style(text, diagnostics));
    let location = location?;
    let style = match style {
        Some(style) => fitting(style?, location, parameter, diagnostics),
        None => location.style(),
    };
    Some(Parameter {
        name: parameter.name.value.clone(),
        location,
        style,
        explode: parameter.explode.unwrap_or(style.is_exploded()),
        allow_reserved: parameter.allow_reserved,
        is_json: parameter.is_json,
        is_required: parameter.required,
        origin: canonical(&parameter.pointer),
    })
}

/// Lowers the place of a header of a response. One with an unknown style, which is reported,
/// has the style of every header.
pub fn header(header: &openapi::Parameter, diagnostics: &mut Diagnostics) -> Parameter {
    let style = header.style.as_ref();
    if let Some(style) = style.and_then(|text| self::style(text, diagnostics)) {
        fitting(style, Location::Header, header, diagnostics);
    }
    Parameter {
        name: header.name.value.clone(),
        location: Location::Header,
        style: Location::Header.style(),
        explode: header.explode.unwrap_or(false),
        allow_reserved: false,
        is_json: header.is_json,
        is_required: header.required,
        origin: canonical(&header.pointer),
    }
}

/// Returns the style, or the default one if no value can have it there, which is reported.
fn fitting(
    style: Style,
    location: Location,
    parameter: &openapi::Parameter,
    diagnostics: &mut Diagnostics,
) -> Style {
    if location.has_style(style) {
        return style;
    }
    let (name, default) = (style.as_str(), location.style());
    let span = parameter.style.as_ref().map(|it| it.span);
    let place = location.as_str();
    let message = format!("no value in a {place} has the style `{name}`");
    diagnostics.push(
        Diagnostic::warning(Code::InvalidValue, span, message)
            .at(canonical(&parameter.pointer))
            .help(format!("write `{}`, which it has now", default.as_str())),
    );
    default
}

/// Returns the style with a name; reports another name.
pub fn style(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Style> {
    let styles = Style::ALL.map(|it| (it.as_str(), it));
    one_of(text, "style of a parameter", styles, diagnostics)
}

/// Returns the item with a name; reports another name.
fn one_of<T: Copy, const N: usize>(
    text: &Spanned<String>,
    noun: &str,
    items: [(&str, T); N],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let mut known = items.iter();
    let found = known.find(|(name, _)| *name == text.value);
    if found.is_none() {
        let names = items.map(|(name, _)| name);
        diagnostics.push(not_one_of((&text.value, text.span), noun, names));
    }
    found.map(|(_, item)| *item)
}

/// Returns the path and the constant query of an operation; reports what is none. A fragment
/// only tells operations apart that have the same path, and the parameters of a query are
/// written with the others.
pub fn path_and_query(
    operation: &openapi::Operation,
    diagnostics: &mut Diagnostics,
) -> Option<(String, String)> {
    let written = operation.path.split('#').next().unwrap_or_default();
    let (path, query) = written.split_once('?').unwrap_or((written, ""));
    let pieces = template::pieces(path).into_iter();
    let plain: String = pieces.filter_map(Result::ok).collect();
    let pairs = template::of_query(query).into_iter();
    let constant = pairs.filter_map(Result::ok).collect::<Vec<_>>().join("&");
    let constant = encoded(&constant);
    if is_path(&encoded(&plain)) && is_query(&constant) {
        let pieces = template::pieces(path).into_iter();
        let pieces = pieces.map(|piece| match piece {
            Ok(text) => encoded(text),
            Err(name) => format!("{{{name}}}"),
        });
        return Some((pieces.collect(), constant));
    }
    let message = format!(
        "`{}` is not a URL path: its operation is left out",
        operation.path
    );
    diagnostics.push(
        Diagnostic::warning(Code::InvalidValue, operation.span, message)
            .at(canonical(&operation.pointer))
            .help("begin with `/`, percent-encode special characters, and write each parameter as `{name}`"),
    );
    None
}

/// Returns a part of a URL with the bytes of letters outside of ASCII percent-encoded
/// (RFC 3987). What nobody sees is probably a mistake, and remains.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for character in text.chars() {
        let is_written = character.is_ascii()
            || character.is_whitespace()
            || character.is_control()
            || is_hidden(character);
        if is_written {
            encoded.push(character);
            continue;
        }
        let mut buffer = [0; 4];
        let bytes = character.encode_utf8(&mut buffer).bytes();
        encoded.extend(bytes.map(|byte| format!("%{byte:02X}")));
    }
    encoded
}

/// Returns whether a text without parameters is a URL path.
fn is_path(text: &str) -> bool {
    text.starts_with('/')
        && !text.contains(['?', '#', '{', '}'])
        && crate::syntax::is_uri(&format!("https://host{text}"))
}

fn is_query(text: &str) -> bool {
    !text.contains(['{', '}']) && crate::syntax::is_uri(&format!("https://host/?{text}"))
}
