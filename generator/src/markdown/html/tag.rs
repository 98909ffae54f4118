//! Splits HTML into tags and text.

use crate::markdown::escape;

/// A part of HTML.
pub(super) enum Token<'a> {
    /// Text, or a tag that is not known.
    Text(&'a str),
    /// A comment.
    Comment,
    /// A known tag.
    Tag(Tag<'a>),
}

/// A known tag.
pub(super) struct Tag<'a> {
    pub(super) element: Element,
    pub(super) is_end: bool,
    attributes: &'a str,
}

/// An element of HTML, by what it becomes in Markdown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Element {
    /// A paragraph, or another block without markup of its own.
    Block,
    /// A line break.
    Break,
    /// A rule between blocks.
    Rule,
    /// A heading of a level.
    Heading(usize),
    /// A list, and whether it is numbered.
    List { is_numbered: bool },
    /// An item of a list.
    Item,
    /// Preformatted text.
    Preformatted,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// Code within a line.
    Code,
    /// Text between two marks.
    Marked(&'static str),
    /// A link.
    Link,
    /// An image.
    Image,
    /// Text behind a mark, such as a power.
    Prefixed(char),
    /// Text without markup.
    Plain,
    /// An element whose content is not text.
    Hidden,
}

impl Element {
    /// Returns the element with a name in small letters.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "p" | "div" | "section" | "article" | "aside" | "header" | "footer" | "main"
            | "nav" | "center" | "blockquote" | "address" | "figure" | "figcaption" | "details"
            | "summary" | "dl" | "dt" | "dd" | "html" | "body" | "form" | "fieldset" => Self::Block,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "ul" => Self::List { is_numbered: false },
            "ol" => Self::List { is_numbered: true },
            "li" => Self::Item,
            "pre" => Self::Preformatted,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "code" | "tt" | "kbd" | "samp" => Self::Code,
            "b" | "strong" => Self::Marked("**"),
            "i" | "em" | "cite" | "dfn" => Self::Marked("*"),
            "s" | "del" | "strike" => Self::Marked("~~"),
            "a" => Self::Link,
            "img" => Self::Image,
            "sup" => Self::Prefixed('^'),
            "sub" => Self::Prefixed('_'),
            "span" | "font" | "u" | "small" | "big" | "abbr" | "mark" | "ins" | "q" | "nobr"
            | "thead" | "tbody" | "tfoot" | "caption" | "colgroup" | "col" | "wbr" => Self::Plain,
            "script" | "style" | "svg" => Self::Hidden,
            _ => return None,
        })
    }
}

impl Element {
    /// Returns whether the element is no part of a line.
    pub(super) fn is_block(self) -> bool {
        match self {
            Self::Block
            | Self::Rule
            | Self::Heading(_)
            | Self::List { .. }
            | Self::Item
            | Self::Preformatted
            | Self::Table
            | Self::Row
            | Self::Cell => true,
            Self::Break
            | Self::Code
            | Self::Marked(_)
            | Self::Link
            | Self::Image
            | Self::Prefixed(_)
            | Self::Plain
            | Self::Hidden => false,
        }
    }
}

impl<'a> Tag<'a> {
    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let ends = |c: char| c.is_whitespace() || c == '=';
            let (name, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
            if name.is_empty() {
                // A stray equals sign is no attribute.
                rest = rest.strip_prefix('=')?;
                continue;
            }
            let Some(assigned) = after.trim_start().strip_prefix('=') else {
                rest = after;
                continue;
            };
            let (value, after) = value(assigned.trim_start());
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// Splits a text behind the value of an attribute.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Splits HTML into tags and text. A code span of Markdown is text, with the tags in it.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens {
        rest: html,
        has_comments: true,
    }
}

/// The parts of HTML.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// False if no comment ends in the rest, so that the end is searched for once.
    has_comments: bool,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut end = 0;
        while let Some(at) = self.rest.get(end..).and_then(|it| it.find(['<', '`'])) {
            end += at;
            let from = self.rest.get(end..)?;
            if from.starts_with('`') {
                end += escape::span_length(from);
            } else if let Some((token, after)) = self.markup(from) {
                if end > 0 {
                    return Some(self.text(end));
                }
                self.rest = after;
                return Some(token);
            } else {
                end += 1;
            }
        }
        Some(self.text(self.rest.len()))
    }
}

impl<'a> Tokens<'a> {
    fn text(&mut self, end: usize) -> Token<'a> {
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Token::Text(text)
    }

    /// Returns the comment or the known tag at the start of a text, and what follows it.
    fn markup(&mut self, text: &'a str) -> Option<(Token<'a>, &'a str)> {
        let inner = text.strip_prefix('<')?;
        if let Some(comment) = inner.strip_prefix("!--") {
            let end = comment.find("-->").filter(|_| self.has_comments);
            self.has_comments = end.is_some();
            let after = comment.get(end? + "-->".len()..)?;
            return Some((Token::Comment, after));
        }
        let (is_end, named) = match inner.strip_prefix('/') {
            Some(named) => (true, named),
            None => (false, inner),
        };
        let end = named.find(|c: char| !c.is_ascii_alphanumeric())?;
        let (name, behind) = named.split_at(end);
        let is_name_end = behind.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/');
        let element = Element::named(&name.to_ascii_lowercase()).filter(|_| is_name_end)?;
        let (attributes, after) = attributes(behind)?;
        let tag = Tag {
            element,
            is_end,
            attributes,
        };
        Some((Token::Tag(tag), after))
    }
}

/// Splits a text at the end of the tag in which it begins. A tag is short, or it is text.
fn attributes(text: &str) -> Option<(&str, &str)> {
    /// The maximum number of bytes of a tag's attributes. It bounds the search for the end.
    const LONGEST: usize = 4096;
    let mut quote = None;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match quote {
            Some(open) => quote = quote.filter(|_| c != open),
            None if c == '>' => return Some((text.get(..at)?, text.get(at + 1..)?)),
            None if c == '<' => return None,
            None => quote = Some(c).filter(|c| matches!(c, '"' | '\'')),
        }
    }
    None
}
