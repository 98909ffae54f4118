//! Readers of parameters, and of the headers of responses.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Location, MediaKind, has_own_meaning, is_token};
use crate::text::pointer::child;
use crate::text::source::{Span, Spanned};
use crate::text::tree::{Entry, Node};

use super::fields::{Fields, What, mapping};
use super::media::Media;
use super::schema;
use super::trees::Trees;
use crate::openapi::object::Object;
use crate::openapi::{Body, Parameter, Schema};

/// The headers that OpenAPI describes elsewhere: a parameter has no effect on them.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "authorization", "content-type"];

/// The reader of parameters and headers.
pub struct ParameterReader<'a, 'w> {
    /// The trees that references lead to.
    pub trees: &'w Trees<'a>,
    /// The diagnostics so far.
    pub diagnostics: &'w mut Diagnostics,
}

/// Parameters, and whether one of them could not be read.
#[derive(Default)]
pub struct Parameters {
    /// The parameters.
    pub list: Vec<Parameter>,
    /// True if another one could not be read, which was reported.
    pub is_partial: bool,
}

/// The name and the place of a parameter, as far as they are known.
struct Head {
    name: Option<Spanned<String>>,
    location: Option<Spanned<String>>,
}

impl<'a> ParameterReader<'a, '_> {
    /// Reads `parameters` of `fields`.
    pub fn list(&mut self, fields: &mut Fields<'a>) -> Parameters {
        let Some(items) = fields.items("parameters", self.diagnostics) else {
            return Parameters::default();
        };
        let pointer = fields.below("parameters");
        let mut parameters = Parameters::default();
        for (index, item) in items.value.iter().enumerate() {
            match self.parameter(item, &child(&pointer, &index.to_string())) {
                Some(parameter) => parameters.list.extend(self.effective(parameter)),
                None => parameters.is_partial = true,
            }
        }
        parameters
    }

    /// Reads `headers` of the fields of a response. The content type is described elsewhere.
    pub fn headers(&mut self, fields: &mut Fields<'a>) -> Vec<Parameter> {
        let Some(entry) = fields.take("headers") else {
            return Vec::new();
        };
        let pointer = fields.below("headers");
        let what = What::Named("headers");
        let Some(named) = mapping(&entry.value, &pointer, what, self.diagnostics) else {
            return Vec::new();
        };
        let entries = named.entries.iter();
        let headers = entries
            .filter(|entry| !entry.key.text.eq_ignore_ascii_case("content-type"))
            .filter_map(|entry| self.header(entry, &child(&pointer, &entry.key.text)));
        let mut headers: Vec<Parameter> = headers.collect();
        // Headers contain schemas, which are large.
        headers.shrink_to_fit();
        headers
    }

    fn header(&mut self, entry: &'a Entry, pointer: &str) -> Option<Parameter> {
        let name = Spanned {
            value: entry.key.text.to_string(),
            span: entry.key.span,
        };
        if !is_token(&name.value) {
            let message = format!("`{}` is not the name of a header", name.value);
            self.diagnostics.push(
                Diagnostic::warning(Code::InvalidValue, name.span, message)
                    .at(pointer.to_owned())
                    .help("write letters, digits and `-`"),
            );
            return None;
        }
        let found = self.trees.follow(&entry.value, pointer, self.diagnostics)?;
        let span = found.node.span;
        let what = Object::Header;
        let mut fields = Fields::open(found.node, found.pointer.as_str(), what, self.diagnostics)?;
        fields.take("$ref");
        let head = Head {
            location: Some(Spanned {
                value: Location::Header.as_str().to_owned(),
                span: name.span,
            }),
            name: Some(name),
        };
        self.rest(head, fields, span)
    }

    fn parameter(&mut self, item: &'a Node, pointer: &str) -> Option<Parameter> {
        let found = self.trees.follow(item, pointer, self.diagnostics)?;
        let span = found.node.span;
        let what = Object::Parameter;
        let mut fields = Fields::open(found.node, found.pointer.as_str(), what, self.diagnostics)?;
        fields.take("$ref");
        let head = Head {
            name: fields.required_text("name", self.diagnostics),
            location: fields.required_text("in", self.diagnostics),
        };
        let mut parameter = self.rest(head, fields, span)?;
        if parameter.location.value == Location::Path.as_str() && !parameter.required {
            let name = &parameter.name;
            let message = format!("the parameter `{}` in the path is not required", name.value);
            self.diagnostics.push(
                Diagnostic::warning(Code::InvalidValue, name.span, message)
                    .at(found.pointer)
                    .help("write `required: true`"),
            );
            parameter.required = true;
        }
        Some(parameter)
    }

    /// Reads what parameters and headers have in common.
    fn rest(&mut self, head: Head, mut fields: Fields<'a>, span: Span) -> Option<Parameter> {
        let diagnostics = &mut *self.diagnostics;
        let required = fields.boolean("required", diagnostics);
        let description = fields.text("description", diagnostics);
        let deprecated = fields.boolean("deprecated", diagnostics);
        let style = fields.text("style", diagnostics);
        let explode = fields.boolean("explode", diagnostics);
        let allow_reserved = fields.boolean("allowReserved", diagnostics);
        let schema = fields.take("schema");
        let below = fields.below("schema");
        let schema = schema.map(|entry| schema::read(&entry.value, &below, diagnostics));
        let mut media = Media {
            trees: self.trees,
            diagnostics: self.diagnostics,
        };
        let mut examples = media.examples(&mut fields);
        let contents = media.content(&mut fields);
        self.refuse_ignored(&contents, schema.is_some());
        let content = contents.into_iter().next().filter(|_| schema.is_none());
        let kind = content.as_ref().map(|it| it.kind);
        let is_json = kind == Some(MediaKind::Json);
        let other_content = content.as_ref().filter(|_| !is_json);
        let other_content = other_content.map(|it| it.media_type.clone());
        let schema = schema.or_else(|| {
            let content = content?;
            examples.extend(content.examples);
            Some(content.schema)
        });
        if schema.is_none() {
            fields.missing("schema");
        }
        let mut schema = schema.unwrap_or_else(|| Schema::any(span, &below));
        self.name(&mut schema, &mut fields);
        let pointer = fields.pointer.clone();
        fields.finish(self.diagnostics);
        Some(Parameter {
            span,
            pointer,
            name: head.name?,
            location: head.location?,
            required: required.is_some_and(|flag| flag.value),
            description: description.map(|text| text.value),
            deprecated: deprecated.is_some_and(|flag| flag.value),
            style,
            explode: explode.map(|flag| flag.value),
            allow_reserved: allow_reserved.is_some_and(|flag| flag.value),
            is_json,
            other_content,
            schema,
            examples,
        })
    }

    /// Moves the Rust name of a parameter to its schema, like that of a member of an object.
    fn name(&mut self, schema: &mut Schema, fields: &mut Fields<'_>) {
        let Some(name) = fields.text("x-rust-name", self.diagnostics) else {
            return;
        };
        if let Some(other) = &schema.extensions().rust_name {
            let message = "`x-rust-name` has no effect: the parameter has another";
            self.diagnostics.push(
                Diagnostic::error(Code::InvalidExtension, other.span, message)
                    .at(child(&schema.pointer, "x-rust-name"))
                    .labelled(name.span, "this one counts")
                    .help("remove one of them"),
            );
        }
        schema.set_rust_name(name);
    }

    /// Reports the contents of a parameter that have no effect: it has a schema or one content.
    fn refuse_ignored(&mut self, contents: &[Body], has_schema: bool) {
        let used = usize::from(!has_schema);
        let Some(ignored) = contents.get(used) else {
            return;
        };
        let beside = match contents.first() {
            Some(first) if !has_schema => &first.media_type,
            Some(_) | None => "schema",
        };
        let message = format!("`{}` is ignored beside `{beside}`", ignored.media_type);
        self.diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, ignored.span, message)
                .at(ignored.schema.pointer.clone())
                .help("remove one of them: a parameter has one form"),
        );
    }

    /// Returns a parameter unless it has no effect, which is reported.
    fn effective(&mut self, parameter: Parameter) -> Option<Parameter> {
        let name = &parameter.name;
        let is_header = parameter.location.value == Location::Header.as_str();
        let is_elsewhere = DESCRIBED_ELSEWHERE.contains(&&*name.value.to_ascii_lowercase());
        let (is, help) = if is_header && is_elsewhere {
            (
                "not a parameter in OpenAPI",
                "remove it: it follows from `content` and `security`",
            )
        } else if is_header && has_own_meaning(&name.value) {
            (
                "written by the client of HTTP: no request has the parameter",
                "remove it: it follows from the server, the body and the connection",
            )
        } else {
            return Some(parameter);
        };
        let message = format!("the header `{}` is {is}", name.value);
        self.diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, name.span, message)
                .at(parameter.pointer)
                .help(help),
        );
        None
    }
}
