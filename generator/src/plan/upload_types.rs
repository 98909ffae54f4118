//! Uploads of which the document states a range of content types only, so that a program has to
//! state one.

use std::collections::HashMap;

use crate::model::{Api, MediaKind, Operation, TypeId, essence};

/// The content types that examples state, by the type that holds the upload and the name of its
/// member or its variant on the wire.
pub type UploadTypes = HashMap<(TypeId, String), String>;

/// Finds the uploads whose content type has to be stated.
pub fn of(api: &Api) -> UploadTypes {
    let mut found = UploadTypes::new();
    for operation in &api.operations {
        let Some(body) = &operation.body else {
            continue;
        };
        let is_alone = body.contents.len() == 1;
        for content in &body.contents {
            match content.kind {
                MediaKind::Multipart => {
                    let Some(id) = content.named() else {
                        continue;
                    };
                    for encoding in &content.encodings {
                        let stated = encoding.content_type.as_deref();
                        let stated = stated.and_then(|it| needed(uploaded(it)?));
                        let key = (id, encoding.member.clone());
                        found.extend(stated.map(|it| (key, it)));
                    }
                }
                MediaKind::Bytes | MediaKind::Events(_) => {
                    let holder = holder(api, operation, is_alone, &content.media_type);
                    found.extend(holder.zip(needed(&content.media_type)));
                }
                MediaKind::Json | MediaKind::Form | MediaKind::Text => {}
            }
        }
    }
    found
}

/// Returns the content type of an upload in a body of several parts: the first of a list, unless
/// that is any type.
#[must_use]
pub fn uploaded(stated: &str) -> Option<&str> {
    let first = stated.split(',').next()?.trim();
    (!first.is_empty() && first != "*/*").then_some(first)
}

/// Returns the type that holds the upload of a content, with its name there.
fn holder(
    api: &Api,
    operation: &Operation,
    is_alone: bool,
    media_type: &str,
) -> Option<(TypeId, String)> {
    let inputs = operation.inputs?;
    let position = operation.parameters.len();
    let field = api.structure(inputs)?.field(position)?;
    if is_alone {
        return Some((inputs, field.name.wire.clone()));
    }
    Some((field.value.ty.named()?, media_type.to_owned()))
}

/// Returns a content type that fits the one of the document, if that cannot be sent as it is.
fn needed(documented: &str) -> Option<String> {
    let essence = essence(documented);
    let (kind, subtype) = essence.split_once('/')?;
    match (kind, subtype) {
        ("*", _) => None,
        ("multipart", "*") => Some("multipart/mixed; boundary=part".to_owned()),
        ("multipart", _) => Some(format!("{essence}; boundary=part")),
        ("image", "*") => Some("image/png".to_owned()),
        ("audio", "*") => Some("audio/mpeg".to_owned()),
        ("video", "*") => Some("video/mp4".to_owned()),
        ("text", "*") => Some("text/plain".to_owned()),
        (_, "*") => Some(format!("{kind}/octet-stream")),
        _ => essence
            .contains('*')
            .then(|| essence.replace('*', "example")),
    }
}
