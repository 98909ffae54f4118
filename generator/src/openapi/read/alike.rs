//! Content types of a request that mean the same.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::meaning;
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

/// Returns the schema of a content as a text that does not depend on the order of its keys.
fn schema(content: &Entry, body: &Body) -> Option<String> {
    let media = content.value.as_mapping()?.get(&body.media_type)?;
    let schema = media.value.as_mapping()?.get("schema")?;
    Some(Json::from(&schema.value).canonical())
}
