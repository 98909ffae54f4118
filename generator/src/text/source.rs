//! The texts of the specification, and positions in them.
//!
//! Input: a display path and the text of each file. Output: a [`FileId`] for each, and
//! the line and column of any byte. Diagnostics point into this table, so it outlives the
//! trees that were built from the texts.

use std::borrow::Cow;
use std::ops::Range;

use super::moved::Moved;
use super::pointer::{file_of, name_of};

/// The id of a text in a [`Sources`] table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// Returns the range from `range.start` up to `range.end` of `file`.
    ///
    /// The loader limits files to far less than 4 GiB. An offset that does not fit is a
    /// bug, and becomes the end.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Self {
            file,
            start: offset(range.start),
            end: offset(range.end.max(range.start)),
        }
    }

    /// Returns the range as indices into the file's text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A position for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// One text, with the beginnings of its lines.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path for display, with `/` on every system: `spec/order.yaml`.
    pub path: String,
    /// The whole text.
    pub text: String,
    line_starts: Vec<usize>,
    /// The number of characters that begin before each [`BLOCK`] of bytes. It makes
    /// columns of long lines fast to compute.
    characters: Vec<usize>,
}

/// The number of bytes between two counts of characters.
const BLOCK: usize = 4096;

/// Returns the number of characters that begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    let begins = |byte: &&u8| (**byte & 0b1100_0000) != 0b1000_0000;
    bytes.iter().filter(begins).count()
}

impl Source {
    /// Indexes the lines of `text`.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut line_starts: Vec<usize> = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(newline, _)| newline + 1))
            .collect();
        line_starts.shrink_to_fit();
        let blocks = text.as_bytes().chunks(BLOCK);
        let mut before = 0;
        let counted = blocks.map(|block| {
            before += characters(block);
            before
        });
        let characters = std::iter::once(0).chain(counted).collect();
        Self {
            path: path.into(),
            text,
            line_starts,
            characters,
        }
    }

    /// Returns the line and column of a byte. A byte past the end counts as the end.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.boundary(byte);
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let start = self.line_start(line);
        let column = self.characters_before(byte) - self.characters_before(start);
        Position {
            line,
            column: column + 1,
        }
    }

    /// Returns the number of characters that begin before a byte.
    fn characters_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        let before = self.characters.get(block).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(block * BLOCK..byte);
        before + rest.map_or(0, characters)
    }

    /// Returns the bytes of a line, counted from 1, without its line break.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.line_start(line);
        let end = self
            .line_starts
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        start..end.max(start)
    }

    /// Returns the nearest character boundary at or before `byte`.
    #[must_use]
    pub fn boundary(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        (0..=byte)
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0)
    }

    fn line_start(&self, line: usize) -> usize {
        self.line_starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len())
    }
}

/// The texts of a run, in the order in which they were read.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The parts that stand elsewhere than at their pointer, boxed since reports are moved.
    pub moved: Box<Moved>,
    files: Vec<Source>,
}

impl Sources {
    /// Adds a text and returns its id.
    pub fn add(&mut self, source: Source) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(source);
        id
    }

    /// Returns the text with this id, unless the id is of another table.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    /// Returns the pointer to the place of a part, with the path of its file as messages show
    /// it. `near` is a file that is probably meant, if several have the name. Pointers begin
    /// with `spec/`, whatever the directory is called.
    #[must_use]
    pub fn shown<'a>(&self, pointer: &'a str, near: Option<FileId>) -> Cow<'a, str> {
        let place = self.moved.place(pointer);
        let Some(name) = name_of(&place) else {
            return place;
        };
        let is_meant = |source: &&Source| {
            let directory = source.path.strip_suffix(name);
            directory.is_some_and(|directory| directory.ends_with('/'))
        };
        let near = near.and_then(|id| self.get(id));
        let others = self.files.iter();
        // A longer path is that of a file below the directory.
        let meant = near.into_iter().chain(others).filter(is_meant);
        match meant.min_by_key(|source| source.path.len()) {
            Some(source) => {
                let rest = place.get(file_of(&place).len()..).unwrap_or_default();
                Cow::Owned(format!("{}{rest}", source.path))
            }
            None => place,
        }
    }

    /// Returns the line and column of the beginning of a span.
    #[must_use]
    pub fn position(&self, span: Span) -> Option<Position> {
        self.get(span.file)
            .map(|source| source.position(span.start as usize))
    }

    /// Returns the first character of a span, or an empty span if it has none.
    #[must_use]
    pub fn character(&self, span: Span) -> Span {
        let text = self.get(span.file).map(|source| source.text.as_str());
        let inside = text.and_then(|text| text.get(span.range()));
        let first = inside.and_then(|inside| inside.chars().next());
        let start = span.range().start;
        Span::new(span.file, start..start + first.map_or(0, char::len_utf8))
    }
}

/// A value with its position.
#[derive(Debug, Clone)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The position of the value.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let source = Source::new("spec/a.yaml", "a: é\r\nbé: 1\n");
        let at = |byte| {
            let Position { line, column } = source.position(byte);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (1, 4));
        assert_eq!(at(4), (1, 4), "inside a character: its first byte");
        assert_eq!(at(7), (2, 1));
        assert_eq!(at(10), (2, 3));
        assert_eq!(at(source.text.len()), (3, 1));
        assert_eq!(at(usize::MAX), (3, 1));
    }

    #[test]
    fn columns_of_a_long_line_are_counted_in_characters() {
        let text = format!("x\n{}", "aé€😀".repeat(5000));
        let source = Source::new("spec/a.yaml", text.as_str());
        let line = text.split_once('\n').expect("two lines").1;
        for (index, (at, _)) in line.char_indices().enumerate() {
            let column = index + 1;
            assert_eq!(source.position(at + 2), Position { line: 2, column });
        }
    }

    #[test]
    fn an_empty_text_has_one_line() {
        let source = Source::new("spec/a.yaml", "");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.line_range(1), 0..0);
        assert_eq!(source.line_range(9), 0..0);
    }

    #[test]
    fn lines_come_without_their_break() {
        let source = Source::new("spec/a.yaml", "ab\ncd");
        assert_eq!(source.line_range(1), 0..2);
        assert_eq!(source.line_range(2), 3..5);
    }

    #[test]
    fn the_first_character_of_a_span_is_whole() {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("spec/a.yaml", "aé: 1"));
        let first = |range| sources.character(Span::new(file, range)).range();
        assert_eq!(first(0..5), 0..1);
        assert_eq!(first(1..5), 1..3);
        assert_eq!(first(6..6), 6..6);
    }

    #[test]
    fn an_id_of_another_table_finds_nothing() {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("spec/a.yaml", "a"));
        assert!(sources.get(id).is_some());
        assert!(sources.get(FileId(7)).is_none());
    }

    #[test]
    fn a_pointer_of_the_model_is_shown_with_the_path_of_its_file() {
        let mut sources = Sources::default();
        sources.add(Source::new("./pets.yaml", ""));
        let overlay = sources.add(Source::new("../pets.overlay.yaml", ""));
        let shown = |pointer| sources.shown(pointer, Some(overlay)).into_owned();
        assert_eq!(shown("spec/pets.yaml#/info"), "./pets.yaml#/info");
        assert_eq!(shown("./pets.yaml#/info"), "./pets.yaml#/info");
        assert_eq!(shown("spec/other.yaml#/info"), "spec/other.yaml#/info");
        assert_eq!(shown("spec/pets.yaml"), "./pets.yaml");
    }

    #[test]
    fn files_of_one_name_are_told_apart_by_their_directories() {
        let mut sources = Sources::default();
        let near = sources.add(Source::new("api/paths/pets.yaml", ""));
        sources.add(Source::new("api/pets.yaml", ""));
        let shown = |pointer| sources.shown(pointer, Some(near)).into_owned();
        assert_eq!(shown("spec/pets.yaml#/info"), "api/pets.yaml#/info");
        assert_eq!(
            shown("spec/paths/pets.yaml#/get"),
            "api/paths/pets.yaml#/get"
        );
    }
}
