//! Readers of bodies and examples.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{MediaKind, is_media_type};
use crate::text::json::Json;
use crate::text::pointer::child;
use crate::text::source::{Span, Spanned};
use crate::text::tree::Entry;

use super::fields::{Fields, What, mapping, without_extensions};
use super::schema;
use super::trees::Trees;
use crate::openapi::object::Object;
use crate::openapi::{Body, Encoding, Example, Schema};

/// The range of all content types.
const ANY: &str = "*/*";

/// The reader of bodies and examples.
pub struct Media<'a, 'w> {
    /// The trees that references lead to.
    pub trees: &'w Trees<'a>,
    /// The diagnostics so far.
    pub diagnostics: &'w mut Diagnostics,
}

impl<'a> Media<'a, '_> {
    /// Reads `content` of `fields`, in document order.
    pub fn content(&mut self, fields: &mut Fields<'a>) -> Vec<Body> {
        let Some(entry) = fields.take("content") else {
            return Vec::new();
        };
        let pointer = fields.below("content");
        let what = What::Named("content");
        let types = without_extensions(&entry.value, &pointer, what, self.diagnostics);
        let types = types.into_iter();
        let bodies =
            types.filter_map(|media| self.media_type(media, &child(&pointer, &media.key.text)));
        let mut bodies: Vec<Body> = bodies.collect();
        self.drop_repeated(&mut bodies, &pointer);
        // Bodies are large and numerous, and a list has room for four at first.
        bodies.shrink_to_fit();
        bodies
    }

    /// Keeps the first body of each content type, whose case means nothing.
    fn drop_repeated(&mut self, bodies: &mut Vec<Body>, pointer: &str) {
        let mut known: HashMap<String, Span> = HashMap::new();
        bodies.retain(|body| {
            let media_type = &body.media_type;
            match known.entry(media_type.to_ascii_lowercase()) {
                Slot::Vacant(slot) => {
                    slot.insert(body.span);
                    true
                }
                Slot::Occupied(slot) => {
                    // That a text is no content type was reported.
                    if media_type != ANY {
                        let message = format!("`{media_type}` is listed before in another case");
                        self.diagnostics.push(
                            Diagnostic::warning(Code::InvalidValue, body.span, message)
                                .at(child(pointer, media_type))
                                .labelled(*slot.get(), "this one counts")
                                .help("remove one of them"),
                        );
                    }
                    false
                }
            }
        });
    }

    fn media_type(&mut self, entry: &'a Entry, pointer: &str) -> Option<Body> {
        let what = Object::MediaType;
        let mut fields = Fields::open(&entry.value, pointer, what, self.diagnostics)?;
        let media_type = self.known(&entry.key.text, entry.key.span, pointer);
        let kind = MediaKind::of(media_type);
        let item = self.item(&mut fields, kind);
        let whole = fields.take("schema");
        let is_of_item = item.is_some();
        let written = item.or(whole);
        let events = written.filter(|_| kind.is_events());
        let events = events.map(|it| Json::from(&it.value).canonical().into_boxed_str());
        let schema = match written {
            Some(entry) => {
                let pointer = fields.below(&entry.key.text);
                schema::read(&entry.value, &pointer, self.diagnostics)
            }
            None => Schema::any(entry.value.span, pointer),
        };
        let encodings = self.encodings(&mut fields);
        let examples = self.examples(&mut fields);
        fields.finish(self.diagnostics);
        Some(Body {
            span: entry.key.span,
            kind,
            media_type: media_type.to_owned(),
            schema,
            is_of_item,
            events,
            same_as: None,
            encodings,
            examples,
        })
    }

    /// Takes `itemSchema`, which only events have a use for.
    fn item(&mut self, fields: &mut Fields<'a>, kind: MediaKind) -> Option<&'a Entry> {
        let item = fields.take("itemSchema")?;
        if kind.is_events() {
            return Some(item);
        }
        let message = "`itemSchema` is supported for `text/event-stream` only";
        self.diagnostics.push(
            Diagnostic::warning(Code::NotSupported, item.key.span, message)
                .at(fields.below("itemSchema"))
                .help("read the bytes of the sequence in your program"),
        );
        None
    }

    /// Returns a content type, or the range of all of them for a text that is none, which is
    /// reported.
    fn known<'t>(&mut self, text: &'t str, span: Span, pointer: &str) -> &'t str {
        if is_media_type(text) {
            return text;
        }
        let message = format!("`{text}` is not a content type: it counts as `{ANY}`");
        self.diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, span, message)
                .at(pointer.to_owned())
                .help("write a type such as `application/json`"),
        );
        ANY
    }

    fn encodings(&mut self, fields: &mut Fields<'a>) -> Vec<Encoding> {
        let Some(entry) = fields.take("encoding") else {
            return Vec::new();
        };
        let pointer = fields.below("encoding");
        let what = What::Named("encoding");
        let Some(members) = mapping(&entry.value, &pointer, what, self.diagnostics) else {
            return Vec::new();
        };
        let members = members.entries.iter();
        members
            .filter_map(|member| self.encoding(member, &child(&pointer, &member.key.text)))
            .collect()
    }

    fn encoding(&mut self, entry: &'a Entry, pointer: &str) -> Option<Encoding> {
        let what = Object::Encoding;
        let mut fields = Fields::open(&entry.value, pointer, what, self.diagnostics)?;
        let content_type = fields.text("contentType", self.diagnostics);
        let content_type = content_type.filter(|it| self.is_list_of_types(it, pointer));
        let style = fields.text("style", self.diagnostics);
        let explode = fields.boolean("explode", self.diagnostics);
        let allow_reserved = fields.boolean("allowReserved", self.diagnostics);
        fields.finish(self.diagnostics);
        Some(Encoding {
            member: entry.key.text.to_string(),
            content_type,
            style,
            explode: explode.map(|flag| flag.value),
            allow_reserved: allow_reserved.is_some_and(|flag| flag.value),
        })
    }

    /// Returns whether a text is a list of content types; reports another text.
    fn is_list_of_types(&mut self, text: &Spanned<String>, pointer: &str) -> bool {
        let is_list = text.value.split(',').all(|it| is_media_type(it.trim()));
        if !is_list {
            let message = format!("`{}` is no list of content types", text.value);
            self.diagnostics.push(
                Diagnostic::warning(Code::InvalidValue, text.span, message)
                    .at(child(pointer, "contentType"))
                    .help("write a type such as `image/png`"),
            );
        }
        is_list
    }

    /// Reads `example` and `examples`.
    pub fn examples(&mut self, fields: &mut Fields<'a>) -> Vec<Example> {
        let mut examples = Vec::new();
        if let Some(entry) = fields.take("example") {
            examples.push(Example {
                name: "example".to_owned(),
                value: entry.value.clone(),
                pointer: fields.below("example"),
            });
        }
        let Some(entry) = fields.take("examples") else {
            return examples;
        };
        let pointer = fields.below("examples");
        let what = What::Named("examples");
        let Some(named) = mapping(&entry.value, &pointer, what, self.diagnostics) else {
            return examples;
        };
        for entry in &named.entries {
            examples.extend(self.example(entry, &child(&pointer, &entry.key.text)));
        }
        examples.shrink_to_fit();
        examples
    }

    fn example(&mut self, entry: &'a Entry, pointer: &str) -> Option<Example> {
        let found = self.trees.follow(&entry.value, pointer, self.diagnostics)?;
        let mut fields =
            Fields::open(found.node, found.pointer, Object::Example, self.diagnostics)?;
        fields.take("$ref");
        // Only its type matters: nothing shows it.
        fields.text("summary", self.diagnostics);
        let value = fields.take("value");
        if value.is_none() && fields.other_format("externalValue").is_none() {
            fields.missing("value");
        }
        let pointer = fields.below("value");
        fields.finish(self.diagnostics);
        Some(Example {
            name: entry.key.text.to_string(),
            value: value?.value.clone(),
            pointer,
        })
    }
}
