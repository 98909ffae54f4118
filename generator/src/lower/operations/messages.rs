//! The messages of an operation: bodies and responses.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Body, Example, Link, MediaKind, MemberEncoding, Method, ModuleId, RequestBody, Response, Type,
    Usage, Value,
};
use crate::openapi;
use crate::openapi::keyword::{Keyword, Subject};
use crate::openapi::{Document, Schema};

use super::parameters;
use crate::lower::files::{self, Files};
use crate::lower::parts::Parts;
use crate::lower::pointers::{canonical, to_keyword};
use crate::lower::secrets;
use crate::lower::types::choices::content_value;
use crate::lower::types::events;
use crate::lower::types::sensitivity::sensitivity;
use crate::lower::types::site::ValueSite;
use crate::lower::types::texts;
use crate::lower::types::value::Values;

/// Lowers the body of a request in each of its content types.
pub fn request<'a>(
    operation: &'a openapi::Operation,
    values: &mut Values<'a, '_>,
) -> Option<RequestBody> {
    let request = operation.request.as_ref()?;
    warn_of_method(operation, request, values.diagnostics);
    let mut contents = Vec::new();
    for content in request.choices() {
        contents.push(if content.kind.has_schema() {
            body(content, Usage::WRITTEN, values)?
        } else {
            Body {
                media_type: content.media_type.clone(),
                kind: content.kind,
                value: value_of_content(content, values)?,
                encodings: Vec::new(),
                examples: Vec::new(),
                origin: canonical(&content.schema.pointer),
            }
        });
    }
    Some(RequestBody {
        required: request.required != Some(false),
        contents,
    })
}

/// Lowers a content without a type of its own. Its faults were reported with the struct of
/// the request.
fn value_of_content(content: &openapi::Body, values: &Values<'_, '_>) -> Option<Value> {
    let mut reported = Diagnostics::default();
    content_value(content, values.types, values.documents, &mut reported)
}

/// Reports the body of a method for which HTTP defines no meaning of one (RFC 9110).
fn warn_of_method(
    operation: &openapi::Operation,
    request: &openapi::RequestBody,
    diagnostics: &mut Diagnostics,
) {
    match operation.method {
        Method::Get | Method::Head => {}
        Method::Put
        | Method::Post
        | Method::Delete
        | Method::Options
        | Method::Patch
        | Method::Trace
        | Method::Query => return,
    }
    let Some(first) = request.contents.first() else {
        return;
    };
    let method = operation.method.as_str();
    let message = format!("HTTP gives the body of a {method} request no meaning");
    diagnostics.push(
        Diagnostic::warning(Code::InvalidValue, first.span, message)
            .at(format!("{}/requestBody", canonical(&operation.pointer)))
            .help("describe its members as parameters in the query, if the API reads them there"),
    );
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
        let parts = Parts::of_root(schema, documents);
        refuse_sensitive(&parts, values);
        Value {
            nullable: parts.is_nullable(documents),
            ..Value::plain(Type::Named(id))
        }
    } else {
        let site = ValueSite {
            module: ModuleId::SHARED,
            usage,
            name: "body",
            span: body.span,
            pointer: &schema.pointer,
            is_inner: false,
            files: Files::None,
        };
        values.value(&[schema], site)
    };
    Some(Body {
        media_type: body.media_type.clone(),
        kind: body.kind,
        value,
        encodings: encodings(body, values.documents, values.diagnostics),
        examples: body.examples.iter().map(example).collect(),
        origin: canonical(&schema.pointer),
    })
}

/// Reports a mark at a body with a type of its own, which is a message: only the values in it
/// are redacted.
fn refuse_sensitive<'a>(parts: &Parts<'a>, values: &mut Values<'a, '_>) {
    let (documents, secrets) = (values.documents, &values.types.secrets);
    let merged = parts.merged(documents);
    let mut unread = Diagnostics::default();
    if sensitivity(parts, documents, secrets, &mut unread).is_none() {
        return;
    }
    let alternatives = merged.alternatives();
    let branches = alternatives.map_or(&[][..], |it| it.branches);
    let branches = branches.iter().map(|it| Parts::of_value(&[it], documents));
    let branches = branches.flat_map(|it| it.merged(documents).schemas);
    let mut schemas = merged.schemas.iter().copied().chain(branches);
    let Some(schema) = schemas.find(|schema| secrets::mark(schema).is_some()) else {
        return;
    };
    let keyword = if schema.has(Keyword::Sensitive) {
        Keyword::Sensitive
    } else {
        Keyword::Format
    };
    values.diagnostics.push(
        Diagnostic::warning(
            Code::NotSupported,
            schema.place_of(keyword),
            format!("`{keyword}` does not redact a body: `Debug` shows its members"),
        )
        .at(to_keyword(schema, keyword))
        .help("add `x-sensitive` to the members that contain the data"),
    );
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
                Diagnostic::warning(Code::NotSupported, span, message)
                    .at(to_keyword(schema, keyword))
                    .help("write `allOf: [{$ref: …}]` to give the body its own type"),
            );
        }
    }
}

/// Lowers the forms of members, which matter where the body is no JSON text.
fn encodings(
    body: &openapi::Body,
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) -> Vec<MemberEncoding> {
    match body.kind {
        MediaKind::Form => stated_encodings(body, diagnostics).collect(),
        MediaKind::Multipart => {
            let mut encodings: Vec<_> = stated_encodings(body, diagnostics).collect();
            add_content_types(&mut encodings, files::content_types(body, documents));
            encodings
        }
        MediaKind::Json | MediaKind::Events(_) | MediaKind::Text | MediaKind::Bytes => Vec::new(),
    }
}

/// Adds the content types that the schemas of members state, unless `encoding` states others.
fn add_content_types(encodings: &mut Vec<MemberEncoding>, members: Vec<(&str, &str)>) {
    let mut others: HashMap<&str, &str> = members.iter().copied().collect();
    for stated in encodings.iter_mut() {
        let own = others.remove(stated.member.as_str());
        stated.content_type = stated.content_type.take().or(own.map(str::to_owned));
    }
    let members = members.into_iter();
    let others = members.filter(|(member, _)| others.contains_key(member));
    encodings.extend(others.map(|(member, content_type)| MemberEncoding {
        member: member.to_owned(),
        content_type: Some(content_type.to_owned()),
        style: None,
        explode: None,
        allow_reserved: false,
    }));
}

/// Lowers the forms of members that `encoding` states.
fn stated_encodings(
    body: &openapi::Body,
    diagnostics: &mut Diagnostics,
) -> impl Iterator<Item = MemberEncoding> {
    body.encodings.iter().map(|encoding| {
        let style = encoding.style.as_ref();
        MemberEncoding {
            member: encoding.member.clone(),
            content_type: encoding.content_type.as_ref().map(|it| it.value.clone()),
            style: style.and_then(|text| parameters::style(text, diagnostics)),
            explode: encoding.explode,
            allow_reserved: encoding.allow_reserved,
        }
    })
}

fn example(example: &openapi::Example) -> Example {
    Example {
        name: example.name.clone(),
        value: (&example.value).into(),
    }
}

/// Lowers a content of a response. Only JSON and events have the type of a schema.
fn content<'a>(
    content: &'a openapi::Body,
    usage: Usage,
    values: &mut Values<'a, '_>,
) -> Option<Body> {
    let (kind, value) = match content.kind {
        MediaKind::Json => return body(content, usage, values),
        MediaKind::Events(_) => {
            let (form, data) = events::of_stream(content, values.types);
            (MediaKind::Events(form), data)
        }
        kind @ MediaKind::Text => {
            // Whatever the text of an answer is, it is read.
            let mut unchecked = Diagnostics::default();
            let secrets = &values.types.secrets;
            let text = texts::value(content, values.documents, secrets, &mut unchecked);
            (kind, text)
        }
        kind @ (MediaKind::Form | MediaKind::Multipart | MediaKind::Bytes) => {
            (kind, Value::plain(Type::Any))
        }
    };
    Some(Body {
        media_type: content.media_type.clone(),
        kind,
        value,
        encodings: Vec::new(),
        examples: Vec::new(),
        origin: canonical(&content.schema.pointer),
    })
}

fn link(link: &openapi::Link) -> Link {
    Link {
        name: link.name.clone(),
        operation: link.operation.clone(),
        description: link.description.clone().unwrap_or_default(),
    }
}

/// Lowers the responses of an operation that could be read.
pub fn responses<'a>(
    operation: &'a openapi::Operation,
    usage: Usage,
    values: &mut Values<'a, '_>,
) -> Vec<Response> {
    let responses = operation.responses.iter();
    let responses = responses.filter_map(|response| {
        let contents = response.contents.iter();
        let contents = contents.map(|it| content(it, usage, values));
        let mut contents: Vec<Body> = contents.collect::<Option<_>>()?;
        // A list has room for four at first, and most have one.
        contents.shrink_to_fit();
        Some(Response {
            status: response.status,
            description: response.description.clone().unwrap_or_default(),
            contents,
            links: response.links.iter().map(link).collect(),
            origin: canonical(&response.pointer),
        })
    });
    let mut responses: Vec<Response> = responses.collect();
    responses.shrink_to_fit();
    responses
}
