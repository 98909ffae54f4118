//! The places of parameters in a request.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Location, Parameter, Style};
use crate::openapi;
use crate::text::source::Spanned;
use crate::text::template;

use crate::lower::pointers::canonical;

/// Lowers the places of the parameters of an operation or a webhook.
pub fn parameters(operation: &openapi::Operation, diagnostics: &mut Diagnostics) -> Vec<Parameter> {
    let parameters = operation.parameters.iter();
    parameters
        .filter_map(|parameter| {
            let lowered = lower(parameter, diagnostics)?;
            can_be_sent(parameter, &lowered, diagnostics).then_some(lowered)
        })
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
        Some(style) => style?,
        None => location.style(),
    };
    let is_exploded = match style {
        Style::Form => true,
        Style::Simple
        | Style::Matrix
        | Style::Label
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::DeepObject => false,
    };
    Some(Parameter {
        name: parameter.name.value.clone(),
        location,
        style,
        explode: parameter.explode.unwrap_or(is_exploded),
        origin: canonical(&parameter.pointer),
    })
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
        let message = format!("`{}` is not a {noun}", text.value);
        let report = Diagnostic::warning(Code::InvalidValue, text.span, message);
        diagnostics.push(match suggestion(&text.value, names) {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help(format!("write one of {}", names.join(", "))),
        });
    }
    found.map(|(_, item)| *item)
}

/// Returns whether a parameter has a name that can be sent; reports others.
fn can_be_sent(
    parameter: &openapi::Parameter,
    lowered: &Parameter,
    diagnostics: &mut Diagnostics,
) -> bool {
    let name = &parameter.name;
    let can_be_sent = match lowered.location {
        Location::Header => is_token(&name.value),
        Location::Path | Location::Query | Location::Cookie => true,
    };
    if !can_be_sent {
        let message = format!("`{}` is not the name of a header", name.value);
        diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, name.span, message)
                .at(canonical(&parameter.pointer))
                .help("write letters, digits and `-`"),
        );
    }
    can_be_sent
}

/// Returns whether a text is a token of HTTP (RFC 9110).
fn is_token(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_allowed)
}

/// Returns whether the parameters in the braces of the path are those of the operation;
/// reports others. `parameters` are complete.
pub fn check_path(
    operation: &openapi::Operation,
    parameters: &[Parameter],
    diagnostics: &mut Diagnostics,
) -> bool {
    let (path, pointer) = (&operation.path, canonical(&operation.pointer));
    let names: Vec<&str> = template::pieces(path)
        .into_iter()
        .filter_map(Result::err)
        .collect();
    let text = names.iter().fold(path.clone(), |path, name| {
        path.replacen(&format!("{{{name}}}"), "", 1)
    });
    let report = |message: String| {
        Diagnostic::warning(Code::InvalidValue, operation.span, message).at(pointer.clone())
    };
    if !is_path(&text) {
        let message = format!("`{path}` is not a URL path");
        let help = "begin with `/`, remove the query or fragment, percent-encode special characters, and write each parameter as `{name}`";
        diagnostics.push(report(message).help(help));
        return false;
    }
    let mut is_complete = true;
    let is_in_path = |it: &&Parameter| it.location == Location::Path;
    for name in &names {
        let mut known = parameters.iter().filter(is_in_path);
        if !known.any(|it| it.name == *name) {
            let message = format!("the path has `{{{name}}}`, but there is no such parameter");
            let help = format!("add it: `{{name: {name}, in: path, required: true, schema: …}}`");
            diagnostics.push(report(message).help(help));
            is_complete = false;
        }
    }
    for (parameter, _) in operation
        .parameters
        .iter()
        .zip(parameters)
        .filter(|(_, it)| is_in_path(it))
    {
        let name = &parameter.name;
        if !names.contains(&&*name.value) {
            let message = format!("the path `{path}` has no parameter `{{{}}}`", name.value);
            diagnostics.push(
                Diagnostic::warning(Code::InvalidValue, name.span, message)
                    .at(canonical(&parameter.pointer))
                    .help("add it to the path, or remove it here"),
            );
            is_complete = false;
        }
    }
    is_complete
}

/// Returns whether a text without parameters is a URL path.
fn is_path(text: &str) -> bool {
    text.starts_with('/')
        && !text.contains(['?', '#', '{', '}'])
        && crate::syntax::is_uri(&format!("https://host{text}"))
}
