//! Readers of bodies and examples.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::pointer::child;
use crate::text::tree::Entry;

use super::fields::{Fields, What, mapping};
use super::schema;
use super::trees::Trees;
use crate::openapi::object::Object;
use crate::openapi::{Body, Example, Schema};

/// The reader of bodies and examples.
pub struct Media<'a, 'w> {
    /// The trees that references lead to.
    pub trees: &'w Trees<'a>,
    /// The diagnostics so far.
    pub diagnostics: &'w mut Diagnostics,
}

impl<'a> Media<'a, '_> {
    /// Reads the JSON body from the `content` of `fields`; reports other content types.
    pub fn content(&mut self, fields: &mut Fields<'a>) -> Option<Body> {
        let entry = fields.take("content")?;
        let pointer = fields.below("content");
        let what = What::Part("`content`");
        let types = mapping(&entry.value, &pointer, what, self.diagnostics)?;
        let exact = types.get("application/json");
        let json = exact.or_else(|| types.entries.iter().find(|it| is_json(&it.key.text)));
        for media in &types.entries {
            let is_read = json.is_some_and(|json| json.key == media.key);
            if !is_read && !media.key.text.starts_with("x-") {
                self.refuse(media, child(&pointer, &media.key.text));
            }
        }
        let json = json?;
        self.media_type(json, &child(&pointer, &json.key.text))
    }

    fn refuse(&mut self, media: &Entry, pointer: String) {
        let message = format!("the content type `{}` is not supported yet", media.key.text);
        self.diagnostics.push(
            Diagnostic::warning(Code::NotSupported, media.key.span, message)
                .at(pointer)
                .help("write the body as `application/json`"),
        );
    }

    fn media_type(&mut self, entry: &'a Entry, pointer: &str) -> Option<Body> {
        let what = Object::MediaType;
        let mut fields = Fields::open(&entry.value, pointer, what, self.diagnostics)?;
        let schema = match fields.take("schema") {
            Some(entry) => schema::read(&entry.value, &fields.below("schema"), self.diagnostics),
            None => Schema::any(entry.value.span, pointer),
        };
        let examples = self.examples(&mut fields);
        fields.finish(self.diagnostics);
        Some(Body {
            span: entry.key.span,
            schema,
            examples,
        })
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
        let what = What::Part("`examples`");
        let Some(named) = mapping(&entry.value, &pointer, what, self.diagnostics) else {
            return examples;
        };
        for entry in &named.entries {
            examples.extend(self.example(entry, &child(&pointer, &entry.key.text)));
        }
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

/// Returns whether a content type is JSON, apart from its parameters.
fn is_json(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    kind == "application/json" || kind == "text/json" || kind.ends_with("+json")
}
