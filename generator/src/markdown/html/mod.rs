//! Turns the HTML in a description into Markdown.
//!
//! Many documents have HTML beside Markdown, or nothing else. Markdown allows both, but
//! rustdoc warns of unknown and unclosed tags, and source code with tags is hard to read.
//!
//! The known tags are replaced by markup, and the text between them is kept as it is.
//! Unknown ones are often placeholders, such as `<token>`, and stay text. The result is
//! Markdown that is parsed again, so a mistake here cannot produce invalid comments.

mod blocks;
mod entity;
mod marks;
mod open;
mod table;
mod tag;
mod writer;

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::syntax::OPTIONS;

use tag::Token;
use writer::Writer;

/// Reregions the HTML of a description by Markdown. The result has no known tags.
pub(super) fn replaced(text: String) -> String {
    if !text.contains('<') {
        return text;
    }
    let regions = regions(&text);
    let is_known = |region: &Region| {
        let html = text.get(region.range.clone()).unwrap_or_default();
        tag::tokens(html).any(|token| !matches!(token, Token::Text(_)))
    };
    if !regions.iter().any(is_known) {
        return text;
    }
    written(&text, &regions)
}

/// A region of HTML in Markdown.
struct Region {
    range: Range<usize>,
    /// True if a line break would end the surrounding table or heading.
    is_in_line: bool,
}

/// Finds the HTML that is not code. Adjacent lines are one region, since a tag can have
/// several lines.
fn regions(text: &str) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut is_in_line = false;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_) | Tag::Heading { .. }) => is_in_line = true,
            Event::End(TagEnd::Table | TagEnd::Heading(_)) => is_in_line = false,
            Event::Html(_) | Event::InlineHtml(_) => match regions.last_mut() {
                Some(last) if last.range.end == range.start => last.range.end = range.end,
                _ => regions.push(Region { range, is_in_line }),
            },
            _ => {}
        }
    }
    regions
}

fn written(text: &str, regions: &[Region]) -> String {
    let mut writer = Writer::default();
    let mut at = 0;
    for Region { range, is_in_line } in regions {
        writer.text(text.get(at..range.start).unwrap_or_default());
        writer.stay_in_line(*is_in_line);
        for token in tag::tokens(text.get(range.clone()).unwrap_or_default()) {
            match token {
                Token::Text(text) => writer.html_text(text),
                Token::Comment => {}
                Token::Tag(tag) => writer.tag(&tag),
            }
        }
        at = range.end;
    }
    writer.text(text.get(at..).unwrap_or_default());
    writer.finish()
}

#[cfg(test)]
mod tests;
