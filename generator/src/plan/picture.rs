//! The picture of the front page: a file of SVG beside the documents.
//!
//! Input: its text. Output: its title and its lines, which become documentation unchanged.
//! So that the picture stays true, each of its links leads to an operation or a webhook,
//! and each of these has a link.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::Api;
use crate::text::source::{FileId, Span};

use super::paths::module_path;

/// The name of the file in the specification's directory.
pub const FILE: &str = "front-page.svg";

/// The picture of the front page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The title, which is the heading above the picture.
    pub title: String,
    /// The lines. None is blank, because a blank line ends HTML in Markdown.
    pub lines: Vec<String>,
}

/// Reads the picture. Its links are compared with the model unless that has errors, which
/// can leave modules out.
pub fn read(file: FileId, text: &str, api: &Api, diagnostics: &mut Diagnostics) -> Option<Picture> {
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    let first = inner.find(char::is_whitespace).unwrap_or(inner.len());
    let first = Span::new(file, start..start + first);
    if !diagnostics.has_errors() {
        check_links(text, first, api, diagnostics);
    }
    if !(inner.starts_with("<svg ") && inner.ends_with("</svg>")) {
        let message = format!("`{FILE}` is not a single `<svg>` element");
        diagnostics.push(
            Diagnostic::error(Code::InvalidPicture, first, message)
                .help("begin the file with `<svg ` and end it with `</svg>`"),
        );
        return None;
    }
    let Some(title) = title(inner) else {
        let message = format!("`{FILE}` has no title");
        diagnostics.push(
            Diagnostic::error(Code::InvalidPicture, first, message)
                .help("add a `<title>`, which becomes the heading above the picture"),
        );
        return None;
    };
    let lines = inner.lines().map(str::trim_end);
    let lines = lines.filter(|line| !line.is_empty()).map(str::to_owned);
    Some(Picture {
        title: title.to_owned(),
        lines: lines.collect(),
    })
}

/// Returns the content of the first `<title>`, unless it is empty.
fn title(svg: &str) -> Option<&str> {
    let (_, rest) = svg.split_once("<title")?;
    let (_, rest) = rest.split_once('>')?;
    let (title, _) = rest.split_once("</title>")?;
    Some(title.trim()).filter(|title| !title.is_empty())
}

/// Reports links without a module, and at `first`, the beginning of the text, modules
/// without a link.
fn check_links(text: &str, first: Span, api: &Api, diagnostics: &mut Diagnostics) {
    let operations = api.operations.iter().map(|it| it.module);
    let modules = operations.chain(api.webhooks.iter().map(|it| it.module));
    let mut missing: BTreeSet<String> = modules.map(|it| page(&module_path(api, it))).collect();
    let pages = missing.clone();
    for range in links(text) {
        let link = text.get(range.clone()).unwrap_or_default();
        missing.remove(link);
        if !pages.contains(link) {
            let help = match suggestion(link, pages.iter().map(String::as_str)) {
                Some(page) => format!("did you mean `{page}`?"),
                None => "link to `MODULE/index.html` of an operation or a webhook".to_owned(),
            };
            let message = format!("`{link}` is not the page of an operation or a webhook");
            let span = Span::new(first.file, range);
            diagnostics.push(Diagnostic::error(Code::InvalidPicture, span, message).help(help));
        }
    }
    for page in missing {
        let message = format!("`{FILE}` has no link to `{page}`");
        diagnostics.push(
            Diagnostic::error(Code::InvalidPicture, first, message)
                .help("add the operation or the webhook to the picture, with this link"),
        );
    }
}

/// Returns the page of a module, relative to the front page.
fn page(module: &str) -> String {
    format!("{}/index.html", module.replace("::", "/"))
}

/// Returns the places of the targets of all links.
fn links(text: &str) -> impl Iterator<Item = Range<usize>> {
    const ATTRIBUTE: &str = "href=";
    text.match_indices(ATTRIBUTE).map(|(at, _)| {
        let start = at + ATTRIBUTE.len();
        let mut rest = text.get(start..).unwrap_or_default().chars();
        let quote = rest.next().unwrap_or_default();
        let target = rest.as_str();
        let end = target.find(quote).unwrap_or_default();
        start + quote.len_utf8()..start + quote.len_utf8() + end
    })
}
