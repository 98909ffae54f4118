//! Writes the inline content of a paragraph, a heading or a table cell.
//!
//! Input: Markdown events, one by one. Output: the same content as escaped words, in one
//! or several lines.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::escape;

/// A collector of inline events, which become words that can be wrapped.
#[derive(Default)]
pub(super) struct Inline {
    place: Place,
    pieces: Vec<Piece>,
    word: String,
    links: Vec<Link>,
}

/// The place of the content in the page.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// Any place except a table.
    #[default]
    Prose,
    /// A table cell, which a bare `|` ends even inside code.
    Cell,
}

enum Piece {
    Word(String),
    LineBreak,
}

/// An open link, whose text is being collected.
struct Link {
    /// The target, and whether it may stay a link.
    target: String,
    kept: bool,
    autolink: bool,
    /// True if only its text is shown.
    is_plain: bool,
    /// The length of the current word before the link.
    start: usize,
    text: String,
}

/// Returns true if an event belongs inside a paragraph rather than between blocks.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Rule => false,
        _ => true,
    }
}

impl Inline {
    pub(super) fn new(place: Place) -> Self {
        Self {
            place,
            ..Self::default()
        }
    }

    /// Creates a collector for the text of a link, which contains no other links.
    pub(super) fn of_link(target: &str) -> Self {
        let mut inline = Self::default();
        inline.links.push(Link {
            target: target.to_owned(),
            kept: true,
            autolink: false,
            is_plain: false,
            start: 0,
            text: String::new(),
        });
        inline
    }

    /// Adds one inline event.
    pub(super) fn push(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(text),
            Event::Code(text) => self.code(text),
            Event::SoftBreak => self.space(),
            Event::HardBreak => {
                self.space();
                self.pieces.push(Piece::LineBreak);
            }
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => self.word.push('*'),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => self.word.push_str("**"),
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => {
                self.word.push_str("~~");
            }
            Event::Start(
                Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    ..
                },
            ) => self.open_link(*link_type, dest_url),
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(),
            // The other events belong to extensions that are not enabled.
            _ => {}
        }
    }

    /// Ends the current word.
    pub(super) fn space(&mut self) {
        if !self.word.is_empty() {
            self.pieces
                .push(Piece::Word(std::mem::take(&mut self.word)));
        }
    }

    /// Adds a code span, which is never wrapped.
    pub(super) fn code(&mut self, text: &str) {
        for link in &mut self.links {
            // An address contains no backtick, so this link has its own text.
            link.text.push('`');
        }
        if self.place == Place::Prose {
            self.word.push_str(&escape::code_span(text));
        } else if text.contains("\\|") {
            // A table removes one backslash, and code cannot contain two.
            self.text(text);
        } else {
            self.word
                .push_str(&escape::code_span(text).replace('|', "\\|"));
        }
    }

    /// Returns the content in one line of any length.
    pub(super) fn into_line(mut self) -> String {
        self.space();
        let words = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Word(word) => Some(word.as_str()),
            Piece::LineBreak => None,
        });
        let line = words.collect::<Vec<_>>().join(" ");
        // The line may become the first of a paragraph or a list item.
        match line.split_once(' ') {
            Some((first, rest)) => format!("{} {rest}", escape::line_start(first)),
            None => escape::line_start(&line).into_owned(),
        }
    }

    /// Returns the content in lines of at most `width` characters, broken at blanks.
    pub(super) fn into_lines(mut self, width: usize) -> Vec<String> {
        self.space();
        let mut lines = Vec::new();
        let mut line = String::new();
        for piece in self.pieces {
            let Piece::Word(word) = piece else {
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line) + "\\");
                }
                continue;
            };
            let full = line.chars().count() + 1 + word.chars().count() > width;
            if !line.is_empty() && full {
                lines.push(std::mem::take(&mut line));
            }
            if line.is_empty() {
                line.push_str(&escape::line_start(&word));
            } else {
                line.push(' ');
                line.push_str(&word);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    fn text(&mut self, text: &str) {
        let text = escape::clean(text);
        for link in &mut self.links {
            link.text.push_str(&text);
        }
        let in_link = self.links.iter().any(|link| link.kept);
        let safe = if in_link {
            escape::link_text(&text)
        } else {
            escape::prose(&text)
        };
        if escape::joins_to_address(&self.word, &safe) {
            self.space();
        }
        for c in safe.chars() {
            if matches!(c, ' ' | '\n' | '\t') {
                self.space();
            } else {
                self.word.push(c);
            }
        }
    }

    /// Opens a link. An image becomes a link too, since documentation should not load
    /// content from elsewhere.
    fn open_link(&mut self, link_type: LinkType, target: &str) {
        let nested = self.links.iter().any(|link| link.kept);
        let kept = escape::is_web(target) && !nested;
        let autolink = matches!(link_type, LinkType::Autolink | LinkType::Email);
        let is_plain = escape::is_on_the_site(target);
        if kept && self.word.ends_with('!') {
            // Without the backslash the link would be an image.
            self.word.insert(self.word.len() - 1, '\\');
        }
        let start = self.word.len();
        if kept {
            self.word.push('[');
        } else if link_type == LinkType::Autolink {
            self.word.push_str("\\<");
        } else if !autolink && !nested && !is_plain {
            self.word.push_str("\\[");
        }
        self.links.push(Link {
            target: target.to_owned(),
            kept,
            autolink,
            is_plain,
            start,
            text: String::new(),
        });
    }

    fn close_link(&mut self) {
        let Some(link) = self.links.pop() else {
            return;
        };
        let nested = self.links.iter().any(|link| link.kept);
        if link.kept && (link.text == link.target || link.text.trim().is_empty()) {
            // Such a text has no blank, so the word still begins at the same position.
            self.word.truncate(link.start);
            self.word.push_str(&escape::autolink(&link.target));
        } else if link.kept {
            self.word.push(']');
            self.word.push_str(&escape::target(&link.target));
        } else if !link.autolink && !nested && !link.is_plain {
            self.text(&format!("]({})", link.target));
        } else if link.autolink && link.target.contains(':') {
            self.word.push('>');
        }
    }
}
