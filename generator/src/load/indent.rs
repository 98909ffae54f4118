//! Quoted strings that go on with less indentation than YAML demands.
//!
//! Input: a text and the place of such a line. Output: the text with more spaces there,
//! which do not belong to the string, and the way back to the places of the first text.
//! Other parsers read these strings, and many documents have them.

use crate::text::source::Span;
use crate::text::tree::{Node, Value};

/// The spaces that are inserted, more than any collection is indented.
const SPACES: &str =
    "                                                                                ";

/// A text with spaces before some lines.
pub struct Indented {
    /// The text.
    pub text: String,
    /// The places of the spaces, in order.
    places: Vec<usize>,
}

impl Indented {
    /// Begins with a text as it is.
    pub fn of(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            places: Vec::new(),
        }
    }

    /// Inserts spaces before the lines of the string that begins at `quote`, from the line
    /// with `at` on. Returns false if there is nothing to insert.
    pub fn indent(&mut self, quote: usize, at: usize) -> bool {
        let end = end_of_string(&self.text, quote);
        let mut starts = vec![at];
        let rest = self.text.get(at..end).unwrap_or_default();
        let mut line = at;
        for text in rest.split_inclusive('\n') {
            let blank = text.len() - text.trim_start().len();
            if line > at && blank < text.len() {
                starts.push(line + blank);
            }
            line += text.len();
        }
        let is_progress = self
            .places
            .last()
            .is_none_or(|last| at > last + SPACES.len());
        if !is_progress {
            return false;
        }
        for (count, start) in starts.into_iter().enumerate() {
            let place = start + count * SPACES.len();
            if place <= self.text.len() && self.text.is_char_boundary(place) {
                self.text.insert_str(place, SPACES);
                self.places.push(place);
            }
        }
        true
    }

    /// Returns the place in the first text.
    fn original(&self, at: u32) -> u32 {
        let at = at as usize;
        let before = self.places.partition_point(|place| *place < at);
        let inserted = before * SPACES.len();
        let original = match before.checked_sub(1).and_then(|last| self.places.get(last)) {
            // Within the spaces.
            Some(last) if at < last + SPACES.len() => last + SPACES.len() - inserted,
            Some(_) | None => at - inserted,
        };
        u32::try_from(original).unwrap_or(u32::MAX)
    }

    /// Moves the places of a tree to the first text.
    pub fn restore(&self, node: &mut Node) {
        self.restore_span(&mut node.span);
        match &mut node.value {
            Value::Sequence(items) => items.iter_mut().for_each(|item| self.restore(item)),
            Value::Mapping(mapping) => {
                for entry in &mut mapping.entries {
                    self.restore_span(&mut entry.key.span);
                    self.restore(&mut entry.value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn restore_span(&self, span: &mut Span) {
        span.start = self.original(span.start);
        span.end = self.original(span.end);
    }
}

/// Returns the end of the string that begins at `quote`.
fn end_of_string(text: &str, quote: usize) -> usize {
    let rest = text.get(quote..).unwrap_or_default();
    let mut characters = rest.char_indices();
    let Some((_, mark)) = characters.next() else {
        return text.len();
    };
    while let Some((at, c)) = characters.next() {
        if mark == '"' && c == '\\' {
            characters.next();
        } else if c == mark {
            return quote + at;
        }
    }
    text.len()
}
