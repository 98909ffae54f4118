//! The parameters in the braces of a path.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Location;
use crate::openapi::{Parameter, Schema, SchemaType};
use crate::text::source::Spanned;
use crate::text::template;
use crate::text::tree::Key;

/// Makes the parameters fit the braces of the path: one that is not declared becomes a
/// required text, and one that the path does not have is dropped. Both are reported.
pub fn fit(
    parameters: &mut Vec<Parameter>,
    path: &Key,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) {
    let text = path.text.split('#').next().unwrap_or_default();
    let mut names: Vec<&str> = Vec::new();
    for name in template::pieces(text).into_iter().filter_map(Result::err) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    parameters.retain(|parameter| {
        let is_needed = !is_in_path(parameter) || names.contains(&parameter.name.value.as_str());
        if !is_needed {
            diagnostics.push(without_braces(parameter, text));
        }
        is_needed
    });
    for name in names {
        let mut known = parameters.iter().filter(|it| is_in_path(it));
        if !known.any(|it| it.name.value == name) {
            diagnostics.push(not_declared(path, pointer, name));
            parameters.push(declared(path, pointer, name));
        }
    }
}

fn is_in_path(parameter: &Parameter) -> bool {
    parameter.location.value == Location::Path.as_str()
}

fn without_braces(parameter: &Parameter, path: &str) -> Diagnostic {
    let name = &parameter.name;
    let message = format!("the path `{path}` has no parameter `{{{}}}`", name.value);
    Diagnostic::warning(Code::InvalidValue, name.span, message)
        .at(parameter.pointer.clone())
        .help("add it to the path, or remove it here")
}

fn not_declared(path: &Key, pointer: &str, name: &str) -> Diagnostic {
    let message = format!("the path has `{{{name}}}`, but there is no such parameter");
    Diagnostic::warning(Code::InvalidValue, path.span, message)
        .at(pointer)
        .help(format!(
            "add it, since it is any text now: `{{name: {name}, in: path, required: true, schema: …}}`"
        ))
}

/// Returns the parameter that the path has without a declaration.
fn declared(path: &Key, pointer: &str, name: &str) -> Parameter {
    let text = |value: &str| Spanned {
        value: value.to_owned(),
        span: path.span,
    };
    Parameter {
        span: path.span,
        pointer: pointer.to_owned(),
        name: text(name),
        location: text(Location::Path.as_str()),
        required: true,
        description: None,
        deprecated: false,
        style: None,
        explode: None,
        allow_reserved: false,
        is_json: false,
        other_content: None,
        schema: Schema {
            ty: Some(Spanned {
                value: SchemaType::String,
                span: path.span,
            }),
            ..Schema::any(path.span, pointer)
        },
        examples: Vec::new(),
    }
}
