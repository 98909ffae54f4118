//! The messages of an operation: parameters, bodies and responses.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Body, Example, Location, ModuleId, Parameter, Response, Type, Usage, Value};
use crate::openapi;
use crate::openapi::Schema;
use crate::openapi::keyword::Subject;
use crate::text::source::Spanned;

use super::status::status;
use crate::lower::parts::Parts;
use crate::lower::pointers::{canonical, to_keyword};
use crate::lower::types::site::ValueSite;
use crate::lower::types::value::Values;

/// Lowers the parameters of an operation.
pub fn parameters<'a>(
    operation: &'a openapi::Operation,
    usage: Usage,
    values: &mut Values<'a, '_>,
) -> Vec<Parameter> {
    let module = values.types.module_of_operation(operation);
    let parameters = operation.parameters.iter();
    parameters
        .filter_map(|it| parameter(it, (module, usage), values))
        .collect()
}

fn parameter<'a>(
    parameter: &'a openapi::Parameter,
    (module, usage): (ModuleId, Usage),
    values: &mut Values<'a, '_>,
) -> Option<Parameter> {
    let location = location(&parameter.location, values.diagnostics);
    let site = ValueSite {
        module,
        usage,
        name: &parameter.name.value,
        span: parameter.span,
        pointer: &parameter.schema.pointer,
    };
    let value = values.value(&[&parameter.schema], site);
    Some(Parameter {
        name: parameter.name.value.clone(),
        location: location?,
        required: parameter.required,
        description: parameter.description.clone().unwrap_or_default(),
        value: value?,
        origin: canonical(&parameter.pointer),
    })
}

fn location(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Location> {
    let names = Location::ALL.map(Location::as_str);
    let mut all = Location::ALL.into_iter();
    let found = all.find(|location| location.as_str() == text.value);
    if found.is_none() {
        let message = format!("`{}` is not a location of a parameter", text.value);
        let report = Diagnostic::error(Code::InvalidValue, text.span, message);
        diagnostics.push(match suggestion(&text.value, names) {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help(format!("write one of {}", names.join(", "))),
        });
    }
    found
}

/// Lowers a body to its named type, or to a value of its own.
pub fn body<'a>(
    body: &'a openapi::Body,
    usage: Usage,
    values: &mut Values<'a, '_>,
) -> Option<Body> {
    let schema = &body.schema;
    refuse_extension(schema, values.diagnostics);
    let value = if let Some(id) = values.types.of_body(body) {
        // A type that could not be lowered was reported.
        values.types.def(id)?;
        let documents = values.documents;
        Value {
            nullable: Parts::of_root(schema, documents).is_nullable(documents),
            ..Value::plain(Type::Named(id))
        }
    } else {
        let site = ValueSite {
            module: ModuleId::SHARED,
            usage,
            name: "body",
            span: body.span,
            pointer: &schema.pointer,
        };
        values.value(&[schema], site)?
    };
    Some(Body {
        value,
        examples: body.examples.iter().map(example).collect(),
        origin: canonical(&schema.pointer),
    })
}

/// Reports keywords of a body that would change the type that it refers to.
fn refuse_extension(schema: &Schema, diagnostics: &mut Diagnostics) {
    if schema.reference.is_none() {
        return;
    }
    for (keyword, span) in schema.keywords.iter().copied() {
        if !keyword.is_on(Subject::Named) {
            let message = format!("`{keyword}` beside `$ref` of a body is not supported yet");
            diagnostics.push(
                Diagnostic::error(Code::NotSupported, span, message)
                    .at(to_keyword(schema, keyword))
                    .help("write `allOf: [{$ref: …}]` to give the body its own type"),
            );
        }
    }
}

fn example(example: &openapi::Example) -> Example {
    Example {
        value: (&example.value).into(),
    }
}

/// Lowers the responses of an operation that could be read.
pub fn responses<'a>(
    operation: &'a openapi::Operation,
    usage: Usage,
    values: &mut Values<'a, '_>,
) -> Vec<Response> {
    let responses = operation.responses.iter();
    responses
        .filter_map(|response| {
            let status = status(&response.status, values.diagnostics);
            let body = match &response.body {
                Some(it) => Some(body(it, usage, values)?),
                None => None,
            };
            Some(Response {
                status: status?,
                body,
                origin: canonical(&response.pointer),
            })
        })
        .collect()
}
