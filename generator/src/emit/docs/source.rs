//! Documents of the specification, in words.

use crate::markdown;
use crate::model::Source;

/// Returns a document's title, as a link to its page if it has one.
pub fn title_text(source: &Source) -> String {
    match &source.url {
        Some(url) => markdown::link(&source.title, url),
        None => markdown::inline(&source.title),
    }
}

/// Returns the source of a document, in a sentence.
pub fn source_text(source: &Source) -> String {
    format!(
        "From {} ({}).",
        title_text(source),
        markdown::inline(&source.version)
    )
}
