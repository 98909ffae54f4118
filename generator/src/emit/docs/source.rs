//! Titles and sources of the documents of the specification.

use crate::markdown;
use crate::model::{Api, Source};
use crate::plan::Holder;

/// Returns a document's title, as a link to its page if it has one.
pub fn title_text(source: &Source) -> String {
    match &source.url {
        Some(url) => markdown::link(&source.title, url),
        None => markdown::inline(&source.title),
    }
}

/// Returns a sentence with the document, its page and its version.
pub fn source_text(source: &Source) -> String {
    format!(
        "Document: {} ({}).",
        title_text(source),
        markdown::inline(&source.version)
    )
}

/// The maximum number of documents in a comment.
const MOST_DOCUMENTS: usize = 3;

/// Returns the documents whose messages contain a type, in one sentence each.
pub fn origin(api: &Api, holders: &[Holder]) -> String {
    let mut texts: Vec<String> = Vec::new();
    let documents = holders.iter().filter_map(|holder| match *holder {
        Holder::Operation(at) => Some(&api.operations.get(at)?.document),
        Holder::Webhook(at) => Some(&api.webhooks.get(at)?.document),
    });
    for document in documents {
        let text = source_text(document);
        if !texts.contains(&text) {
            texts.push(text);
        }
        if texts.len() > MOST_DOCUMENTS {
            return "Used by more than three documents.".to_owned();
        }
    }
    texts.join(" ")
}
