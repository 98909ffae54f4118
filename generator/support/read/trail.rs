//! The state of reading one message: how strictly it is read, and the pointer
//! to an error, which is collected while the error unwinds.
//!
//! Nothing is noted while reading succeeds. On an error the place that found it
//! notes its kind, and every level above adds the segment that it was in.

use serde::de::Error;

use crate::support::pointer::{push_index, push_name};

use super::error_kind::DecodeErrorKind;
use super::failed::Failed;

/// The kind of message that is being read, which decides how strictly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Message {
    /// A request is written again as it was read, or it is refused.
    Request,
    /// A response is readable, whatever its sender has added to it.
    Response,
}

/// The condition of a message's text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Condition {
    /// The text is read as it came.
    Clean,
    /// A name may hold half of a surrogate pair, which no Rust string can hold.
    BrokenNames,
    /// Bytes that are no UTF-8 were replaced by [`Condition::STAND_IN`], and
    /// names may be broken too.
    Mended,
}

impl Condition {
    /// The character that stands for a byte that is no UTF-8. It is as long as
    /// that byte, so that columns stay true.
    pub const STAND_IN: char = '\u{7f}';
}

/// The state of reading one message.
pub struct Trail {
    message: Message,
    condition: Condition,
    kind: Option<DecodeErrorKind>,
    /// The segments of the pointer to an error, the innermost one first.
    segments: Vec<Segment>,
}

/// A segment of a pointer, by the part of the message that it leads into.
enum Segment {
    Name(String),
    Index(usize),
}

impl Trail {
    /// Starts reading a clean message.
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
        }
    }

    /// Starts reading a part of the same message apart from the rest.
    pub fn apart(&self) -> Self {
        Self::in_condition(self.message, self.condition)
    }

    /// Returns whether the message is read strictly, as a request is.
    #[inline]
    pub fn is_strict(&self) -> bool {
        self.message == Message::Request
    }

    /// Returns whether a name may be no Rust string.
    #[inline]
    pub fn has_broken_names(&self) -> bool {
        self.condition != Condition::Clean
    }

    /// Returns whether a text is not the one that was sent.
    #[inline]
    pub fn is_spoilt(&self, text: &str) -> bool {
        self.condition == Condition::Mended && text.contains(Condition::STAND_IN)
    }

    /// Notes the kind of an error.
    pub fn note(&mut self, kind: DecodeErrorKind) -> Failed {
        self.kind = Some(kind);
        Failed::noted()
    }

    /// Makes the error of the format for the kind that was noted.
    pub fn error<E: Error>(&self) -> E {
        E::custom(self.kind.unwrap_or(DecodeErrorKind::Syntax))
    }

    /// Notes the kind of an error, and makes the error of the format for it.
    pub fn raise<E: Error>(&mut self, kind: DecodeErrorKind) -> E {
        self.note(kind);
        self.error()
    }

    /// Notes that the error is in a member of that name.
    #[cold]
    pub fn in_member(&mut self, name: &str) {
        self.segments.push(Segment::Name(name.to_owned()));
    }

    /// Forgets where below this place the error is.
    pub fn stop_here(&mut self) {
        self.segments.clear();
    }

    /// Notes that the error is in the item at that position.
    pub fn in_item(&mut self, index: usize) {
        self.segments.push(Segment::Index(index));
    }

    /// Returns the kind, unless the format itself found the error.
    pub fn kind(&self) -> Option<DecodeErrorKind> {
        self.kind
    }

    /// Returns the JSON pointer from the root.
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
