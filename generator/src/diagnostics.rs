//! What is wrong with a specification, and how it is told.
//!
//! Every step pushes what it finds here and goes on, so that one run shows all
//! mistakes. [`Diagnostics::render`] turns the list into text that looks like
//! the compiler's: code, place, the line itself, a pointer and what to do.

mod code;
mod json;
mod level;
mod render;
mod suggest;

pub use code::{Code, group_table, levels};
pub use level::{Group, Levels, LintLevel, Origin, RunLevels, Target, WARNINGS};
pub use render::{Style, is_hidden, printable};
pub use suggest::suggestion;

use std::collections::HashSet;
use std::mem;

use crate::source::{FileId, Sources, Span};

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
            pointer: None,
            labels: Vec::new(),
            label: String::new(),
            help: Vec::new(),
        }
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
    fn order(&self) -> (Option<(FileId, u32)>, Code) {
        let place = self.span.map(|span| (span.file, span.start));
        (place, self.code)
    }

    /// The same with texts of a length that can be shown.
    fn shortened(mut self) -> Self {
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

/// How many findings are kept. Nobody mends more of them in one go, and their
/// number must not grow with what is put in.
const MAX_KEPT: usize = 1000;

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

/// All findings of a run and the texts that they point into.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    /// The texts.
    pub sources: Sources,
    /// The levels of warnings. They are few, and errors are moved about.
    pub levels: Box<RunLevels>,
    list: Vec<Diagnostic>,
    seen: HashSet<(Span, Code, String)>,
    errors: u32,
    denied: u32,
    has_more: bool,
}

impl Diagnostics {
    /// Keeps a finding, once: a schema that is used in several places is looked
    /// at in each of them. Beyond a bound, it is only noted that there are
    /// more. A warning is treated as its level says.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let Some(diagnostic) = self.levelled(diagnostic) else {
            return;
        };
        if self.list.len() >= MAX_KEPT {
            self.has_more = true;
            self.count(&diagnostic);
            return;
        }
        let diagnostic = diagnostic.shortened();
        let is_new = diagnostic.span.is_none_or(|span| {
            let key = (span, diagnostic.code, diagnostic.message.clone());
            self.seen.insert(key)
        });
        if is_new {
            self.count(&diagnostic);
            self.list.push(diagnostic);
        }
    }

    fn count(&mut self, found: &Diagnostic) {
        if found.level == Level::Error {
            match found.code.group() {
                None => self.errors = self.errors.saturating_add(1),
                Some(_) => self.denied = self.denied.saturating_add(1),
            }
        }
    }

    /// Applies the level of a warning: one that is allowed is dropped, one that
    /// is denied is an error.
    fn levelled(&mut self, mut found: Diagnostic) -> Option<Diagnostic> {
        if found.level == Level::Error {
            return Some(found);
        }
        let (level, origin) = self.levels.of(found.code);
        match level {
            LintLevel::Allow => None,
            LintLevel::Warn => Some(found),
            LintLevel::Deny => {
                found.level = Level::Error;
                if self.levels.is_first(found.code) {
                    let code = found.code.as_str();
                    let who = match origin {
                        Some(Origin::Package) | None => "`lints` of package.yaml denies it",
                        Some(Origin::CommandLine) => "the command line denies it",
                    };
                    let lower = format!("add `--warn {code}` to go on with it: {who}");
                    found = found.help(lower);
                }
                Some(found)
            }
        }
    }

    /// Adds the findings of a part of the work.
    pub fn append(&mut self, part: Self) {
        for diagnostic in part.list {
            self.push(diagnostic);
        }
        if part.has_more {
            self.has_more = true;
            self.errors = self.errors.saturating_add(part.errors);
            self.denied = self.denied.saturating_add(part.denied);
        }
    }

    /// Drops the findings that are not wanted.
    pub fn retain(&mut self, is_wanted: impl Fn(&Diagnostic) -> bool) {
        self.list.retain(is_wanted);
        (self.errors, self.denied) = (0, 0);
        for found in mem::take(&mut self.list) {
            self.count(&found);
            self.list.push(found);
        }
    }

    /// Returns whether the specification has errors, so that no model of it can
    /// be trusted. Denied warnings are none.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Returns whether any finding stops the run: an error or a denied warning.
    #[must_use]
    pub fn stop_the_run(&self) -> bool {
        self.errors > 0 || self.denied > 0
    }

    /// Whether there are more findings than are kept, so that nobody needs to
    /// look for any.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.has_more
    }

    /// Whether a mistake was found in a file of this name, or the file itself
    /// could not be read.
    #[must_use]
    pub fn has_errors_in(&self, file: &str) -> bool {
        let unread = |found: &Diagnostic| {
            matches!(found.code, Code::Io | Code::TooLarge)
                && found.message.contains(&format!("/{file}`"))
        };
        if self.list.iter().any(unread) {
            return true;
        }
        let errors = self.list.iter().filter(|found| found.level == Level::Error);
        let mut paths = errors.filter_map(|found| self.sources.get(found.span?.file));
        paths.any(|source| source.path.rsplit('/').next() == Some(file))
    }

    /// How many findings there are, warnings included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings by file, place and code, so that the order in which the
    /// steps found them does not show. Those without a place come first.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by_key(|found| found.order());
        sorted.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn findings_come_in_the_order_of_the_text() {
        let mut diagnostics = Diagnostics::default();
        let file = diagnostics.sources.add(Source::new("spec/a.yaml", "abc"));
        let at = |byte| Span::new(file, byte..byte + 1);
        diagnostics.push(Diagnostic::warning(Code::Recursion, at(2), "third"));
        diagnostics.push(Diagnostic::error(Code::UnknownKeyword, at(1), "second"));
        diagnostics.push(Diagnostic::error(Code::YamlSyntax, at(1), "first"));
        diagnostics.push(Diagnostic::error(Code::Io, None, "no place"));
        let messages: Vec<_> = diagnostics.iter().map(|found| &found.message).collect();
        assert_eq!(messages, ["no place", "first", "second", "third"]);
    }

    #[test]
    fn warnings_do_not_stop_the_run() {
        let mut diagnostics = Diagnostics::default();
        assert!(diagnostics.is_empty());
        let span = Span::new(FileId(0), 0..0);
        diagnostics.push(Diagnostic::warning(Code::Recursion, span, "deep"));
        assert!(!diagnostics.has_errors());
        diagnostics.push(Diagnostic::error(Code::Io, None, "gone"));
        assert!(diagnostics.has_errors());
        assert_eq!(diagnostics.len(), 2);
    }
}
