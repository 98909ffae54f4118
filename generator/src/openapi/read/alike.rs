//! Contents that are alike: content types of a request that mean the same, and failures of an
//! operation whose schemas are equal.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{MediaKind, meaning};
use crate::openapi::{Body, RequestBody};
use crate::text::json::Json;
use crate::text::pointer::child;
use crate::text::tree::Entry;

/// Reports the contents of a request that a program cannot choose, because another one has a
/// content type with the same meaning, although their schemas differ. `content` has the
/// schemas.
pub fn report(
    request: &RequestBody,
    content: &Entry,
    pointer: &str,
    diagnostics: &mut Diagnostics,
) {
    let chosen: HashMap<String, &Body> = request
        .choices()
        .map(|body| (meaning(&body.media_type), body))
        .collect();
    if chosen.len() == request.contents.len() {
        return;
    }
    for body in request.contents.iter().filter(|it| it.kind.has_schema()) {
        let Some(&kept) = chosen.get(&meaning(&body.media_type)) else {
            continue;
        };
        if std::ptr::eq(kept, body) || schema(content, body) == schema(content, kept) {
            continue;
        }
        let (this, other) = (&body.media_type, &kept.media_type);
        let message = format!(
            "`{this}` has another schema than `{other}`, but means the same: it is left out"
        );
        diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, body.span, message)
                .at(child(pointer, this))
                .labelled(kept.span, "this one counts")
                .help("write one content type, and list both schemas in `oneOf`"),
        );
    }
}

/// The failures of an operation so far: the pointers to their schemas, by the schemas.
#[derive(Default)]
pub struct Failures(HashMap<String, Box<str>>);

impl Failures {
    /// Marks the bodies of a failure whose schemas are those of an earlier one. `content` has
    /// the schemas. A reference has a type anyway.
    pub fn mark(&mut self, bodies: &mut [Body], content: &Entry) {
        for body in bodies {
            if body.kind != MediaKind::Json || body.schema.reference.is_some() {
                continue;
            }
            let pointer = body.schema.pointer.as_str();
            match schema(content, body).map(|text| self.0.entry(text)) {
                Some(Slot::Occupied(known)) => body.same_as = Some(known.get().clone()),
                Some(Slot::Vacant(slot)) => {
                    slot.insert(pointer.into());
                }
                None => {}
            }
        }
    }
}

/// Returns the schema of a content as a text that does not depend on the order of its keys.
fn schema(content: &Entry, body: &Body) -> Option<String> {
    let media = content.value.as_mapping()?.get(&body.media_type)?;
    let schema = media.value.as_mapping()?.get("schema")?;
    Some(Json::from(&schema.value).canonical())
}
