//! Writes the marks within a line: bold text, links and images.

use std::mem;

use crate::markdown::escape;

use super::entity::decoded;
use super::open::Mark;
use super::tag::{Element, Tag};
use super::writer::Writer;

impl Writer {
    /// Adds a blank where a mark would be text, because Markdown allows no letter beside it if
    /// punctuation is on the other side.
    pub(super) fn keep_marks_apart(&mut self, first: Option<char>) {
        let Some(last) = self.out.chars().next_back() else {
            return;
        };
        let is_opened = self.marks.iter().any(|mark| !mark.is_written);
        let is_after_mark = matches!(last, '*' | '~');
        let is_before_word = first.is_some_and(char::is_alphanumeric);
        let apart = if is_opened {
            !last.is_whitespace() && (is_after_mark || !is_before_word)
        } else {
            is_after_mark && is_before_word && self.is_closed_after_punctuation()
        };
        if apart {
            self.out.push(' ');
        }
    }

    fn is_closed_after_punctuation(&self) -> bool {
        let marked = self.out.trim_end_matches(['*', '~']);
        !marked.ends_with(char::is_alphanumeric)
    }

    /// Begins or ends a mark.
    pub(super) fn mark(&mut self, tag: &Tag<'_>, start: &'static str, end: String) {
        let open = self
            .marks
            .iter()
            .position(|mark| mark.element == tag.element);
        match (open, tag.is_end) {
            (Some(at), true) => self.end_mark(at),
            (None, false) => self.marks.push(Mark {
                element: tag.element,
                start,
                end,
                is_written: false,
            }),
            // There are no marks in the same marks, so few are open at once.
            (Some(_), false) | (None, true) => {}
        }
    }

    /// Ends a mark. Those within it are ended too, and begin again at the next text.
    fn end_mark(&mut self, at: usize) {
        for mark in self.marks.iter_mut().skip(at).rev() {
            if mem::take(&mut mark.is_written) {
                self.out.push_str(&mark.end);
            }
        }
        self.marks.remove(at);
    }

    /// Ends the marks that were written; the others begin with the next text.
    pub(super) fn end_written_marks(&mut self) {
        let written = self.marks.extract_if(.., |mark| mark.is_written);
        let written: Vec<Mark> = written.collect();
        for mark in written.iter().rev() {
            self.out.push_str(&mark.end);
        }
    }

    /// Ends all marks.
    pub(super) fn end_marks(&mut self) {
        for mark in self.marks.drain(..).rev() {
            if mark.is_written {
                self.out.push_str(&mark.end);
            }
        }
    }

    /// Begins or ends a link. One that is not to the web is text.
    pub(super) fn link(&mut self, tag: &Tag<'_>) {
        let target = tag.attribute("href").map(decoded).unwrap_or_default();
        if tag.is_end || escape::is_web(&target) {
            self.mark(tag, "[", format!("]({})", escape::autolink(&target)));
        }
    }

    /// Writes an image as a link, or as its text.
    pub(super) fn image(&mut self, tag: &Tag<'_>) {
        let source = tag.attribute("src").map(decoded).unwrap_or_default();
        let text = tag.attribute("alt").map(str::trim).unwrap_or_default();
        let is_in_link = self.marks.iter().any(|mark| mark.element == Element::Link);
        if escape::is_web(&source) && !is_in_link {
            self.begin_text(Some('['));
            let target = escape::autolink(&source);
            for part in ["[", text, "](", &target, ")"] {
                self.out.push_str(part);
            }
        } else if !text.is_empty() {
            self.add(text, true);
        }
    }
}
