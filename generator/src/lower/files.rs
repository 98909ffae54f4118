//! The files in bodies of several parts: the values that are bytes, and their content types.

use std::collections::HashSet;

use crate::model::MediaKind;
use crate::openapi::keyword::Keyword;
use crate::openapi::{Body, Document, Encoding, Schema, SchemaType};

use super::parts::Parts;

/// The values of a site that are files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// None.
    None,
    /// Those with a binary format or a content type.
    Binary,
    /// Those, and the values without a type.
    BinaryAndUntyped,
}

/// The bodies of several parts with the same type.
#[derive(Default)]
pub struct PartedBodies<'a> {
    /// True if a document of OpenAPI 3.0 has one: there a value without a type is no file.
    is_in_3_0: bool,
    /// The members that are JSON, as `encoding` states.
    json: HashSet<&'a str>,
}

impl<'a> PartedBodies<'a> {
    /// Adds a body.
    pub fn add(&mut self, body: &'a Body, document: &Document) {
        let is_json = |it: &&Encoding| {
            let stated = it.content_type.as_ref().map_or("", |it| it.value.as_str());
            stated
                .split(',')
                .any(|it| MediaKind::of(it) == MediaKind::Json)
        };
        let json = body.encodings.iter().filter(is_json);
        self.json.extend(json.map(|it| it.member.as_str()));
        self.is_in_3_0 |= document.is_3_0;
    }

    /// Returns the values of a member that are files.
    pub fn files(&self, member: &str) -> Files {
        if self.is_in_3_0 || self.json.contains(member) {
            Files::Binary
        } else {
            Files::BinaryAndUntyped
        }
    }
}

/// Returns whether a value is the content of a file: bytes, with or without the name of the
/// type that JSON has for them.
pub fn is_file(parts: &Parts<'_>, files: Files) -> bool {
    if files == Files::None {
        return false;
    }
    let is_binary = parts
        .format()
        .is_some_and(|format| format.value == "binary");
    let has_type = parts.has(Keyword::ContentMediaType) && !parts.has(Keyword::ContentEncoding);
    match parts.ty().map(|ty| ty.value) {
        Some(SchemaType::String) => is_binary || has_type,
        None => is_binary || has_type || (files == Files::BinaryAndUntyped && is_untyped(parts)),
        Some(
            SchemaType::Integer
            | SchemaType::Number
            | SchemaType::Boolean
            | SchemaType::Array
            | SchemaType::Object
            | SchemaType::Null,
        ) => false,
    }
}

/// The keywords that say nothing about the type of a value, beside annotations.
const OPEN: [Keyword; 13] = [
    Keyword::Ref,
    Keyword::DynamicRef,
    Keyword::RecursiveRef,
    Keyword::AllOf,
    Keyword::Example,
    Keyword::Examples,
    Keyword::RustName,
    Keyword::RustType,
    Keyword::Sensitive,
    Keyword::Comment,
    Keyword::ExternalDocs,
    Keyword::Anchor,
    Keyword::DynamicAnchor,
];

/// Returns whether nothing in the schemas of a value tells its type.
fn is_untyped(parts: &Parts<'_>) -> bool {
    parts.schemas.iter().all(|schema| {
        let mut keywords = schema.keywords.iter();
        let is_open = keywords
            .all(|(keyword, _)| keyword.row().annotation.is_some() || OPEN.contains(keyword));
        is_open && schema.examples.iter().all(|it| it.as_str().is_some())
    })
}

/// Returns the members of a body with the content types that their schemas state.
pub fn content_types<'a>(body: &'a Body, documents: &'a [Document]) -> Vec<(&'a str, &'a str)> {
    let properties = Parts::of_root(&body.schema, documents).properties();
    let properties = properties.into_iter();
    properties
        .filter_map(|(name, properties)| {
            let schemas: Vec<&Schema> = properties.iter().map(|it| &it.schema).collect();
            let parts = Parts::of_value(&schemas, documents);
            let items = || content_type(&Parts::of_value(&parts.items(), documents));
            Some((name, content_type(&parts).or_else(items)?))
        })
        .collect()
}

/// Returns the content type of a file.
fn content_type<'a>(parts: &Parts<'a>) -> Option<&'a str> {
    let stated = parts.schemas.iter();
    let mut stated = stated.filter_map(|it| it.rare().content_media_type.as_ref());
    let stated = stated.next().map(|it| it.value.as_str());
    stated.filter(|_| is_file(parts, Files::Binary))
}
