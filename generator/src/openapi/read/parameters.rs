//! Readers of parameters, and of the headers of responses.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, not_one_of};
use crate::model::{Location, MediaKind, Style, has_own_meaning, is_token};
use crate::text::pointer::child;
use crate::text::source::{Span, Spanned};
use crate::text::tree::{Entry, Node, Value};

use super::fields::{Fields, What, mapping};
use super::media::Media;
use super::schema;
use super::trees::{Found, Trees};
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

/// The result of reading a parameter.
enum ReadParameter {
    /// The parameter.
    Parameter(Box<Parameter>),
    /// An optional one that could not be read. It is left out, which was reported.
    Optional,
    /// One without which no request can be sent, or of which this is unknown.
    Required,
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
                ReadParameter::Parameter(parameter) => {
                    parameters.list.extend(self.effective(*parameter));
                }
                ReadParameter::Optional => {}
                ReadParameter::Required => parameters.is_partial = true,
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
            self.diagnostics.push(not_a_header(&name, "").at(pointer));
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

    fn parameter(&mut self, item: &'a Node, pointer: &str) -> ReadParameter {
        let Some(found) = self.trees.follow(item, pointer, self.diagnostics) else {
            return ReadParameter::Required;
        };
        let is_required = is_required(found.node);
        match self.described(&found) {
            Some(parameter) if self.can_be_sent(&parameter) => {
                ReadParameter::Parameter(Box::new(parameter))
            }
            Some(_) | None if is_required => ReadParameter::Required,
            Some(_) => ReadParameter::Optional,
            None => {
                let message = "an optional parameter is left out: it has no name or no place";
                self.diagnostics.push(
                    Diagnostic::warning(Code::MissingKeyword, found.node.span, message)
                        .at_start()
                        .at(found.pointer)
                        .help("write `name` and `in`"),
                );
                ReadParameter::Optional
            }
        }
    }

    /// Reads the description of a parameter, unless it lacks its name or its place.
    fn described(&mut self, found: &Found<'a>) -> Option<Parameter> {
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
                    .at(found.pointer.clone())
                    .help("write `required: true`"),
            );
            parameter.required = true;
        }
        Some(parameter)
    }

    /// Returns whether a request can have a parameter: its place and its style are known, and
    /// its name is that of a header. Reports others, and that an optional one is left out.
    fn can_be_sent(&mut self, parameter: &Parameter) -> bool {
        let name = &parameter.name;
        let end = if parameter.required {
            String::new()
        } else {
            format!(": the parameter `{}` is left out", name.value)
        };
        let (places, styles) = (Location::ALL, Style::ALL);
        let place = &parameter.location;
        let is_place = places.iter().any(|it| it.as_str() == place.value);
        let other_style = parameter.style.as_ref();
        let other_style =
            other_style.filter(|style| styles.iter().all(|it| it.as_str() != style.value));
        let is_header = place.value == Location::Header.as_str();
        let report = if !is_place {
            let what = format!("location of a parameter{end}");
            not_one_of(
                (&place.value, place.span),
                &what,
                places.map(Location::as_str),
            )
        } else if let Some(style) = other_style {
            let what = format!("style of a parameter{end}");
            not_one_of((&style.value, style.span), &what, styles.map(Style::as_str))
        } else if is_header && !is_token(&name.value) {
            not_a_header(name, &end)
        } else {
            return true;
        };
        self.diagnostics.push(report.at(parameter.pointer.clone()));
        false
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

/// Returns whether no request can be sent without a parameter, as far as it is described.
fn is_required(node: &Node) -> bool {
    let Some(members) = node.as_mapping() else {
        return true;
    };
    let value = |key: &str| members.get(key).map(|entry| &entry.value);
    let is_in_path = || value("in").and_then(Node::as_str) == Some(Location::Path.as_str());
    value("required").is_some_and(|it| it.value == Value::Bool(true)) || is_in_path()
}

fn not_a_header(name: &Spanned<String>, end: &str) -> Diagnostic {
    let message = format!("`{}` is not the name of a header{end}", name.value);
    Diagnostic::warning(Code::InvalidValue, name.span, message)
        .help("write letters, digits and `-`")
}
