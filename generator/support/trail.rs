//! Where reading failed: collects the pointer while an error unwinds.
//!
//! Nothing is noted while reading succeeds. On an error the place that found it
//! notes its kind, and every level above adds the segment that it was in.

use serde::de::Error;

use super::DecodeErrorKind;
use super::access::Failed;
use super::pointer::{push_index, push_name};

/// The way to an error, innermost segment first.
#[derive(Default)]
pub struct Trail {
    kind: Option<DecodeErrorKind>,
    steps: Vec<Step>,
}

enum Step {
    Name(String),
    Index(usize),
}

impl Trail {
    /// Notes the kind of an error.
    pub fn note(&mut self, kind: DecodeErrorKind) -> Failed {
        self.kind = Some(kind);
        Failed::noted()
    }

    /// The error of the format for the kind that was noted.
    pub fn error<E: Error>(&self) -> E {
        E::custom(self.kind.unwrap_or(DecodeErrorKind::Syntax))
    }

    /// Notes the kind of an error, and makes the error of the format for it.
    pub fn raise<E: Error>(&mut self, kind: DecodeErrorKind) -> E {
        self.note(kind);
        self.error()
    }

    /// Notes that the error is in a member of that name.
    pub fn in_member(&mut self, name: &str) {
        self.steps.push(Step::Name(name.to_owned()));
    }

    /// Forgets where below this place the error is.
    pub fn stop_here(&mut self) {
        self.steps.clear();
    }

    /// Notes that the error is in the item at that position.
    pub fn in_item(&mut self, index: usize) {
        self.steps.push(Step::Index(index));
    }

    /// The kind, unless the format itself found the error.
    pub fn kind(&self) -> Option<DecodeErrorKind> {
        self.kind
    }

    /// The JSON pointer from the root.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Name(name) => push_name(&mut pointer, name),
                Step::Index(index) => push_index(&mut pointer, *index),
            }
        }
        pointer
    }
}
