//! Titles and sources of the documents of the specification.

use crate::markdown;
use crate::model::Source;

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
