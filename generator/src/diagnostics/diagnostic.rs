//! A diagnostic: one error or warning about the specification.

use std::mem;

use crate::text::source::{FileId, Span};

use super::code::Code;

/// The severity of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It stops the run.
    Error,
    /// It does not stop the run.
    Warning,
}

/// A second position that explains the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The position.
    pub span: Span,
    /// The text shown there.
    pub text: String,
}

/// An error or a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code.
    pub code: Code,
    /// The severity.
    pub level: Level,
    /// True if it is a warning that a level makes an error.
    pub is_denied: bool,
    /// The message, in one line.
    pub message: String,
    /// The position, unless there is no text (a missing directory).
    pub span: Option<Span>,
    /// True if only the first character of the position is shown, because the whole value
    /// is meant.
    pub is_at_start: bool,
    /// The position for tools: `spec/x.yaml#/components/schemas/Order`.
    pub pointer: Option<String>,
    /// Related positions.
    pub labels: Vec<Label>,
    /// The label at the position; may be empty.
    pub label: String,
    /// The advice.
    pub help: Vec<String>,
    /// True if one diagnostic is enough for all places with the same message and advice.
    pub is_counted: bool,
}

impl Diagnostic {
    /// Creates an error.
    #[must_use]
    pub fn error(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(code, Level::Error, span.into(), message.into())
    }

    /// Creates a warning.
    #[must_use]
    pub fn warning(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(code, Level::Warning, span.into(), message.into())
    }

    fn new(code: Code, level: Level, span: Option<Span>, message: String) -> Self {
        Self {
            code,
            level,
            is_denied: false,
            message,
            span,
            is_at_start: false,
            pointer: None,
            labels: Vec::new(),
            label: String::new(),
            help: Vec::new(),
            is_counted: false,
        }
    }

    /// Lists only the first place of equal diagnostics, with the number of the others.
    #[must_use]
    pub fn counted(mut self) -> Self {
        self.is_counted = true;
        self
    }

    /// Shows only the first character of the position.
    #[must_use]
    pub fn at_start(mut self) -> Self {
        self.is_at_start = true;
        self
    }

    /// Adds the pointer of the position.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// Adds a related position.
    #[must_use]
    pub fn labelled(mut self, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        self.labels.push(Label { span, text });
        self
    }

    /// Sets the label at the position.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Returns the sort key: file, position and code. Diagnostics without a position come
    /// first.
    pub(super) fn order(&self) -> (Option<(FileId, u32)>, Code) {
        let place = self.span.map(|span| (span.file, span.start));
        (place, self.code)
    }

    /// Shortens the texts to a length that can be shown.
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

    /// Adds a line of advice.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }
}

/// The largest number of characters in a text of a diagnostic, which may quote a text of
/// any length.
const MAX_TEXT: usize = 400;

/// Shortens a text in the middle if it is too long.
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
