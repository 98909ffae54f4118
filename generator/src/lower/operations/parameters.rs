//! The places of parameters in a request.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Location, Parameter, Style};
use crate::openapi;
use crate::text::source::{Span, Spanned};
use crate::text::template;

use crate::lower::pointers::canonical;

/// The headers that OpenAPI describes elsewhere: a parameter has no effect on them.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "authorization", "content-type"];

/// Lowers the places of the parameters of an operation or a webhook.
pub fn parameters(operation: &openapi::Operation, diagnostics: &mut Diagnostics) -> Vec<Parameter> {
    let parameters = operation.parameters.iter().enumerate();
    parameters
        .filter_map(|(position, parameter)| {
            let mut earlier = operation.parameters.iter().take(position);
            if let Some(first) = earlier.find(|it| it.is_same(parameter)) {
                diagnostics.push(listed_twice(parameter, first.span));
            }
            let lowered = lower(parameter, diagnostics);
            refuse_header(parameter, lowered.as_ref(), diagnostics);
            lowered
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
    let style = parameter.style.as_ref().map(|text| {
        let styles = Style::ALL.map(|it| (it.as_str(), it));
        one_of(text, "style of a parameter", styles, diagnostics)
    });
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
        let report = Diagnostic::error(Code::InvalidValue, text.span, message);
        diagnostics.push(match suggestion(&text.value, names) {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help(format!("write one of {}", names.join(", "))),
        });
    }
    found.map(|(_, item)| *item)
}

fn listed_twice(parameter: &openapi::Parameter, first: Span) -> Diagnostic {
    let (name, location) = (&parameter.name, &parameter.location.value);
    let message = format!(
        "the parameter `{}` in the {location} is listed twice",
        name.value
    );
    Diagnostic::error(Code::InvalidValue, name.span, message)
        .at(canonical(&parameter.pointer))
        .labelled(first, "first listed here")
        .help("remove one of them")
}

/// Reports a header that cannot be sent, or that OpenAPI describes elsewhere.
fn refuse_header(
    parameter: &openapi::Parameter,
    lowered: Option<&Parameter>,
    diagnostics: &mut Diagnostics,
) {
    match lowered.map(|lowered| lowered.location) {
        Some(Location::Header) => {}
        Some(Location::Path | Location::Query | Location::Cookie) | None => return,
    }
    let name = &parameter.name;
    let report = |message: String| {
        Diagnostic::error(Code::InvalidValue, name.span, message).at(canonical(&parameter.pointer))
    };
    if DESCRIBED_ELSEWHERE.contains(&&*name.value.to_ascii_lowercase()) {
        let message = format!("the header `{}` is not a parameter in OpenAPI", name.value);
        let help = "remove it: it follows from `content` and `security`";
        diagnostics.push(report(message).help(help));
    } else if !is_token(&name.value) {
        let message = format!("`{}` is not the name of a header", name.value);
        diagnostics.push(report(message).help("write letters, digits and `-`"));
    }
}

/// Returns whether a text is a token of HTTP (RFC 9110).
fn is_token(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_allowed)
}

/// Reports names in the braces of the path that are no parameters, and parameters of the
/// path that are not in it or not required. `parameters` are complete.
pub fn check_path(
    operation: &openapi::Operation,
    parameters: &[Parameter],
    diagnostics: &mut Diagnostics,
) {
    let (path, pointer) = (&operation.path, canonical(&operation.pointer));
    let names: Vec<&str> = template::pieces(path)
        .into_iter()
        .filter_map(Result::err)
        .collect();
    let text = names.iter().fold(path.clone(), |path, name| {
        path.replacen(&format!("{{{name}}}"), "", 1)
    });
    let report = |message: String| {
        Diagnostic::error(Code::InvalidValue, operation.span, message).at(pointer.clone())
    };
    if text.contains(['{', '}']) {
        let message = format!("the path `{path}` has a brace without its counterpart");
        diagnostics.push(report(message).help("write each parameter as `{name}`"));
        return;
    }
    let is_in_path = |it: &&Parameter| it.location == Location::Path;
    for name in &names {
        if !parameters
            .iter()
            .filter(is_in_path)
            .any(|it| it.name == *name)
        {
            let message = format!("the path has `{{{name}}}`, but there is no such parameter");
            let help = format!("add it: `{{name: {name}, in: path, required: true, schema: …}}`");
            diagnostics.push(report(message).help(help));
        }
    }
    for (parameter, _) in operation
        .parameters
        .iter()
        .zip(parameters)
        .filter(|(_, it)| is_in_path(it))
    {
        let name = &parameter.name;
        let report = |message: String| {
            Diagnostic::error(Code::InvalidValue, name.span, message)
                .at(canonical(&parameter.pointer))
        };
        if !names.contains(&&*name.value) {
            let message = format!("the path `{path}` has no parameter `{{{}}}`", name.value);
            diagnostics.push(report(message).help("add it to the path, or remove it here"));
        }
        if !parameter.required {
            let message = format!("the parameter `{}` in the path is not required", name.value);
            diagnostics.push(report(message).help("write `required: true`"));
        }
    }
}
