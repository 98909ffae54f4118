//! The only user of the YAML parser.
//!
//! Input: a text. Output: its tree, or nothing if the text is not YAML. The parser's
//! events are assembled on an explicit stack, without recursion. YAML that has no
//! counterpart in JSON is reported and left out.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, StructureStyle, Tag};

use super::anchors::{Anchors, Extent, NoCopy};
use super::bounds::{Bounds, Nodes};
use super::indent::Indented;
use super::scalar::resolve;
use super::words::{Around, explain};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::source::{FileId, Span};
use crate::text::tree::{Entry, Key, Mapping, Node, Value};

/// Parses a text.
///
/// Returns `None` if the text is not YAML, is empty, or is too large. Other errors leave
/// a tree without the faulty part, so that later stages can report theirs in the same
/// run. `file` is the entry of the text in the table of sources.
pub fn parse(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let bounds = &Bounds::USUAL;
    let nodes = Nodes::new(bounds);
    let root = parse_within(bounds, &nodes, text, file, diagnostics);
    if nodes.are_too_many() {
        let message = format!("the file has more than {} values and names", bounds.nodes);
        diagnostics.push(
            Diagnostic::error(Code::TooLarge, Span::new(file, 0..0), message)
                .help("split it into several documents"),
        );
    }
    root
}

/// The largest number of strings that are indented further, since the text is parsed again
/// for each.
const MAX_INDENTED: usize = 64;

/// Parses a text whose values the caller counts, who also reports too many of them.
pub(super) fn parse_within(
    bounds: &Bounds,
    nodes: &Nodes,
    text: &str,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let mut indented: Option<Indented> = None;
    for count in 0..=MAX_INDENTED {
        let current = indented.as_ref().map_or(text, |it| it.text.as_str());
        let may_indent = count < MAX_INDENTED;
        let mut found = Diagnostics::default();
        match attempt(bounds, nodes, (current, file), may_indent, &mut found) {
            // Another error may follow from the spaces.
            Ok(None) if indented.is_some() => break,
            Ok(mut root) => {
                diagnostics.append(found);
                if let (Some(root), Some(indented)) = (&mut root, &indented) {
                    indented.restore(root);
                }
                return root;
            }
            Err((quote, at)) => {
                let indented = indented.get_or_insert_with(|| Indented::of(text));
                if !indented.indent(quote, at) {
                    break;
                }
            }
        }
    }
    // The first error again, to report it.
    attempt(bounds, nodes, (text, file), false, diagnostics).unwrap_or_default()
}

/// Parses a text once. If `may_indent`, a quoted string with a line that is not indented
/// enough is an error without a report: the places of the quote and of the line.
fn attempt(
    bounds: &Bounds,
    nodes: &Nodes,
    (text, file): (&str, FileId),
    may_indent: bool,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Node>, (usize, usize)> {
    let mut builder = Builder {
        bounds,
        nodes,
        text,
        file,
        diagnostics,
        stack: Vec::new(),
        root: None,
        names: HashSet::new(),
        read: 0,
        written: 0,
        anchors: Anchors::of(text),
        has_too_many_copies: false,
    };
    for event in Parser::new_from_str_with_options(text, options(bounds)) {
        let step = match event {
            Ok((event, span)) => builder.event(event, &span),
            Err(error) => {
                if let Some(place) = builder.under_indented(&error).filter(|_| may_indent) {
                    return Err(place);
                }
                builder.syntax_error(&error);
                return Ok(None);
            }
        };
        match step {
            Progress::On => {}
            Progress::Enough => break,
            Progress::Abandon => return Ok(None),
        }
    }
    Ok(builder.finish())
}

fn options(bounds: &Bounds) -> Options {
    granit_parser::options! {
        emit_comments: false,
        emit_anchor_events: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: bounds.depth,
        block_nesting_limit: bounds.depth,
    }
}

/// Returns whether a comment stands in the place of a value. Only the gap between key
/// and value is searched, since a line may be as long as the text.
fn is_commented(text: &str, key: &Key, value: &Node) -> bool {
    if value.value != Value::Null || !value.span.range().is_empty() {
        return false;
    }
    let rest = text.get(key.span.range().end..).unwrap_or_default();
    let mut rest = rest.trim_start_matches(['"', '\'']).chars();
    let is_blank = |c: &char| matches!(c, ':' | ' ' | '\t');
    let next = rest.by_ref().find(|c| !is_blank(c));
    next == Some('#')
}

/// The decision after an event.
enum Progress {
    On,
    /// Stop; the tree so far is used.
    Enough,
    /// Stop; there is no tree.
    Abandon,
}

/// A collection that is still open.
struct Frame {
    /// The range from its beginning to the end of its last part.
    span: Span,
    style: StructureStyle,
    /// The total length of the names on the path to it, in bytes.
    names: usize,
    /// The id of its anchor, if it has one.
    anchor: Option<usize>,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<Entry>,
        /// The positions of the keys: searching `entries` for every key would take
        /// quadratic time.
        seen: HashMap<Arc<str>, Span>,
        /// The entries of other mappings, which it has unless it has the key itself.
        merged: Vec<Entry>,
        expects: Expects,
    },
}

impl Content {
    /// Returns a mapping without entries.
    fn mapping() -> Self {
        Self::Mapping {
            entries: Vec::new(),
            seen: HashMap::new(),
            merged: Vec::new(),
            expects: Expects::Key,
        }
    }
}

/// The state of a mapping: the next value or key.
enum Expects {
    Key,
    ValueOf(Key),
    /// The mappings after a merge key.
    Merged,
    /// The value of a key that was reported. It is read and dropped.
    Nothing,
}

struct Builder<'a> {
    bounds: &'a Bounds,
    nodes: &'a Nodes,
    text: &'a str,
    file: FileId,
    diagnostics: &'a mut Diagnostics,
    stack: Vec<Frame>,
    root: Option<Node>,
    /// The names of keys.
    names: HashSet<Arc<str>>,
    /// The position up to which the text was understood.
    read: usize,
    /// The number of values and names that were read.
    written: usize,
    anchors: Anchors,
    has_too_many_copies: bool,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, place: &granit_parser::Span) -> Progress {
        let span = self.span(place);
        self.read = self.read.max(span.range().end);
        let is_node = matches!(
            event,
            Event::Scalar(..)
                | Event::SequenceStart(..)
                | Event::MappingStart(..)
                | Event::Alias(_)
                | Event::UnresolvedAlias(_)
        );
        if is_node && !self.nodes.count() {
            return Progress::Abandon;
        }
        self.written += usize::from(is_node);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(text.into_owned(), (style, anchor), tag.as_deref(), place);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.tag(tag.as_deref(), place, "seq");
                return self.open(span, style, anchor, Content::Sequence(Vec::new()));
            }
            Event::MappingStart(style, anchor, tag) => {
                self.tag(tag.as_deref(), place, "map");
                return self.open(span, style, anchor, Content::mapping());
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => return self.alias(anchor, span),
            Event::UnresolvedAlias(name) => {
                let message = format!("no value before this alias has the anchor `&{name}`");
                self.no_alias(span, &message);
                self.drop_node(span);
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                self.second_document(span);
                return Progress::Enough;
            }
            _ => {}
        }
        Progress::On
    }

    fn scalar(
        &mut self,
        mut text: String,
        (style, anchor): (ScalarStyle, usize),
        tag: Option<&Tag>,
        place: &granit_parser::Span,
    ) {
        let is_string = self.tag(tag, place, "str");
        let plain = style == ScalarStyle::Plain;
        let value = if is_string || !plain {
            // The parser collects long texts piece by piece.
            text.shrink_to_fit();
            Value::String(text)
        } else {
            resolve(&text)
        };
        let span = self.span(place);
        let node = Node { value, span };
        if let Some(id) = anchor_id(anchor) {
            self.anchors.define(id, &node, plain, self.written);
        }
        self.node(node, plain);
    }

    /// Adds a copy of the value for which an alias stands.
    fn alias(&mut self, anchor: usize, span: Span) -> Progress {
        let mut frames = self.stack.iter();
        let is_open = frames.any(|frame| frame.anchor == Some(anchor));
        match self.anchors.copy(anchor, is_open, self.written) {
            Ok((node, plain, extent)) => {
                let Extent {
                    values,
                    depth,
                    names,
                    ..
                } = extent;
                if self.stack.len() + depth > self.bounds.depth {
                    self.too_deep(span);
                    return Progress::Abandon;
                }
                let above = self.stack.last().map_or(0, Frame::names_below);
                if above + names > self.bounds.names {
                    self.names_too_long(span);
                    self.drop_node(span);
                    return Progress::On;
                }
                // The alias itself has been counted.
                if !(1..values).all(|_| self.nodes.count()) {
                    return Progress::Abandon;
                }
                // The parts of the copy keep their places, which are those to change.
                self.node(Node { span, ..node }, plain);
            }
            Err(refusal) => {
                self.refused(refusal, span);
                self.drop_node(span);
            }
        }
        Progress::On
    }

    /// Reports an alias without a value. Of those that stand for too much, only the first one
    /// is reported.
    fn refused(&mut self, refusal: NoCopy, span: Span) {
        match refusal {
            NoCopy::Open => self.no_alias(span, "this alias stands for a value that contains it"),
            NoCopy::TooMany if self.has_too_many_copies => {}
            NoCopy::TooMany => self.too_many_copies(span),
        }
    }

    fn too_many_copies(&mut self, span: Span) {
        self.has_too_many_copies = true;
        let message = "the aliases stand for too many or too long values";
        self.diagnostics.push(
            Diagnostic::error(Code::TooLarge, span, message)
                .help("write the shared part once and refer to it with $ref"),
        );
    }

    fn second_document(&mut self, span: Span) {
        self.diagnostics.push(
            Diagnostic::error(
                Code::UnsupportedYaml,
                span,
                "the file has a second document",
            )
            .label("begins here")
            .help("move each document to its own file"),
        );
    }

    /// Returns whether the node has the tag `expected` of the core schema. Such a tag
    /// changes nothing for a collection and makes a scalar a string.
    fn tag(&mut self, tag: Option<&Tag>, place: &granit_parser::Span, expected: &str) -> bool {
        let Some(tag) = tag else { return false };
        if tag.core_suffix() == Some(expected) {
            return true;
        }
        let span = place
            .tag_span()
            .map_or_else(|| self.span(place), |at| self.span(&at));
        let message = format!("the tag `{}` is not supported", tag.original());
        self.diagnostics.push(
            Diagnostic::error(Code::UnsupportedYaml, span, message)
                .help("remove the tag; put the value in quotes to make it a string"),
        );
        false
    }

    fn no_alias(&mut self, span: Span, message: &str) {
        self.diagnostics.push(
            Diagnostic::error(Code::UnsupportedYaml, span, message)
                .help("write the shared part once and refer to it with $ref")
                .help("put the value in quotes if it is a string"),
        );
    }

    fn open(
        &mut self,
        span: Span,
        style: StructureStyle,
        anchor: usize,
        content: Content,
    ) -> Progress {
        if self.stack.len() >= self.bounds.depth {
            self.too_deep(span);
            return Progress::Abandon;
        }
        let names = self.stack.last().map_or(0, Frame::names_below);
        self.stack.push(Frame {
            span,
            style,
            names,
            anchor: anchor_id(anchor),
            content,
        });
        Progress::On
    }

    fn close(&mut self, end: Span) {
        let Some(mut frame) = self.stack.pop() else {
            return;
        };
        // The parser ends a block at the next token, after comments and blank lines, so
        // the end of its last part is more precise.
        if frame.style == StructureStyle::Flow {
            frame.span.end = end.end;
        }
        let value = match frame.content {
            Content::Sequence(mut items) => {
                items.shrink_to_fit();
                Value::Sequence(items)
            }
            Content::Mapping {
                entries,
                seen,
                merged,
                ..
            } => {
                let entries = with_merged(entries, &seen, merged);
                Value::Mapping(Box::new(Mapping::new(entries)))
            }
        };
        let span = frame.span;
        let node = Node { value, span };
        if let Some(id) = frame.anchor {
            self.anchors.define(id, &node, false, self.written);
        }
        self.node(node, false);
    }

    /// Adds a finished value to its collection.
    fn node(&mut self, node: Node, plain: bool) {
        let Some(frame) = self.stack.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        frame.span.end = frame.span.end.max(node.span.end);
        match &mut frame.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping {
                entries,
                expects,
                merged,
                ..
            } => match std::mem::replace(expects, Expects::Key) {
                Expects::ValueOf(key) => {
                    let is_commented = is_commented(self.text, &key, &node);
                    entries.push(Entry {
                        key,
                        value: node,
                        is_commented,
                    });
                }
                Expects::Merged => {
                    if let Some(span) = merge(node, merged) {
                        self.no_mapping(span);
                    }
                }
                Expects::Nothing => {}
                Expects::Key => self.key(node, plain),
            },
        }
    }

    /// Skips a value that cannot be represented.
    fn drop_node(&mut self, span: Span) {
        let Some(frame) = self.stack.last_mut() else {
            let value = Value::Null;
            self.root.get_or_insert(Node { value, span });
            return;
        };
        if let Content::Mapping { expects, .. } = &mut frame.content {
            *expects = match expects {
                Expects::Key => Expects::Nothing,
                Expects::ValueOf(_) | Expects::Merged | Expects::Nothing => Expects::Key,
            };
        }
    }

    fn no_mapping(&mut self, span: Span) {
        let message = "a merge key needs a mapping, or a list of mappings";
        self.diagnostics.push(
            Diagnostic::error(Code::UnsupportedYaml, span, message)
                .help("write the alias of a mapping: `<<: *name`"),
        );
    }

    fn key(&mut self, node: Node, plain: bool) {
        let span = node.span;
        if plain && node.as_str() == Some("<<") {
            if let Some(Frame {
                content: Content::Mapping { expects, .. },
                ..
            }) = self.stack.last_mut()
            {
                *expects = Expects::Merged;
            }
            return;
        }
        let key = self.key_text(node).map(|text| Key {
            text: self.name(text),
            span,
        });
        let bound = self.bounds.names;
        let Some(Frame {
            names,
            content: Content::Mapping { seen, expects, .. },
            ..
        }) = self.stack.last_mut()
        else {
            return;
        };
        let Some(key) = key else {
            *expects = Expects::Nothing;
            return;
        };
        if *names + key.text.len() > bound {
            *expects = Expects::Nothing;
            self.names_too_long(span);
            return;
        }
        let Some(&first) = seen.get(&key.text) else {
            seen.insert(key.text.clone(), span);
            *expects = Expects::ValueOf(key);
            return;
        };
        *expects = Expects::Nothing;
        let message = format!("the key `{}` occurs twice in this mapping", key.text);
        self.diagnostics.push(
            Diagnostic::error(Code::DuplicateKey, span, message)
                .label("again here")
                .labelled(first, "first here")
                .help("remove one of the two, or rename one of them"),
        );
    }

    /// Returns the text that all keys of this name share.
    fn name(&mut self, text: String) -> Arc<str> {
        if let Some(known) = self.names.get(text.as_str()) {
            return Arc::clone(known);
        }
        let name: Arc<str> = text.into();
        self.names.insert(Arc::clone(&name));
        name
    }

    /// Returns the text of a key; reports a key that is not a string.
    fn key_text(&mut self, node: Node) -> Option<String> {
        let span = node.span;
        let kind = node.kind();
        match node.value {
            Value::String(text) | Value::Number(text) => Some(text),
            // The text as written: `True` and `true` are different keys.
            Value::Bool(_) => self.text.get(span.range()).map(str::to_owned),
            Value::Null if self.is_word(span) => self.text.get(span.range()).map(str::to_owned),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => {
                let message = format!("a key must be a string, but this is {kind}");
                self.diagnostics.push(
                    Diagnostic::error(Code::UnsupportedYaml, span, message)
                        .help("write a string before the `:`"),
                );
                None
            }
        }
    }

    /// Returns whether the text at a place is a word.
    fn is_word(&self, span: Span) -> bool {
        let text = self.text.get(span.range()).unwrap_or_default();
        text.starts_with(|c: char| c.is_ascii_alphabetic())
    }

    fn syntax_error(&mut self, error: &ScanError) {
        let mut at = error.marker().byte_offset().unwrap_or(self.text.len());
        if *error.kind() == granit_parser::ErrorKind::TabInPlainScalar {
            // The parser reports it at the end of the text, which is the beginning of a
            // line.
            let rest = self.text.get(at..).unwrap_or_default();
            at += rest.find('\t').unwrap_or(0);
        }
        let span = self.character(at);
        if *error.kind() == granit_parser::ErrorKind::RecursionLimitExceeded {
            self.too_deep(span);
            return;
        }
        let around = Around::new(self.text, at);
        let (message, help) = explain(error.kind(), &around);
        let mut found = Diagnostic::error(Code::YamlSyntax, span, message).help(help);
        // An open bracket or quote causes an error only where the text can no longer
        // belong to it, often many lines later.
        if let Some(open) = self.open_quote(error.kind(), at) {
            let goes_on = open.start + 1 < span.start;
            found.span = Some(open);
            if goes_on && span.start < span.end {
                found = found.labelled(span, "the string continues up to here");
            }
        } else if let Some(open) = self.open_bracket().filter(|open| open.start != span.start) {
            found = found.labelled(open, "inside this bracket");
        }
        if let Some((start, length, says)) = around.lookalike() {
            let range = start..start + length;
            found = found.labelled(Span::new(self.file, range), says);
        }
        self.diagnostics.push(found);
    }

    /// Returns the character at a place.
    fn character(&self, at: usize) -> Span {
        let rest = self.text.get(at..).unwrap_or_default();
        let width = rest.chars().next().map_or(0, char::len_utf8);
        Span::new(self.file, at..at + width)
    }

    /// Returns the quote that begins the faulty string, if it is quoted: the first quote
    /// after the text that was understood, except in comments.
    fn open_quote(&self, kind: &granit_parser::ErrorKind, at: usize) -> Option<Span> {
        if !is_about_quotes(kind) {
            return None;
        }
        let rest = self.text.get(self.read..at.max(self.read))?;
        let mut in_comment = false;
        let quote = rest.find(|character| {
            in_comment = match character {
                '#' => true,
                '\n' => false,
                _ => in_comment,
            };
            !in_comment && matches!(character, '"' | '\'')
        })?;
        Some(self.character(self.read + quote))
    }

    /// Returns the innermost bracket that is open. A pair in a list, `[a: b]`, is a
    /// mapping without brackets.
    fn open_bracket(&self) -> Option<Span> {
        let flow = |frame: &&Frame| frame.style == StructureStyle::Flow;
        self.stack.iter().rev().take_while(flow).find_map(|frame| {
            let bracket = match frame.content {
                Content::Sequence(_) => '[',
                Content::Mapping { .. } => '{',
            };
            let start = frame.span.start;
            let rest = self.text.get(start as usize..)?;
            rest.starts_with(bracket).then_some(Span {
                end: start + 1,
                ..frame.span
            })
        })
    }

    /// Returns the places of the quote and the line, if a line of a quoted string is not
    /// indented enough.
    fn under_indented(&self, error: &ScanError) -> Option<(usize, usize)> {
        let kind = error.kind();
        if !matches!(kind, granit_parser::ErrorKind::InvalidQuotedScalarIndent) {
            return None;
        }
        let at = error.marker().byte_offset()?;
        let quote = self.open_quote(kind, at)?;
        Some((quote.start as usize, at))
    }

    fn too_deep(&mut self, span: Span) {
        let depth = self.bounds.depth;
        let message = format!("collections are nested more than {depth} levels deep");
        self.diagnostics.push(
            Diagnostic::error(Code::TooLarge, span, message)
                .help("move the inner parts to named components and refer to them with $ref"),
        );
    }

    fn names_too_long(&mut self, span: Span) {
        let names = self.bounds.names;
        let message = format!("the names on the path to this value have more than {names} bytes");
        self.diagnostics
            .push(Diagnostic::error(Code::TooLarge, span, message).help(
            "shorten the names, or move the inner parts to named components and refer to them with $ref",
        ));
    }

    fn finish(self) -> Option<Node> {
        let root = self
            .root
            .filter(|root| root.value != Value::Null || root.span.start < root.span.end);
        if root.is_none() {
            let span = Span::new(self.file, 0..0);
            self.diagnostics.push(
                Diagnostic::error(Code::YamlSyntax, span, "the file has no document")
                    .help("delete the file, or add a document"),
            );
        }
        root
    }

    fn span(&self, place: &granit_parser::Span) -> Span {
        let Range { start, end } = place.byte_range().unwrap_or_default();
        // The range of a block scalar includes the blank lines after it.
        let text = self.text.get(start..end).unwrap_or_default();
        let blank = text.len() - text.trim_ascii_end().len();
        let end = if blank == text.len() {
            end
        } else {
            end - blank
        };
        Span::new(self.file, start..end)
    }
}

impl Frame {
    /// Returns the length of the names on the path to the next value in it, in bytes.
    fn names_below(&self) -> usize {
        match &self.content {
            Content::Mapping {
                expects: Expects::ValueOf(key),
                ..
            } => self.names + key.text.len(),
            Content::Mapping { .. } | Content::Sequence(_) => self.names,
        }
    }
}

/// Returns the id of an anchor, unless there is none.
fn anchor_id(id: usize) -> Option<usize> {
    (id != 0).then_some(id)
}

/// Adds the entries of a mapping or of several to those that are merged; returns the place
/// of a value that is neither.
fn merge(node: Node, merged: &mut Vec<Entry>) -> Option<Span> {
    match node.value {
        Value::Mapping(mapping) => merged.extend(mapping.entries),
        Value::Sequence(items) => {
            for item in items {
                match item.value {
                    Value::Mapping(mapping) => merged.extend(mapping.entries),
                    Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Sequence(_) => return Some(item.span),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return Some(node.span);
        }
    }
    None
}

/// Returns the entries of a mapping after those that it merges. Its own keys win, then the
/// first of the others.
fn with_merged(own: Vec<Entry>, seen: &HashMap<Arc<str>, Span>, merged: Vec<Entry>) -> Vec<Entry> {
    if merged.is_empty() {
        return own;
    }
    let mut known = HashSet::new();
    let merged = merged.into_iter();
    let merged = merged.filter(|entry| {
        !seen.contains_key(&entry.key.text) && known.insert(Arc::clone(&entry.key.text))
    });
    merged.chain(own).collect()
}

fn is_about_quotes(kind: &granit_parser::ErrorKind) -> bool {
    use granit_parser::ErrorKind as E;
    matches!(
        kind,
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar
    )
}

#[cfg(test)]
mod tests;
