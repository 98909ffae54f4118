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
    /// The state of the innermost trial, while a value is tried.
    trial: Option<Rc<Trial>>,
    /// The number of parts that contain this one.
    depth: u8,
    /// The number of lists and objects that contain the value, those around its part included.
    level: usize,
}

/// The state of a trial to read a value.
#[derive(Default)]
struct Trial {
    /// The number of trials that contain its values.
    depth: u8,
    /// The number of values that unions keep without a variant.
    kept: Cell<usize>,
    /// True if a value in it was not examined.
    is_partial: Cell<bool>,
}

/// A segment of a pointer, by the kind of value that contains the next.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Segment {
    /// The name of a member.
    Name(String),
    /// The position of an item.
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
            trial: None,
            depth: 0,
            level: 0,
        }
    }

    /// Starts reading a part of a message for a look at it, which may be damaged.
    pub fn of_part() -> Self {
        Self::in_condition(Message::Response, Condition::BrokenNames)
    }

    /// Starts reading a part of the same message separately.
    pub fn apart(&self) -> Self {
        Self {
            trial: self.trial.clone(),
            depth: self.depth.saturating_add(1),
            level: self.level,
            ..Self::in_condition(self.message, self.condition)
        }
    }

    /// Starts reading a part of the same message that the parser alone limits, and in which
    /// every name is valid.
    pub fn alone(&self) -> Self {
        let condition = match self.condition {
            Condition::Clean | Condition::BrokenNames => Condition::Clean,
            Condition::Mended => Condition::Mended,
        };
        Self {
            condition,
            level: 0,
            ..self.apart()
        }
    }

    /// Starts reading a value to see how it fits.
    pub fn trying(&self) -> Self {
        let trial = Trial {
            depth: self.trial.as_ref().map_or(1, |trial| trial.depth + 1),
            ..Trial::default()
        };
        Self {
            trial: Some(Rc::new(trial)),
            ..self.apart()
        }
    }

    /// Returns whether so many trials contain the value that it is not examined. The number
    /// of trials grows with the power of the levels.
    pub fn has_enough_trials(&self) -> bool {
        let mut trial = self.trial.iter();
        trial.any(|trial| trial.depth >= Self::MOST_TRIALS)
    }

    /// Records that a union keeps values without a variant.
    pub fn keep(&self, count: usize) {
        if let Some(trial) = &self.trial {
            trial.kept.set(trial.kept.get() + count);
        }
    }

    /// Returns the number of values that unions keep without a variant.
    pub fn kept(&self) -> usize {
        self.trial.as_ref().map_or(0, |trial| trial.kept.get())
    }

    /// Records that a value in the trial was not examined.
    pub fn skip(&self) {
        if let Some(trial) = &self.trial {
            trial.is_partial.set(true);
        }
    }

    /// Returns whether the value is only tried.
    pub fn is_tried(&self) -> bool {
        self.trial.is_some()
    }

    /// Returns whether a value in the trial was not examined.
    pub fn is_partial(&self) -> bool {
        let mut trial = self.trial.iter();
        trial.any(|trial| trial.is_partial.get())
    }

    /// Returns whether parts are nested more deeply than values in JSON may be.
    pub fn is_too_deep(&self) -> bool {
        self.depth >= Self::DEEPEST
    }

    /// Records that a list or an object begins. The parser of a part does not know the levels
    /// around it, and without a limit a message could overflow the stack.
    #[inline]
    pub fn enter<E: Error>(&mut self) -> Result<(), E> {
        if self.depth > 0 && self.level >= usize::from(Self::DEEPEST) {
            return Err(self.raise(DecodeErrorKind::TooDeep));
        }
        self.level += 1;
        Ok(())
    }

    /// Records that a list or an object ends.
    #[inline]
    pub fn leave(&mut self) {
        self.level -= 1;
    }

    /// The greatest depth of values that `serde_json` reads.
    const DEEPEST: u8 = 127;

    const MOST_TRIALS: u8 = 3;

    /// Takes over the error in a part.
    pub fn fail_as(&mut self, part: Self) -> Failed {
        self.kind = part.kind;
        self.segments = part.segments;
        Failed::noted()
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

    /// Returns the segments of the pointer to the error, the innermost one first.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
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
