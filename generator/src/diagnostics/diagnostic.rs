//! One finding.

use std::mem;

use crate::text::source::{FileId, Span};

use super::code::Code;

/// Whether a finding stops the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing can be generated from this.
    Error,
    /// Worth a look, but the output is right.
    Warning,
}

/// A second place that explains the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What it has to do with the matter.
    pub text: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: Code,
    /// Whether it stops the run.
    pub level: Level,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is, unless it is in no text (a missing directory).
    pub span: Option<Span>,
    /// True if only the first character of the place is shown, since the matter is
    /// about all of it.
    pub is_at_start: bool,
    /// The same place for tools: `spec/x.yaml#/components/schemas/Order`.
    pub pointer: Option<String>,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to say at the place itself; may be empty.
    pub label: String,
    /// What to do about it.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A finding that stops the run.
    #[must_use]
    pub fn error(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(code, Level::Error, span.into(), message.into())
    }

    /// A finding that does not stop the run.
    #[must_use]
    pub fn warning(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(code, Level::Warning, span.into(), message.into())
    }

    fn new(code: Code, level: Level, span: Option<Span>, message: String) -> Self {
        Self {
            code,
            level,
            message,
            span,
            is_at_start: false,
            pointer: None,
            labels: Vec::new(),
            label: String::new(),
            help: Vec::new(),
        }
    }

    /// Shows only the first character of the place.
    #[must_use]
    pub fn at_start(mut self) -> Self {
        self.is_at_start = true;
        self
    }

    /// Names the place by its pointer.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// Shows another place beside the first.
    #[must_use]
    pub fn labelled(mut self, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        self.labels.push(Label { span, text });
        self
    }

    /// Says something at the place itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// What findings are sorted by: file, place and code. Those without a place
    /// come first.
    pub(super) fn order(&self) -> (Option<(FileId, u32)>, Code) {
        let place = self.span.map(|span| (span.file, span.start));
        (place, self.code)
    }

    /// The same with texts of a length that can be shown.
    pub(super) fn shortened(mut self) -> Self {
        self.message = shortened(self.message);
        self.label = shortened(self.label);
        self.pointer = self.pointer.map(shortened);
        self.help = self.help.into_iter().map(shortened).collect();
        for label in &mut self.labels {
            label.text = shortened(mem::take(&mut label.text));
        }
        self
    }

    /// Adds a line on what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }
}

/// How long a text of a finding may be, in characters: what it quotes may be of
/// any length.
const MAX_TEXT: usize = 400;

/// A text with the middle left out if it is too long.
fn shortened(text: String) -> String {
    if text.len() <= MAX_TEXT {
        return text;
    }
    let half = MAX_TEXT / 2;
    let (Some((start, _)), Some((end, _))) = (
        text.char_indices().nth(half),
        text.char_indices().nth_back(half),
    ) else {
        return text;
    };
    if start >= end {
        return text;
    }
    let ends = (text.get(..start), text.get(end..));
    format!(
        "{}…{}",
        ends.0.unwrap_or_default(),
        ends.1.unwrap_or_default()
    )
}
