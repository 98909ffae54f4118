//! Operations that a server cannot tell apart: their paths differ only in the names of parameters,
//! or in the fragment, which is not sent.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Location, meaning};
use crate::openapi::{Body, Document, Operation, Parameter, RequestBody, Schema};
use crate::text::json::Json;
use crate::text::template;

use super::pointers::canonical;

/// Reports the operations of a document that are the request of an earlier one.
pub fn report(document: &Document, diagnostics: &mut Diagnostics) {
    let mut paths: HashMap<(&str, String), &Operation> = HashMap::new();
    let mut requests: HashMap<(&str, String, Vec<String>), &Operation> = HashMap::new();
    for operation in &document.operations {
        let (method, path) = (operation.method.as_str(), sent(&operation.path));
        let request = (method, path.clone(), marks(operation));
        let same = requests.get(&request).copied();
        if same.is_none() {
            requests.insert(request, operation);
        }
        if let Some(first) = same.filter(|first| has_fragment(first) || has_fragment(operation)) {
            diagnostics.push(same_request(operation, first));
        }
        if has_fragment(operation) {
            continue;
        }
        match paths.get(&(method, path.clone())) {
            Some(first) if first.path != operation.path => {
                diagnostics.push(same_template(operation, first));
            }
            Some(_) => {}
            None => {
                paths.insert((method, path), operation);
            }
        }
    }
}

fn has_fragment(operation: &Operation) -> bool {
    operation.path.contains('#')
}

/// Returns the path that is sent, without the names of its parameters.
fn sent(path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let pieces = template::pieces(path).into_iter();
    pieces.map(|piece| piece.unwrap_or("{}")).collect()
}

/// Returns what a server can tell requests with one path apart by: what they must have, and the
/// content types that they accept.
fn marks(operation: &Operation) -> Vec<String> {
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter(|it| it.required && it.location.value != PATH);
    let contents = operation.request.iter().flat_map(RequestBody::choices);
    let responses = operation.responses.iter();
    let accepted = responses.flat_map(|it| &it.contents);
    let accepted = accepted.map(|it| format!("accept {}", meaning(&it.media_type)));
    let marks = parameters.map(of_parameter);
    let marks = marks.chain(contents.map(of_content)).chain(accepted);
    let mut marks: Vec<String> = marks.collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

const PATH: &str = Location::Path.as_str();

fn of_parameter(parameter: &Parameter) -> String {
    let (location, name) = (&parameter.location.value, &parameter.name.value);
    let constant = constant(&parameter.schema).unwrap_or_default();
    format!("{location} {name}={constant}")
}

/// Returns the only value of a schema, or the name of one that can have one.
fn constant(schema: &Schema) -> Option<String> {
    if let Some(reference) = &schema.reference {
        return Some(reference.text.value.clone());
    }
    let values = schema.values.as_ref().map(|it| it.value.as_slice());
    let only = match values {
        Some([only]) => Some(only),
        Some(_) | None => schema.constant.as_deref(),
    };
    only.map(|it| Json::from(it).canonical())
}

/// Returns the mark of a content of the body. Schemas are the same if they are one component.
fn of_content(content: &Body) -> String {
    let schema = &content.schema;
    let reference = schema.reference.as_ref().map(|it| it.text.value.as_str());
    let schema = reference.unwrap_or(&schema.pointer);
    format!("{} {schema}", meaning(&content.media_type))
}

fn same_request(operation: &Operation, first: &Operation) -> Diagnostic {
    let message = format!(
        "`{}` is the same request as `{}`: what follows `#` is not sent",
        operation.path, first.path
    );
    let help = "describe them as one operation, or require a parameter with a `const` by which a \
                server tells them apart";
    same(operation, first, message).help(help)
}

fn same_template(operation: &Operation, first: &Operation) -> Diagnostic {
    let message = format!(
        "`{}` is the same path as `{}` with other names of parameters",
        operation.path, first.path
    );
    let help = "remove one of them, or write a path that a server can tell apart";
    same(operation, first, message).help(help)
}

fn same(operation: &Operation, first: &Operation, message: String) -> Diagnostic {
    Diagnostic::warning(Code::InvalidValue, operation.span, message)
        .at(canonical(&operation.pointer))
        .labelled(first.span, "the other one is here")
}
