//! Diagnostics as text for people.
//!
//! Input: the sorted diagnostics and the texts. Output: one string in the form of the
//! compiler's messages, plain or coloured. The renderer gets only the lines of
//! diagnostics, and every text of a specification is made printable first.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::ptr;

use annotate_snippets::renderer::{DEFAULT_TERM_WIDTH, DecorStyle};
use annotate_snippets::{Annotation, AnnotationKind, Group, Renderer, Snippet};

use crate::text::counted;
use crate::text::source::{FileId, Source, Span};

use super::code::Code;
use super::diagnostic::{Diagnostic, Level};
use super::list::{MAX_KEPT, MAX_WARNINGS};
use super::report::Report;
use super::visible::{is_hidden, printable};

/// The largest number of diagnostics that are shown.
const MAX_DRAWN: usize = 50;

/// The largest number of warnings of one code that are all shown. Of more, the first
/// [`FEW`] are shown, and the others are one line.
const MANY: usize = 20;

/// The number of shown warnings of a code that has many, and of places in their line.
const FEW: usize = 3;

/// The largest number of source bytes for one diagnostic.
const MAX_WINDOW: usize = 16 * 1024;

/// The number of bytes shown before and after a position in a longer text: more than the
/// width of a terminal, so that the renderer cuts it.
const EXCERPT: usize = 500;

/// The style of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// ASCII only, without escape codes: for files, logs and tests.
    Plain,
    /// With the colours of a terminal.
    Colour,
}

/// A position with its label.
struct Mark<'a> {
    span: Span,
    text: &'a str,
    kind: AnnotationKind,
}

impl Report {
    /// Returns the diagnostics, then a line that counts them, or an empty string. Beyond
    /// `MAX_DRAWN`, warnings and then errors are only counted.
    #[must_use]
    pub fn render(&self, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colour => Renderer::styled(),
        }
        .decor_style(DecorStyle::Ascii)
        .term_width(DEFAULT_TERM_WIDTH);
        let mut out = String::new();
        for found in self.drawn() {
            let (group, columns) = self.group(found);
            let drawn = renderer.render(&[group]);
            push_corrected(&mut out, &drawn, &columns);
            out.push_str("\n\n");
        }
        for (code, rest) in self.collapsed() {
            let places = rest.iter().filter_map(|found| self.position(found));
            let places: Vec<String> = places.take(FEW).collect();
            let text = format!("{} more, the first at {}", rest.len(), places.join(", "));
            let title = level_of(Level::Warning)
                .primary_title(text)
                .id(code.as_str());
            out.push_str(&renderer.render(&[Group::with_title(title)]));
            out.push_str("\n\n");
        }
        if let Some((level, text)) = self.summary() {
            let title = level_of(level).primary_title(text);
            out.push_str(&renderer.render(&[Group::with_title(title)]));
            out.push('\n');
        }
        out
    }

    /// Returns the diagnostics that are shown, in order.
    fn drawn(&self) -> Vec<&Diagnostic> {
        let is_error = |found: &&Diagnostic| found.level == Level::Error;
        let errors: Vec<&Diagnostic> = self
            .diagnostics
            .iter()
            .filter(is_error)
            .take(MAX_DRAWN)
            .collect();
        let room = MAX_DRAWN - errors.len();
        let collapsed = self.collapsed();
        let collapsed: Vec<&Diagnostic> = collapsed.into_values().flatten().collect();
        let collapsed: HashSet<*const Diagnostic> =
            collapsed.into_iter().map(ptr::from_ref).collect();
        let warnings = self
            .diagnostics
            .iter()
            .filter(|found| !is_error(found) && !collapsed.contains(&ptr::from_ref(*found)))
            .take(room);
        let mut drawn: Vec<&Diagnostic> = errors.into_iter().chain(warnings).collect();
        drawn.sort_by_key(|found| found.order());
        drawn
    }

    /// Returns the warnings that are only counted, because there are many of their codes.
    fn collapsed(&self) -> BTreeMap<Code, Vec<&Diagnostic>> {
        let mut by_code: BTreeMap<Code, Vec<&Diagnostic>> = BTreeMap::new();
        let found = self.diagnostics.iter();
        for found in found.filter(|found| found.level == Level::Warning) {
            by_code.entry(found.code).or_default().push(found);
        }
        by_code.retain(|_, found| found.len() > MANY);
        for found in by_code.values_mut() {
            found.drain(..FEW);
        }
        by_code
    }

    /// Returns the position of a diagnostic as text.
    fn position(&self, found: &Diagnostic) -> Option<String> {
        let span = found.span?;
        let source = self.sources.get(span.file)?;
        let position = source.position(span.start as usize);
        let (line, column) = (position.line, position.column);
        Some(format!("{}:{line}:{column}", printable(&source.path)))
    }

    /// Returns a diagnostic for the renderer, and the columns to correct.
    fn group<'a>(&'a self, found: &'a Diagnostic) -> (Group<'a>, Vec<Column>) {
        let title = level_of(found.level)
            .primary_title(printable(&found.message))
            .id(found.code.as_str());
        let mut group = Group::with_title(title);
        let mut columns = Vec::new();
        for (file, marks) in self.by_file(found) {
            match self.sources.get(file) {
                Some(source) if is_long(source, &marks) => {
                    for mark in &marks {
                        let (excerpt, column) = excerpt(source, mark);
                        group = group.element(excerpt);
                        columns.push(column);
                    }
                }
                Some(source) => group = group.element(snippet(source, &marks)),
                None => {}
            }
        }
        if let Some(pointer) = self.pointer(found) {
            let text = format!("at {}", printable(&pointer));
            group = group.element(annotate_snippets::Level::NOTE.message(text));
        }
        for help in &found.help {
            group = group.element(annotate_snippets::Level::HELP.message(printable(help)));
        }
        (group, columns)
    }

    /// Returns the positions of a diagnostic by file; the file of the main position
    /// first.
    fn by_file<'a>(&self, found: &'a Diagnostic) -> Vec<(FileId, Vec<Mark<'a>>)> {
        let primary = self.place(found).map(|span| Mark {
            span,
            text: &found.label,
            kind: AnnotationKind::Primary,
        });
        let others = found.labels.iter().map(|label| Mark {
            span: label.span,
            text: &label.text,
            kind: AnnotationKind::Context,
        });
        let mut files: Vec<(FileId, Vec<Mark<'a>>)> = Vec::new();
        for mark in primary.into_iter().chain(others) {
            match files.iter_mut().find(|(file, _)| *file == mark.span.file) {
                Some((_, marks)) => marks.push(mark),
                None => files.push((mark.span.file, vec![mark])),
            }
        }
        files
    }

    fn summary(&self) -> Option<(Level, String)> {
        let errors = self
            .diagnostics
            .list
            .iter()
            .filter(|found| found.level == Level::Error);
        let (errors, all) = (errors.count(), self.diagnostics.list.len());
        let warnings = all - errors;
        if self.diagnostics.is_full() {
            let text = format!("more than {MAX_KEPT} errors in the specification");
            let text = format!("{text}, of which {MAX_DRAWN} are shown");
            return Some((Level::Error, text));
        }
        let (level, what) = match (errors, warnings) {
            (0, 0) => return None,
            (0, _) => (Level::Warning, counted(warnings, "warning")),
            (_, 0) => (Level::Error, counted(errors, "error")),
            _ => {
                let both = (counted(errors, "error"), counted(warnings, "warning"));
                (Level::Error, format!("{} and {}", both.0, both.1))
            }
        };
        let counted_only: usize = self.collapsed().values().map(Vec::len).sum();
        let more = all.saturating_sub(counted_only + MAX_DRAWN);
        let hidden = match more {
            _ if self.diagnostics.has_more_warnings => {
                format!(", and more warnings than the {MAX_WARNINGS} that are kept")
            }
            0 => String::new(),
            1 => ", of which 1 is not shown".to_owned(),
            _ => format!(", of which {more} are not shown"),
        };
        Some((level, format!("{what} in the specification{hidden}")))
    }
}

fn level_of(level: Level) -> annotate_snippets::Level<'static> {
    match level {
        Level::Error => annotate_snippets::Level::ERROR,
        Level::Warning => annotate_snippets::Level::WARNING,
    }
}

/// Returns the first and the last line with a position, and their bytes.
fn window(source: &Source, marks: &[Mark<'_>]) -> (usize, Range<usize>) {
    let lines = || marks.iter().map(|mark| line_of(source, mark.span));
    let first = lines().min().unwrap_or(1);
    let last = lines().max().unwrap_or(1);
    let bytes = source.line_range(first).start..source.line_range(last).end;
    (first, bytes)
}

/// Returns whether the lines are too long for the renderer, since a document may be a
/// single line.
fn is_long(source: &Source, marks: &[Mark<'_>]) -> bool {
    window(source, marks).1.len() > MAX_WINDOW
}

/// A position in an excerpt, as the renderer counts it and as it is in the text.
struct Column {
    drawn: String,
    right: String,
}

/// Adds the output of the renderer with corrected columns, which are in its order.
fn push_corrected(out: &mut String, drawn: &str, columns: &[Column]) {
    let mut rest = drawn;
    for column in columns {
        if let Some((before, after)) = rest.split_once(&column.drawn) {
            out.extend([before, &column.right]);
            rest = after;
        }
    }
    out.push_str(rest);
}

/// Returns a position in a long line, with the text around it.
fn excerpt<'a>(source: &'a Source, mark: &Mark<'a>) -> (Snippet<'a, Annotation<'a>>, Column) {
    let at = first_line(source, mark.span);
    let line = line_of(source, mark.span);
    let bytes = source.line_range(line);
    let start = source
        .boundary(at.start.saturating_sub(EXCERPT))
        .max(bytes.start);
    let end = source.boundary(at.start + EXCERPT).min(bytes.end);
    let text = source.text.get(start..end).unwrap_or_default();
    let label = (!mark.text.is_empty()).then(|| printable(mark.text));
    let annotation = mark
        .kind
        .span(at.start - start..at.end.min(end) - start)
        .label(label);
    let path = printable(&source.path);
    let column = source.position(at.start).column;
    let before = column - source.position(start).column;
    let column = Column {
        drawn: format!("{path}:{line}:{}", before + 1),
        right: format!("{path}:{line}:{column}"),
    };
    let excerpt = Snippet::source(printable_in_place(text))
        .path(path)
        .line_start(line)
        .annotation(annotation);
    (excerpt, column)
}

/// Returns the lines from the first to the last position as one snippet.
fn snippet<'a>(source: &'a Source, marks: &[Mark<'a>]) -> Snippet<'a, Annotation<'a>> {
    let (first, window) = window(source, marks);
    let text = source.text.get(window.clone()).unwrap_or_default();
    let annotations = marks.iter().map(|mark| {
        let range = first_line(source, mark.span);
        let label = (!mark.text.is_empty()).then(|| printable(mark.text));
        mark.kind
            .span(range.start - window.start..range.end - window.start)
            .label(label)
    });
    Snippet::source(printable_in_place(text))
        .path(printable(&source.path))
        .line_start(first)
        .annotations(annotations)
}

fn line_of(source: &Source, span: Span) -> usize {
    source.position(span.start as usize).line
}

/// Returns the part of a span in its first line, so that a mapping is shown by its
/// beginning. An empty span gets one character if the line has one, so that something is
/// underlined.
fn first_line(source: &Source, span: Span) -> Range<usize> {
    let line = source.line_range(line_of(source, span));
    let start = source
        .boundary(span.start as usize)
        .clamp(line.start, line.end);
    let end = source.boundary(span.end as usize).clamp(start, line.end);
    if end > start {
        return start..end;
    }
    let rest = source.text.get(start..line.end).unwrap_or_default();
    start..start + rest.chars().next().map_or(0, char::len_utf8)
}

/// Makes source lines printable without moving a byte: a hidden character becomes a
/// visible one of equal length. The renderer handles line breaks and tabs.
fn printable_in_place(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\r' | '\t' => character,
            _ if !is_hidden(character) => character,
            _ => match character.len_utf8() {
                1 => '?',
                2 => '\u{b7}',
                3 => '\u{fffd}',
                _ => '\u{1f7d9}',
            },
        })
        .collect()
}

#[cfg(test)]
mod tests;
