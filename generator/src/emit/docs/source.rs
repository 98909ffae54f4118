//! Titles and sources of the documents of the specification.

use crate::markdown;
use crate::model::Source;

use super::doc::{Doc, list_item};

/// Returns a document's title, as a link to its page if it has one.
pub fn title_text(source: &Source) -> String {
    match &source.url {
        Some(url) => markdown::link(&source.title, url),
        None => markdown::inline(&source.title),
    }
}

/// Returns a document's title, page and version.
pub fn source_name(source: &Source) -> String {
    let version = markdown::inline(&source.version);
    format!("{} ({version})", title_text(source))
}

/// The maximum number of documents in a comment.
const MOST_DOCUMENTS: usize = 3;

/// Adds the documents whose messages contain a type, unless they are too many to be of
/// interest.
pub fn origin(doc: Doc, documents: &[&Source]) -> Doc {
    let mut names: Vec<String> = Vec::new();
    for document in documents {
        let name = source_name(document);
        if !names.contains(&name) {
            names.push(name);
        }
        if names.len() > MOST_DOCUMENTS {
            return doc;
        }
    }
    match names.as_slice() {
        [] => doc,
        [name] => doc.paragraph(format!("Document: {name}.")),
        names => doc
            .paragraph("Documents:")
            .lines(names.iter().flat_map(|name| list_item("-", name))),
    }
}
