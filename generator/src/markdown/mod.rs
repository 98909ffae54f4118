//! Turns a description in Markdown into the lines of a doc comment. No other module
//! handles Markdown.
//!
//! The text is parsed and written again. For any input, rustdoc then has no warnings,
//! compiles no code, resolves no links, and no line leaves its comment. Prose is wrapped;
//! code and tables are not.

mod escape;
mod html;
mod inline;
mod syntax;

use std::fmt::Write as _;

use pulldown_cmark::utils::TextMergeStream;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::diagnostics::is_hidden;
use crate::text::words;

use inline::{Inline, Place};
use syntax::OPTIONS;

/// The width of wrapped prose, without the `///`.
const WIDTH: usize = 80;

/// The maximum depth of quotations and lists; deeper ones are flattened. It bounds the
/// recursion and is more than any description needs.
const MAX_DEPTH: usize = 24;

/// The languages that a code block may name. rustdoc treats a block as text only if it
/// knows that the language is not Rust.
#[rustfmt::skip]
const LANGUAGES: &[&str] = &[
    "bash", "console", "css", "csv", "go", "html", "http", "ini", "java", "javascript", "js",
    "json", "json5", "php", "python", "sh", "shell", "sql", "text", "toml", "typescript", "xml",
    "yaml",
];

/// Returns a description as the lines of a doc comment, without the slashes and without a
/// leading blank.
#[must_use]
pub fn lines(text: &str) -> Vec<String> {
    let text = readable(text);
    let events = parse(&text);
    let lines = if depth(&events) > MAX_DEPTH {
        flat(&events, Place::Prose).into_lines(WIDTH)
    } else {
        let events = events.into_iter().peekable();
        Blocks { events }.container(WIDTH)
    };
    // `&nbsp;` alone is no text.
    let is_blank = lines.iter().all(|line| line.trim().is_empty());
    if is_blank { Vec::new() } else { lines }
}

/// Returns whether a description has no visible character.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    readable(text).trim().is_empty()
}

/// Returns a description without HTML and without characters that do not belong in a source
/// file. Parts of it can be used like descriptions.
#[must_use]
pub fn readable(text: &str) -> String {
    html::replaced(escape::clean(text))
}

/// Splits a description behind its first paragraph. There is none if it begins with another
/// block, if the paragraph is invisible, or if any part defines an address for links in others.
#[must_use]
pub fn opening(text: &str) -> Option<(&str, &str)> {
    let mut events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    if events.reference_definitions().iter().next().is_some() {
        return None;
    }
    let (first, rest) = match events.next()? {
        (Event::Start(Tag::Paragraph), range) => (text.get(range.clone())?, text.get(range.end..)?),
        _ => return None,
    };
    (!is_blank(first)).then_some((first, rest))
}

/// Returns a description in one line, for a heading or the middle of a sentence. Blocks
/// follow each other, and code blocks become code spans.
#[must_use]
pub fn inline(text: &str) -> String {
    flat(&parse(&readable(text)), Place::Prose).into_line()
}

/// Returns a description in one line that stays in its table cell.
#[must_use]
pub fn table_cell(text: &str) -> String {
    flat(&parse(&readable(text)), Place::Cell).into_line()
}

/// Returns a code span of any text, even one with backticks.
#[must_use]
pub fn code(text: &str) -> String {
    escape::code_span(text)
}

/// Returns code spans with `or` between them.
#[must_use]
pub fn codes(texts: &[String]) -> String {
    let codes: Vec<String> = texts.iter().map(|text| code(text)).collect();
    codes.join(" or ")
}

/// Returns a code span of a value. An empty text, or one with invisible characters,
/// becomes a JSON string, in which they are escaped.
#[must_use]
pub fn value(text: &str) -> String {
    if !text.is_empty() && !text.chars().any(is_hidden) {
        return escape::code_span(text);
    }
    let mut shown = String::new();
    for c in serde_json::Value::from(text).to_string().chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(c);
        }
    }
    escape::code_span(&shown)
}

/// Returns a link to an address. The text contains no other link.
#[must_use]
pub fn link(text: &str, url: &str) -> String {
    let text = readable(text);
    let text = push_flat(&parse(&text), Inline::of_link(url)).into_line();
    if text.is_empty() {
        return escape::autolink(url);
    }
    format!("[{text}](<{}>)", escape::encode(url))
}

/// Removes line breaks and invisible characters from a text, for places that are not
/// Markdown.
#[must_use]
pub fn one_line(text: &str) -> String {
    escape::clean_line(text)
}

/// Breaks a paragraph of Markdown into lines. A code span stays in one line, since a line
/// must not begin with its content; any other word is kept from opening a block.
#[must_use]
pub fn wrap(paragraph: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in escape::words(paragraph) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(escape::line_start(word).into_owned()),
        }
    }
    lines
}

/// Turns a text into a sentence with a capital at the start and a full stop at the end.
///
/// The first word is kept if it is not plain small letters (code, a name such as `petId`,
/// an address). The end is kept if it closes a sentence already.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = text.trim().trim_end_matches([',', ';', ' ']);
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_end_matches([',', '.', ';', ':', '!', '?', ')']);
    let plain = word.chars().all(|c| c.is_lowercase() || "'’-".contains(c));
    let mut sentence = if plain {
        first.to_uppercase().collect()
    } else {
        first.to_string()
    };
    sentence.push_str(chars.as_str());

    let end = text.trim_end_matches([')', '"', '\'', '”', '’', '*', '_']);
    if !end.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '：']) {
        sentence.push('.');
    }
    // A number could become a list marker by its full stop.
    match sentence.split_once(' ') {
        Some((first, rest)) => format!("{} {rest}", escape::line_start(first)),
        None => escape::line_start(&sentence).into_owned(),
    }
}

fn parse(text: &str) -> Vec<Event<'_>> {
    TextMergeStream::new(Parser::new_ext(text, OPTIONS)).collect()
}

fn depth(events: &[Event<'_>]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for event in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Collects the content of all blocks, one after the other.
fn flat(events: &[Event<'_>], place: Place) -> Inline {
    push_flat(events, Inline::new(place))
}

fn push_flat(events: &[Event<'_>], mut line: Inline) -> Inline {
    let mut block: Option<String> = None;
    for event in events {
        match (event, &mut block) {
            (Event::Start(Tag::CodeBlock(_)), _) => block = Some(String::new()),
            (Event::Text(text), Some(code)) => code.push_str(text),
            (Event::End(TagEnd::CodeBlock), Some(code)) => {
                line.space();
                line.code(&words::one_line(code));
                line.space();
                block = None;
            }
            (event, _) if inline::is_inline(event) => line.push(event),
            _ => line.space(),
        }
    }
    line
}

/// A writer of the blocks of a description.
struct Blocks<I: Iterator> {
    events: std::iter::Peekable<I>,
}

impl<'a, I: Iterator<Item = Event<'a>>> Blocks<I> {
    /// Writes the blocks up to the end of their container: the whole text, a quotation or
    /// a list item.
    fn container(&mut self, width: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut after_tight_prose = false;
        while let Some(event) = self.events.peek() {
            let tight_prose = inline::is_inline(event);
            let joins =
                after_tight_prose && matches!(event, Event::Start(Tag::List(None | Some(1))));
            let block = if tight_prose {
                self.prose().into_lines(width)
            } else {
                match self.events.next() {
                    Some(Event::Start(tag)) => self.block(tag, width),
                    // A rule of dashes could be read as the underline of a heading.
                    Some(Event::Rule) => vec!["***".to_owned()],
                    _ => break,
                }
            };
            if block.is_empty() {
                continue;
            }
            if !lines.is_empty() && !joins {
                lines.push(String::new());
            }
            lines.extend(block);
            after_tight_prose = tight_prose;
        }
        lines
    }

    /// Writes one block, whose start event has been read, up to its end.
    fn block(&mut self, tag: Tag<'a>, width: usize) -> Vec<String> {
        match tag {
            Tag::BlockQuote(_) => indent(self.container(narrower(width, 2)), "> ", "> "),
            Tag::CodeBlock(kind) => self.fence(&kind),
            Tag::List(start) => self.list(start, width),
            Tag::Table(alignments) => self.table(&alignments),
            Tag::Heading { level, .. } => {
                let title = self.prose().into_line();
                self.events.next();
                vec![
                    format!("{} {title}", "#".repeat(level as usize))
                        .trim_end()
                        .to_owned(),
                ]
            }
            // Paragraphs, and HTML, which is shown as text.
            _ => {
                let lines = self.prose().into_lines(width);
                self.events.next();
                lines
            }
        }
    }

    /// Collects inline content up to the next start or end of a block.
    fn prose(&mut self) -> Inline {
        let mut words = Inline::new(Place::Prose);
        while let Some(event) = self.events.next_if(inline::is_inline) {
            words.push(&event);
        }
        words
    }

    /// Writes a code block with a fence and a language, since rustdoc compiles all other
    /// blocks as Rust.
    fn fence(&mut self, kind: &CodeBlockKind<'_>) -> Vec<String> {
        let mut code = String::new();
        while let Some(event) = self.events.next_if(inline::is_inline) {
            if let Event::Text(text) = event {
                code.push_str(&text);
            }
        }
        self.events.next();
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.to_lowercase(),
            CodeBlockKind::Indented => String::new(),
        };
        let word = info.split([' ', ',', '{']).next().unwrap_or_default();
        let language = LANGUAGES
            .iter()
            .find(|known| **known == word)
            .unwrap_or(&"text");
        let code = escape::clean(&code).replace('\t', "    ");
        let fence = "`".repeat(escape::longest_run(&code, '`').max(2) + 1);

        let mut lines = vec![format!("{fence}{language}")];
        lines.extend(code.lines().map(|line| line.trim_end().to_owned()));
        lines.push(fence);
        lines
    }

    fn list(&mut self, start: Option<u64>, width: usize) -> Vec<String> {
        let mut items = Vec::new();
        let mut loose = false;
        let mut number = start;
        while let Some(Event::Start(Tag::Item)) = self.events.next() {
            loose |= matches!(self.events.peek(), Some(Event::Start(Tag::Paragraph)));
            // A list's number has at most nine digits, and only the first number counts.
            let marker =
                number.map_or_else(|| "- ".to_owned(), |n| format!("{}. ", n.min(999_999_999)));
            number = number.map(|n| n.saturating_add(1));
            let content = self.container(narrower(width, marker.len()));
            // An empty item could be read as the underline of a heading.
            if !content.is_empty() {
                items.push(indent(content, &marker, &" ".repeat(marker.len())));
            }
        }
        let gap: &[String] = if loose { &[String::new()] } else { &[] };
        items.join(gap)
    }

    fn table(&mut self, alignments: &[Alignment]) -> Vec<String> {
        let rule = alignments.iter().map(|alignment| match alignment {
            Alignment::None => "---",
            Alignment::Left => ":--",
            Alignment::Center => ":-:",
            Alignment::Right => "--:",
        });
        let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
        let mut lines = Vec::new();
        let mut cells: Vec<String> = Vec::new();
        let mut cell = Inline::new(Place::Cell);
        for event in self.events.by_ref() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::End(TagEnd::TableCell) => {
                    cells.push(std::mem::replace(&mut cell, Inline::new(Place::Cell)).into_line());
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                    lines.push(format!("| {} |", std::mem::take(&mut cells).join(" | ")));
                }
                event => cell.push(&event),
            }
        }
        lines.insert(lines.len().min(1), rule);
        lines
    }
}

/// Returns the width that is left inside a quotation or an item, but at least enough for
/// several words.
fn narrower(width: usize, by: usize) -> usize {
    width.saturating_sub(by).max(WIDTH / 3)
}

/// Indents lines behind a marker. Blank lines get no trailing blanks.
fn indent(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    let marked = |(at, line)| format!("{}{line}", if at == 0 { first } else { rest });
    lines
        .into_iter()
        .enumerate()
        .map(marked)
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[cfg(test)]
mod tests;
