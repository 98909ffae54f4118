//! The parameters in the braces of a path.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Location;
use crate::openapi::{Parameter, Schema, SchemaType};
use crate::text::source::Spanned;
use crate::text::template;
use crate::text::tree::Key;

/// Makes the parameters fit the braces of the path: one that is not declared becomes a
/// required text, and one that the path does not have is dropped. Both are reported. One in
/// the query of the path becomes a parameter of the query.
pub fn fit(
    parameters: &mut Vec<Parameter>,
    path: &Key,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) {
    let text = path.text.split('#').next().unwrap_or_default();
    let (route, query) = text.split_once('?').unwrap_or((text, ""));
    let mut names: Vec<&str> = Vec::new();
    for name in template::pieces(route).into_iter().filter_map(Result::err) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let pairs = template::of_query(query).into_iter();
    for (key, name) in pairs.filter_map(Result::err) {
        if !names.contains(&name) {
            move_to_query(parameters, key, name);
        }
        if !has(parameters, Location::Query, key) {
            diagnostics.push(not_declared(path, pointer, (name, Location::Query)));
            parameters.push(declared(path, pointer, (key, Location::Query)));
        }
    }
    parameters.retain(|parameter| {
        let is_needed =
            !is_in(parameter, Location::Path) || names.contains(&parameter.name.value.as_str());
        if !is_needed {
            diagnostics.push(without_braces(parameter, text));
        }
        is_needed
    });
    for name in names {
        if !has(parameters, Location::Path, name) {
            diagnostics.push(not_declared(path, pointer, (name, Location::Path)));
            parameters.push(declared(path, pointer, (name, Location::Path)));
        }
    }
}

/// Makes a parameter of the path one of the query, unless the query has one with that key.
fn move_to_query(parameters: &mut [Parameter], key: &str, name: &str) {
    if has(parameters, Location::Query, key) {
        return;
    }
    let mut own = parameters.iter_mut().filter(|it| is_in(it, Location::Path));
    if let Some(parameter) = own.find(|it| it.name.value == name) {
        Location::Query
            .as_str()
            .clone_into(&mut parameter.location.value);
        key.clone_into(&mut parameter.name.value);
    }
}

fn has(parameters: &[Parameter], location: Location, name: &str) -> bool {
    let mut own = parameters.iter().filter(|it| is_in(it, location));
    own.any(|it| it.name.value == name)
}

fn is_in(parameter: &Parameter, location: Location) -> bool {
    parameter.location.value == location.as_str()
}

fn without_braces(parameter: &Parameter, path: &str) -> Diagnostic {
    let name = &parameter.name;
    let message = format!("the path `{path}` has no parameter `{{{}}}`", name.value);
    Diagnostic::warning(Code::InvalidValue, name.span, message)
        .at(parameter.pointer.clone())
        .help("add it to the path, or remove it here")
}

fn not_declared(path: &Key, pointer: &str, (name, location): (&str, Location)) -> Diagnostic {
    let location = location.as_str();
    let message = format!("the path has `{{{name}}}`, but there is no such parameter");
    Diagnostic::warning(Code::InvalidValue, path.span, message)
        .at(pointer)
        .help(format!(
            "add it, since it is any text now: `{{name: {name}, in: {location}, required: true, schema: …}}`"
        ))
}

/// Returns the parameter that the path has without a declaration.
fn declared(path: &Key, pointer: &str, (name, location): (&str, Location)) -> Parameter {
    let text = |value: &str| Spanned {
        value: value.to_owned(),
        span: path.span,
    };
    Parameter {
        span: path.span,
        pointer: pointer.to_owned(),
        name: text(name),
        location: text(location.as_str()),
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
