//! The state of reading one message: its strictness, and the pointer to an error.
//! The pointer is collected while the error unwinds.
//!
//! Nothing is recorded while reading succeeds. The place that finds an error
//! records its kind, and every level above adds its segment.

use std::cell::Cell;
use std::rc::Rc;

use serde::de::Error;

use crate::support::pointer::{push_index, push_name};

use super::error_kind::DecodeErrorKind;
use super::failed::Failed;

/// The kind of message that is read, which decides the strictness.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Message {
    /// A request, which is an error unless it can be written again unchanged.
    Request,
    /// A response, which is readable with any additions of its sender.
    Response,
}

/// The condition of a message's text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Condition {
    /// The text is unchanged.
    Clean,
    /// A name can contain half of a surrogate pair, which no Rust string can hold.
    BrokenNames,
    /// Bytes that are not UTF-8 were replaced by [`Condition::STAND_IN`], and names
    /// can be damaged too.
    Mended,
}

impl Condition {
    /// The character that replaces a byte that is not UTF-8. It has the length of
    /// that byte, so that columns stay correct.
    pub const STAND_IN: char = '\u{7f}';
}

/// The state of reading one message.
pub struct Trail {
    message: Message,
    condition: Condition,
    kind: Option<DecodeErrorKind>,
    /// The segments of the pointer to an error, the innermost one first.
    segments: Vec<Segment>,
    /// The number of values that unions keep without a variant, while a value is tried.
    kept: Option<Rc<Cell<usize>>>,
}

/// A segment of a pointer, by the kind of value that contains the next.
enum Segment {
    Name(String),
    Index(usize),
}

impl Trail {
    /// Starts reading a message with a valid text.
    pub fn new(message: Message) -> Self {
        Self::in_condition(message, Condition::Clean)
    }

    /// Starts reading a message whose text is in a known condition.
    pub(super) fn in_condition(message: Message, condition: Condition) -> Self {
        Self {
            message,
            condition,
            kind: None,
            segments: Vec::new(),
            kept: None,
        }
    }

    /// Starts reading a part of the same message separately.
    pub fn apart(&self) -> Self {
        Self {
            kept: self.kept.clone(),
            ..Self::in_condition(self.message, self.condition)
        }
    }

    /// Starts reading a value to see how it fits.
    pub fn trying(&self) -> Self {
        Self {
            kept: Some(Rc::default()),
            ..Self::in_condition(self.message, self.condition)
        }
    }

    /// Records that a union keeps a value without a variant.
    pub fn keep(&self) {
        if let Some(kept) = &self.kept {
            kept.set(kept.get() + 1);
        }
    }

    /// Returns the number of values that unions keep without a variant.
    pub fn kept(&self) -> usize {
        self.kept.as_ref().map_or(0, |kept| kept.get())
    }

    /// Returns whether the message is read strictly, as a request is.
    #[inline]
    pub fn is_strict(&self) -> bool {
        self.message == Message::Request
    }

    /// Returns whether a name can be invalid as a Rust string.
    #[inline]
    pub fn has_broken_names(&self) -> bool {
        self.condition != Condition::Clean
    }

    /// Returns whether a text differs from the one that was sent.
    #[inline]
    pub fn is_spoilt(&self, text: &str) -> bool {
        self.condition == Condition::Mended && text.contains(Condition::STAND_IN)
    }

    /// Records the kind of an error.
    pub fn note(&mut self, kind: DecodeErrorKind) -> Failed {
        self.kind = Some(kind);
        Failed::noted()
    }

    /// Creates the error of the format for the recorded kind.
    pub fn error<E: Error>(&self) -> E {
        E::custom(self.kind.unwrap_or(DecodeErrorKind::Syntax))
    }

    /// Records the kind of an error, and creates the error of the format for it.
    pub fn raise<E: Error>(&mut self, kind: DecodeErrorKind) -> E {
        self.note(kind);
        self.error()
    }

    /// Records that the error is in a member with this name.
    #[cold]
    pub fn in_member(&mut self, name: &str) {
        self.segments.push(Segment::Name(name.to_owned()));
    }

    /// Drops the segments of the pointer below this place.
    pub fn stop_here(&mut self) {
        self.segments.clear();
    }

    /// Records that the error is in the item at this position.
    pub fn in_item(&mut self, index: usize) {
        self.segments.push(Segment::Index(index));
    }

    /// Returns the error as text, without values.
    pub fn reason(&self) -> String {
        let kind = self.kind.unwrap_or(DecodeErrorKind::Syntax);
        match self.pointer() {
            root if root.is_empty() => kind.to_string(),
            pointer => format!("{pointer}: {kind}"),
        }
    }

    /// Returns the kind, or `None` if the format itself found the error.
    pub fn kind(&self) -> Option<DecodeErrorKind> {
        self.kind
    }

    /// Returns the JSON pointer to the error from the root.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for segment in self.segments.iter().rev() {
            match segment {
                Segment::Name(name) => push_name(&mut pointer, name),
                Segment::Index(index) => push_index(&mut pointer, *index),
            }
        }
        pointer
    }
}
