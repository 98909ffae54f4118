//! Writes Markdown in place of tags.
//!
//! Blocks are separated when the next text is written, so that a tag without content leaves
//! nothing. The marks of a line, such as those of bold text, are written the same way, and
//! end with their block.

use std::mem;

use crate::markdown::escape;

use super::entity::decoded;
use super::open::{Cells, List, Mark, Whole};
use super::tag::{Element, Tag};

/// A writer of Markdown.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) out: String,
    /// The gap between the last text and the next one.
    pub(super) gap: Gap,
    /// True at a place where a block has begun without text.
    pub(super) is_fresh: bool,
    pub(super) lists: Vec<List>,
    /// The number of open lists that are too deep.
    pub(super) deeper: usize,
    pub(super) marks: Vec<Mark>,
    /// The content of the element that is read as a whole.
    pub(super) whole: Option<Whole>,
    pub(super) tables: Option<Cells>,
    /// True in a heading or a table of Markdown, which a line break would end.
    pub(super) is_in_line: bool,
    /// True in a heading that is written.
    pub(super) is_in_heading: bool,
}

/// The gap between two texts, the weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Gap {
    #[default]
    Nothing,
    Space,
    Line,
    Break,
    Block,
}

impl Writer {
    /// Adds Markdown between two places of HTML. Neither code nor the marks of a line go on
    /// behind an empty line.
    pub(super) fn text(&mut self, text: &str) {
        let leading = text.len() - text.trim_start().len();
        if text.get(..leading).is_some_and(|it| it.contains('\n')) {
            self.is_in_line = false;
        }
        let is_code = self.is_within(Element::Code);
        match text.split_once("\n\n") {
            Some((first, rest)) if is_code || !self.marks.is_empty() => {
                self.add(first, false);
                self.end_code();
                self.end_marks();
                self.widen(Gap::Block);
                self.add(rest, false);
            }
            _ => self.add(text, false),
        }
    }

    /// Adds text of HTML. Its lines are not indented code, however they begin.
    pub(super) fn html_text(&mut self, text: &str) {
        self.add(text, true);
    }

    /// Tells whether the next tags stand in a block that a line break would end.
    pub(super) fn stay_in_line(&mut self, is_in_line: bool) {
        if is_in_line && !self.is_in_line && self.gap >= Gap::Line {
            self.begin_text(None);
            self.is_fresh = true;
        }
        self.is_in_line = is_in_line;
    }

    /// Adds a tag.
    pub(super) fn tag(&mut self, tag: &Tag<'_>) {
        if tag.element.is_block() {
            self.end_code();
        }
        if let Some(whole) = &mut self.whole {
            if tag.is_end && whole.element == tag.element {
                self.end_whole();
            } else if tag.element == Element::Break {
                whole.text.push('\n');
            }
            return;
        }
        match tag.element {
            Element::Block => self.widen(Gap::Block),
            Element::Break => self.line_break(),
            Element::Rule => self.rule(),
            Element::Heading(level) => self.heading(level, tag.is_end),
            Element::List { is_numbered } => self.list(is_numbered, tag.is_end),
            Element::Item => self.item(tag.is_end),
            Element::Table | Element::Row | Element::Cell => self.in_table(tag),
            Element::Preformatted | Element::Code | Element::Hidden => self.begin_whole(tag),
            Element::Marked(mark) => self.mark(tag, mark, mark.to_owned()),
            Element::Link => self.link(tag),
            Element::Image => self.image(tag),
            Element::Prefixed(mark) if !tag.is_end => {
                self.begin_text(Some(mark));
                self.out.push(mark);
            }
            Element::Prefixed(_) | Element::Plain => {}
        }
    }

    /// Returns what was written.
    pub(super) fn finish(mut self) -> String {
        if self.is_within(Element::Hidden) {
            // Without its end, it could be the whole description.
            let text = self.whole.take().map(|whole| whole.text);
            self.add(&text.unwrap_or_default(), true);
        }
        self.end_whole();
        self.end_table();
        self.end_marks();
        self.out
    }

    /// Adds text of Markdown or of HTML.
    pub(super) fn add(&mut self, text: &str, is_html: bool) {
        if let Some(whole) = &mut self.whole {
            whole.text.push_str(text);
            return;
        }
        let content = text.trim();
        let (leading, trailing) = if content.is_empty() {
            (text, "")
        } else {
            let start = text.len() - text.trim_start().len();
            (
                text.get(..start).unwrap_or_default(),
                text.get(start + content.len()..).unwrap_or_default(),
            )
        };
        self.widen(Gap::of(leading, is_html));
        if content.is_empty() {
            return;
        }
        self.begin_text(content.chars().next());
        self.push_lines(content, is_html);
        self.gap = Gap::of(trailing, is_html);
    }

    /// Keeps at least this gap before the next text.
    pub(super) fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Writes the lines of a text, below the marker of an item.
    fn push_lines(&mut self, text: &str, is_html: bool) {
        let indent = self.indent();
        for (at, line) in text.split('\n').enumerate() {
            let line = if is_html { line.trim() } else { line };
            if at > 0 && self.is_in_written_line() {
                self.out.push(' ');
            } else if at > 0 {
                self.out.push('\n');
                self.out
                    .push_str(if line.trim().is_empty() { "" } else { &indent });
            }
            self.out.push_str(line);
        }
    }

    /// Returns the blanks before the lines of the current item.
    pub(super) fn indent(&self) -> String {
        let width: usize = self.lists.iter().map(|list| list.width).sum();
        " ".repeat(width)
    }

    /// Writes what separates the next text from the last one, and the marks before it.
    pub(super) fn begin_text(&mut self, first: Option<char>) {
        let gap = mem::take(&mut self.gap);
        let is_start = mem::take(&mut self.is_fresh) || self.out.is_empty();
        if gap == Gap::Block {
            self.end_written_marks();
        }
        let is_in_line = self.is_in_line || self.is_in_written_line();
        match gap {
            _ if is_start => {}
            Gap::Nothing => self.keep_marks_apart(first),
            Gap::Space => self.out.push(' '),
            Gap::Line | Gap::Break | Gap::Block if is_in_line => self.out.push(' '),
            Gap::Line => self.new_line("\n"),
            Gap::Break => self.new_line("\\\n"),
            Gap::Block => self.new_line("\n\n"),
        }
        for mark in &mut self.marks {
            if !mem::replace(&mut mark.is_written, true) {
                self.out.push_str(mark.start);
            }
        }
    }

    fn new_line(&mut self, ending: &str) {
        self.out.push_str(ending);
        self.out.push_str(&self.indent());
    }

    /// Returns whether a line break would end the heading or the cell that is written.
    pub(super) fn is_in_written_line(&self) -> bool {
        self.is_in_heading || self.tables.as_ref().is_some_and(|cells| cells.is_in_cell)
    }

    /// Returns whether an element is read as a whole.
    fn is_within(&self, element: Element) -> bool {
        self.whole
            .as_ref()
            .is_some_and(|whole| whole.element == element)
    }

    /// Ends a block, with the marks in it.
    pub(super) fn block(&mut self) {
        self.end_marks();
        self.widen(Gap::Block);
    }

    fn line_break(&mut self) {
        // Two line breaks separate paragraphs.
        let gap = if self.gap >= Gap::Break {
            Gap::Block
        } else {
            Gap::Break
        };
        self.widen(gap);
    }

    fn begin_whole(&mut self, tag: &Tag<'_>) {
        if !tag.is_end {
            self.whole = Some(Whole {
                element: tag.element,
                text: String::new(),
            });
        }
    }

    fn end_whole(&mut self) {
        let Some(Whole { element, text }) = self.whole.take() else {
            return;
        };
        match element {
            Element::Hidden => {}
            Element::Preformatted if !self.is_in_line && !self.is_in_written_line() => {
                self.fence(&text);
            }
            _ => self.code(&text),
        }
    }

    /// Ends code that has no end in its block.
    fn end_code(&mut self) {
        if self.is_within(Element::Code) {
            self.end_whole();
        }
    }

    /// Writes a code span.
    fn code(&mut self, text: &str) {
        let text = decoded(text);
        let words: Vec<&str> = text.split_whitespace().collect();
        let code = words.join(" ");
        let code = code
            .strip_prefix('`')
            .and_then(|it| it.strip_suffix('`'))
            .unwrap_or(&code);
        if !code.is_empty() {
            self.begin_text(Some('`'));
            self.out.push_str(&escape::code_span(code));
        }
    }
}

impl Gap {
    /// Returns the gap that blanks and line breaks are. In HTML, an empty line is none.
    fn of(blanks: &str, is_html: bool) -> Self {
        match blanks.matches('\n').count() {
            0 if blanks.is_empty() => Self::Nothing,
            0 => Self::Space,
            1 => Self::Line,
            _ if is_html => Self::Line,
            _ => Self::Block,
        }
    }
}
