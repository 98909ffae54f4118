//! Contents that a program writes or reads as texts or bytes, although a schema describes
//! their values.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{MediaKind, essence};
use crate::openapi::{Body, Document, Operation, RequestBody, Response, Schema};

use crate::lower::parts::{Parts, ValueKind};
use crate::lower::pointers::canonical;
use crate::resolve::described::{describes_more_than_text, lists_values};

/// The form in which a program has a content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The type of the schema.
    Typed,
    /// A text. That of a request is checked where it is lowered.
    CheckedText,
    /// A text.
    Text,
    /// Bytes.
    Bytes,
}

/// Reports the schemas of contents that the crate does not use. Beside a content with the type
/// of its schema, another one is only another way to write the same value.
pub fn report(documents: &[Document], diagnostics: &mut Diagnostics) {
    // Several operations can refer to one response.
    let mut known = HashSet::new();
    for operation in documents.iter().flat_map(|it| &it.operations) {
        let choices = operation.request.iter().flat_map(RequestBody::choices);
        for content in choices.filter(|it| is_form(it.kind) && !has_members(it, documents)) {
            if known.insert(canonical(&content.schema.pointer)) {
                no_members(content, diagnostics);
            }
        }
        for (content, form) in untyped(operation) {
            let is_new = known.insert(canonical(&content.schema.pointer));
            if is_new && has_type(&content.schema, documents) {
                warn(content, form, diagnostics);
            }
        }
    }
}

fn is_form(kind: MediaKind) -> bool {
    matches!(kind, MediaKind::Form | MediaKind::Multipart)
}

/// Returns whether the values of a content are objects, or can be any.
fn has_members(content: &Body, documents: &[Document]) -> bool {
    let parts = Parts::of_root(&content.schema, documents);
    match parts.kind() {
        ValueKind::Struct | ValueKind::Map => true,
        ValueKind::Union => {
            let branches = parts.alternatives().map_or(&[][..], |it| it.branches);
            branches.iter().all(|it| {
                let kind = Parts::of_root(it, documents).kind();
                matches!(kind, ValueKind::Struct | ValueKind::Map | ValueKind::Union)
            })
        }
        ValueKind::Scalar => parts.ty().is_none(),
        ValueKind::Enum | ValueKind::List => false,
    }
}

/// Reports a form whose values are no objects.
fn no_members(content: &Body, diagnostics: &mut Diagnostics) {
    let message = "a form consists of the members of an object, but not all values of this schema \
                   are objects: a call with another one fails";
    diagnostics.push(
        Diagnostic::warning(Code::NotSupported, content.span, message)
            .at(canonical(&content.schema.pointer))
            .help("describe an object, or write `type: string` for a form that the program writes"),
    );
}

/// Returns the contents of messages in which no content has a type.
fn untyped(operation: &Operation) -> impl Iterator<Item = (&Body, Form)> {
    let choices = operation.request.iter().flat_map(RequestBody::choices);
    let request = choices.map(|it| (it, in_request(it.kind)));
    let answers = operation.responses.iter().map(of_answer);
    let messages = std::iter::once(request.collect()).chain(answers);
    messages
        .filter(|contents: &Vec<_>| contents.iter().all(|(_, form)| *form != Form::Typed))
        .flatten()
}

fn of_answer(response: &Response) -> Vec<(&Body, Form)> {
    let contents = response.contents.iter();
    contents.map(|it| (it, in_answer(it.kind))).collect()
}

fn in_request(kind: MediaKind) -> Form {
    match kind {
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart => Form::Typed,
        MediaKind::Text => Form::CheckedText,
        MediaKind::Events(_) | MediaKind::Bytes => Form::Bytes,
    }
}

fn in_answer(kind: MediaKind) -> Form {
    match kind {
        MediaKind::Json | MediaKind::Events(_) => Form::Typed,
        MediaKind::Text => Form::Text,
        MediaKind::Form | MediaKind::Multipart | MediaKind::Bytes => Form::Bytes,
    }
}

/// Returns whether a schema says more than that its value is a text or any value.
fn has_type(schema: &Schema, documents: &[Document]) -> bool {
    describes_more_than_text(schema, documents) || lists_values(schema, documents)
}

/// Reports a content whose schema is not used. Many documents have the same form in every
/// operation.
fn warn(content: &Body, form: Form, diagnostics: &mut Diagnostics) {
    let is_parted = essence(&content.media_type).starts_with("multipart/");
    let (is, help) = match form {
        Form::Typed | Form::CheckedText => return,
        Form::Text => ("a text", "read the text in your program"),
        // Only requests have forms whose parts have types.
        Form::Bytes if is_parted && content.kind != MediaKind::Multipart => (
            "bytes, which have its parts",
            "write `multipart/form-data` if the API accepts it",
        ),
        Form::Bytes => (
            "bytes",
            "write or read the bytes in your program, or use JSON if the API does",
        ),
    };
    let message = format!(
        "the schema of `{}` is not used: the body is {is}",
        content.media_type
    );
    diagnostics.push(
        Diagnostic::warning(Code::NotSupported, content.span, message)
            .at(canonical(&content.schema.pointer))
            .help(help)
            .counted(),
    );
}
