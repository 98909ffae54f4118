//! The contents of requests: the value of each, and the enum of several.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostics::Diagnostics;
use crate::model::{MediaKind, Name, Scalar, Type, Union, UnionKind, UnionVariant, Value};
use crate::names::Numbers;
use crate::openapi::{Body, Document, Operation, RequestBody};

use super::texts;
use crate::lower::naming;
use crate::lower::parts::Parts;
use crate::lower::table::Table;

/// Returns the value of the body of a request, in whatever content types it can be.
pub fn body_value(
    operation: &Operation,
    types: &Table<'_>,
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    if let Some(id) = types.choice(operation) {
        return Some(Value::plain(Type::Named(id)));
    }
    let only = operation.request.as_ref()?.choices().next()?;
    content_value(only, types, documents, diagnostics)
}

/// Returns the content types of a request, each with a name of its own.
pub fn named(operation: &Operation) -> impl Iterator<Item = (String, &Body)> {
    let (mut taken, mut numbers) = (HashSet::new(), Numbers::default());
    let contents = operation.request.iter().flat_map(RequestBody::choices);
    let contents: Vec<&Body> = contents.collect();
    let media_types: Vec<&str> = contents.iter().map(|it| it.media_type.as_str()).collect();
    let wishes = naming::contents(&media_types).into_iter();
    wishes.zip(contents).map(move |(wish, content)| {
        let numbered = |number| format!("{wish}{number}");
        let name = numbers.free(&wish, numbered, |it| taken.insert(it.to_owned()));
        (name, content)
    })
}

/// Lowers the content types of a request to the variants of an enum.
pub fn choice(
    operation: &Operation,
    types: &Table<'_>,
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) -> Union {
    let variants = named(operation).filter_map(|(rust, content)| {
        Some(UnionVariant {
            name: Name {
                wire: content.media_type.clone(),
                rust,
            },
            description: String::new(),
            tags: Vec::new(),
            is_base: false,
            value: content_value(content, types, documents, diagnostics)?,
        })
    });
    Union {
        tag: None,
        outer_tags: BTreeSet::new(),
        kind: UnionKind::Body,
        variants: variants.collect(),
    }
}

/// Returns the value of a content. Null is possible in JSON only.
pub fn content_value(
    body: &Body,
    types: &Table<'_>,
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    let ty = match body.kind {
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart => {
            let id = types.of_body(body)?;
            // A type that could not be lowered was reported.
            types.def(id)?;
            Type::Named(id)
        }
        MediaKind::Text => {
            let text = texts::value(body, documents, &types.secrets, diagnostics);
            return Some(text);
        }
        MediaKind::Events(_) | MediaKind::Bytes => Type::Scalar(Scalar::Upload),
    };
    let is_json = body.kind == MediaKind::Json;
    Some(Value {
        nullable: is_json && Parts::of_root(&body.schema, documents).is_nullable(documents),
        ..Value::plain(ty)
    })
}
