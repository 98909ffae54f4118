//! Contents in a range of content types, such as `*/*`, with the schema of a value.
//!
//! Frameworks write such a range where they do not know the content type, and send JSON. A text
//! says nothing about its form, so it keeps the range.

use std::collections::HashSet;

use crate::model::{MediaKind, essence};
use crate::openapi::{Body, Document, RequestBody};

use super::described::describes_more_than_text;

const JSON: &str = "application/json";

/// Makes contents in a range JSON if their schemas say so, and no other content of the message
/// is JSON.
pub fn read_as_json(documents: &mut [Document]) {
    let mut found: HashSet<String> = HashSet::new();
    for operation in documents.iter().flat_map(Document::all_operations) {
        let request = operation.request.iter().map(|it| &it.contents);
        let answers = operation.responses.iter().map(|it| &it.contents);
        for contents in request.chain(answers) {
            if contents.iter().all(|it| it.kind != MediaKind::Json) {
                let mut ranges = contents.iter().filter(|it| is_range(it));
                let first = ranges.find(|it| describes_more_than_text(&it.schema, documents));
                found.extend(first.map(|it| it.schema.pointer.clone()));
            }
        }
    }
    for operation in documents.iter_mut().flat_map(Document::all_operations_mut) {
        let request = operation.request.iter_mut();
        let request = request.flat_map(|it: &mut RequestBody| &mut it.contents);
        let answers = operation.responses.iter_mut();
        let contents = request.chain(answers.flat_map(|it| &mut it.contents));
        for content in contents.filter(|it| is_range(it) && found.contains(&it.schema.pointer)) {
            content.kind = MediaKind::Json;
            JSON.clone_into(&mut content.media_type);
        }
    }
}

fn is_range(content: &Body) -> bool {
    matches!(
        essence(&content.media_type).as_str(),
        "*/*" | "application/*"
    )
}
