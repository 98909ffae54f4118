//! Requests with parameters, which are judged as objects.
//!
//! No schema of a document describes the parameters together, so one is made of the schemas
//! of all parameters and the body. A member has the name by which a violation names the
//! parameter, such as `query parameter limit`. How a parameter is written is tested
//! elsewhere, since no schema describes it.

use std::fmt::Write as _;

use generator::Generated;
use generator::model::{
    Api, Encoding, Field, MediaKind, Operation, Part, Presence, Scalar, Type, TypeId,
};
use generator::plan::module_path;
use generator::text::moved::Moved;
use serde_json::{Map, Value, json};

use crate::dialect::{behind_null, value_of};
use crate::examples::Examples;
use crate::source::{self, Documents};

/// The name of the member with the body.
const BODY: &str = "body";

/// A request with parameters.
#[derive(Debug, Clone)]
pub struct Request {
    /// The path of its struct below the package.
    pub path: String,
    /// The pointer to its schema, which `add` makes.
    pub pointer: String,
    parts: Vec<RequestPart>,
}

/// A parameter or the body.
#[derive(Debug, Clone)]
struct RequestPart {
    /// The name of the member.
    name: String,
    /// The name of the field, which is a Rust identifier.
    field: String,
    /// The pointer to the schema.
    schema: String,
    is_required: bool,
    /// True if integers and booleans in it are written as texts.
    is_text: bool,
}

/// Returns the requests of a package that have parameters. The body of some is no JSON.
pub fn of(module: &str, generated: &Generated, source: &Documents) -> Vec<Request> {
    let api = &generated.specification.api;
    let plan = &generated.specification.plan;
    let moved = &generated.warnings.sources.moved;
    let operations = api.operations.iter();
    let requests = operations.filter_map(|operation| {
        let inputs = operation.inputs.filter(|id| !plan.has_uploads(*id))?;
        let def = api.get(inputs);
        let object = def.shape.as_struct()?;
        let fields = object.fields();
        let parts: Option<Vec<RequestPart>> = fields
            .map(|(member, field)| {
                let mut part = part(api, operation, (member, field), (source, moved))?;
                part.schema = moved.place(&part.schema).into_owned();
                Some(part)
            })
            .collect();
        let name = format!("{}.request", operation.id.wire);
        let (file, _) = operation.origin.split_once('#')?;
        Some(Request {
            path: format!(
                "{module}::{}::{}",
                module_path(api, def.module),
                def.name.rust
            ),
            pointer: format!("{file}#/components/schemas/{}", escaped(&name)),
            parts: parts.filter(|parts| !parts.is_empty())?,
        })
    });
    requests.collect()
}

impl Request {
    /// Returns requests of the examples that the document gives for the parts.
    #[must_use]
    pub fn examples(&self, found: &Examples) -> Vec<Value> {
        let of = |part: &RequestPart| found.get(&part.schema).map_or(&[][..], Vec::as_slice);
        let has_all = self
            .parts
            .iter()
            .all(|part| !part.is_required || !of(part).is_empty());
        let most = self.parts.iter().map(|part| of(part).len()).max();
        let count = most.filter(|_| has_all).unwrap_or(0);
        let message = |at: usize| {
            let parts = self.parts.iter().filter_map(|part| {
                let examples = of(part);
                let example = examples.get(at).or(examples.first())?;
                Some((part.name.clone(), example.clone()))
            });
            Value::Object(parts.collect())
        };
        (0..count).map(message).collect()
    }
}

/// Returns a part, unless its values are no JSON.
fn part(
    api: &Api,
    operation: &Operation,
    (member, field): (usize, &Field),
    (source, moved): (&Documents, &Moved),
) -> Option<RequestPart> {
    let (name, schema) = match operation.part(member)? {
        Part::Parameter(parameter) => {
            let location = parameter.location.as_str();
            let name = format!("{location} parameter {}", parameter.name);
            (name, schema_of(source, &moved.place(&parameter.origin))?)
        }
        Part::Body(body) => match body.contents.as_slice() {
            // Any value could be in a text.
            [only] if only.kind == MediaKind::Text && !is_text_at(source, &only.origin) => {
                return None;
            }
            [only] => (
                BODY.to_owned(),
                schema_of_body(api, only.named(), &only.origin),
            ),
            _ => return None,
        },
    };
    Some(RequestPart {
        name,
        field: field.name.rust.clone(),
        schema,
        is_required: field.presence == Presence::Required,
        is_text: is_text(&field.value.ty),
    })
}

/// Returns whether a schema describes texts only.
fn is_text_at(source: &Documents, pointer: &str) -> bool {
    source::at(source, pointer).is_some_and(|schema| schema["type"] == "string")
}

/// Returns the pointer to the schema of a parameter, which may be a reference to another.
fn schema_of(source: &Documents, origin: &str) -> Option<String> {
    let mut origin = origin.to_owned();
    let mut parameter = source::at(source, &origin)?;
    while let Some(target) = parameter["$ref"].as_str() {
        let (file, _) = origin.split_once('#')?;
        let (directory, own) = file.rsplit_once('/')?;
        let (target_file, place) = target.split_once('#')?;
        let file = if target_file.is_empty() {
            own
        } else {
            target_file
        };
        origin = format!("{directory}/{}#{place}", file.trim_start_matches("./"));
        parameter = source::at(source, &origin)?;
    }
    if parameter.get("schema").is_some() {
        return Some(format!("{origin}/schema"));
    }
    let (media_type, _) = parameter["content"].as_object()?.iter().next()?;
    Some(format!("{origin}/content/{}/schema", escaped(media_type)))
}

/// Returns the pointer to the schema of a body: that of its type, which may be a component.
fn schema_of_body(api: &Api, named: Option<TypeId>, origin: &str) -> String {
    named.map_or_else(|| origin.to_owned(), |id| api.get(id).origin.clone())
}

/// Returns whether integers and booleans in a value are written as texts.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::Scalar(Scalar::Boolean(encoding) | Scalar::Integer(_, encoding)) => {
            *encoding == Encoding::Text
        }
        Type::List(item) | Type::Map(item) => is_text(&item.ty),
        Type::Scalar(_) | Type::Any | Type::Named(_) => false,
    }
}

/// Adds the schemas of requests to translated documents.
pub fn add(documents: &mut Documents, requests: &[Request]) {
    for request in requests {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for part in &request.parts {
            let schema = schema_at(documents, &part.schema, &request.pointer);
            // Outside of JSON, there is no null, and no body is null.
            let schema = json!({"allOf": [schema], "not": {"type": "null"}});
            properties.insert(part.name.clone(), schema);
            if part.is_required {
                required.push(part.name.as_str());
            }
        }
        let schema = json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        let (file, place) = request.pointer.split_once('#').unwrap_or_default();
        let document = source::document(file);
        let name = place.rsplit('/').next().unwrap_or_default();
        let name = name.replace("~1", "/").replace("~0", "~");
        if let Some(document) = documents.get_mut(document) {
            document["components"]["schemas"][name] = schema;
        }
    }
}

/// Returns a reference to the schema of a part, by which a verdict names its place. One that
/// a URL would spell in another way is copied.
fn schema_at(documents: &Documents, pointer: &str, request: &str) -> Value {
    let (file, place) = pointer.split_once('#').unwrap_or_default();
    let document = documents.get(source::document(file));
    // A value of a base is one of the components that extend it.
    let value = value_of(place);
    let has_values = document.is_some_and(|it| it.pointer(&value).is_some());
    let place = if has_values { &value } else { place };
    let moved = document.and_then(|it| behind_null(it, place));
    let place = moved.as_deref().unwrap_or(place);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/~{}._-$".contains(c);
    match document.and_then(|it| it.pointer(place)) {
        Some(_) if request.starts_with(&format!("{file}#")) && place.chars().all(is_plain) => {
            let place = place.replace('{', "%7B").replace('}', "%7D");
            json!({"$ref": format!("#{place}")})
        }
        Some(schema) => schema.clone(),
        None => json!({}),
    }
}

/// Escapes a name as a segment of a pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The beginning of the module that reads requests. It is a module of the package, because
/// only there a request can be made of its fields.
const READER: &str = r#"// @generated by the tests; do not edit.

//! Requests that are read like objects.
#![allow(warnings)]

use crate::support::{Inspect, Message, ReadValue, Rule, from_json, from_json_request, violations};
use serde_json::{Map, Value, json};

struct Parts {
    message: Map<String, Value>,
    written: Map<String, Value>,
}

impl Parts {
    fn of(json: &str, names: &[&str]) -> Result<Self, String> {
        let Ok(Value::Object(message)) = serde_json::from_str(json) else {
            return Err(String::new());
        };
        match message.keys().find(|name| !names.contains(&name.as_str())) {
            Some(name) => Err(place(name)),
            None => Ok(Self { message, written: Map::new() }),
        }
    }

    fn optional<T: ReadValue + serde::Serialize>(&mut self, name: &str, is_text: bool) -> Result<Option<T>, String> {
        let Some(value) = self.message.get(name).filter(|value| !value.is_null()) else {
            return Ok(None);
        };
        let json = value.to_string();
        let read = match T::MESSAGE {
            _ if name != "body" => from_json_request::<T>(json.as_bytes()),
            Message::Request => from_json_request::<T>(json.as_bytes()),
            Message::Response => from_json::<T>(json.as_bytes(), &crate::support::ResultPaths::NONE),
        };
        let read = read.map_err(|error| format!("{}{}", place(name), error.pointer()))?;
        let written = if is_text { value.clone() } else { json!(read) };
        self.written.insert(name.to_owned(), written);
        Ok(Some(read))
    }

    fn required<T: ReadValue + serde::Serialize>(&mut self, name: &str, is_text: bool) -> Result<T, String> {
        self.optional(name, is_text)?.ok_or_else(|| place(name))
    }

    fn answer<T: Inspect + std::fmt::Debug>(self, request: &T) -> Value {
        let found = violations(request).err();
        let found = found.iter().flatten();
        // No schema says what a path or a header cannot carry.
        let is_of_place = |rule: Rule| {
            matches!(
                rule,
                Rule::PathValue | Rule::HeaderValue | Rule::Delimiter | Rule::NameOfAnother
            )
        };
        let found = found.filter(|it| !is_of_place(it.rule()));
        let places: Vec<String> = found
            .map(|it| match it.pointer() {
                pointer if pointer.is_empty() || pointer.starts_with('/') => format!("/body{pointer}"),
                pointer => format!("/{pointer}"),
            })
            .collect();
        let unmatched = format!("{request:?}").contains("Unmatched {");
        json!({"written": self.written, "places": places, "unmatched": unmatched})
    }
}

fn place(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn refused(place: String) -> Value {
    json!({"refused": place})
}

"#;

/// Returns the module that reads requests, with a function for each.
#[must_use]
pub fn module(requests: &[Request]) -> String {
    let mut text = READER.to_owned();
    for (number, request) in requests.iter().enumerate() {
        let names = request.parts.iter().map(|part| part.name.as_str());
        let names: Vec<&str> = names.collect();
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "pub fn request_{number}(json: &str) -> Value {{\n    \
             read_{number}(json).unwrap_or_else(refused)\n}}\n\n\
             fn read_{number}(json: &str) -> Result<Value, String> {{\n    \
             let mut parts = Parts::of(json, &{names:?})?;\n    \
             let request = crate::{} {{",
            request.path
        );
        for part in &request.parts {
            let function = if part.is_required {
                "required"
            } else {
                "optional"
            };
            let RequestPart {
                name,
                field,
                is_text,
                ..
            } = part;
            let _ = writeln!(
                text,
                "        {field}: parts.{function}({name:?}, {is_text})?,"
            );
        }
        let _ = writeln!(text, "    }};\n    Ok(parts.answer(&request))\n}}\n");
    }
    text
}
