//! Callbacks that several operations refer to.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::openapi::{Callback, Document, Operation};
use crate::text::moved::Moved;
use crate::text::source::Spanned;
use crate::text::tree::Key;

use super::trees::Found;

/// The largest length of a pointer through path items and their callbacks, which grows with
/// each of them. Beyond it, the place of callbacks is their pointer.
const LONGEST_POINTER: usize = 2048;

/// The callbacks of one name, before their requests are read.
#[derive(Clone)]
pub struct Callbacks<'a> {
    /// The mapping of the URLs.
    pub found: Found<'a>,
    /// The name, as the first operation has it.
    pub key: &'a Key,
    /// The beginning of the names of requests without an id.
    pub prefix: String,
    /// The pointers to the operations that have the callbacks.
    pub holders: Vec<String>,
}

/// The callbacks of the operations of a document, each once.
#[derive(Default)]
pub struct Queue<'a> {
    list: Vec<Callbacks<'a>>,
    /// The positions of the callbacks by their places.
    positions: HashMap<String, usize>,
}

impl<'a> Queue<'a> {
    /// Adds callbacks, or one more operation that has them.
    pub fn add(&mut self, mut callbacks: Callbacks<'a>, moved: &Moved) {
        let place = moved.place(&callbacks.found.pointer).into_owned();
        match self.positions.entry(place) {
            Entry::Occupied(entry) => {
                if let Some(known) = self.list.get_mut(*entry.get()) {
                    known.holders.extend(callbacks.holders);
                }
            }
            Entry::Vacant(entry) => {
                if callbacks.found.pointer.len() > LONGEST_POINTER {
                    callbacks.found.pointer.clone_from(entry.key());
                }
                entry.insert(self.list.len());
                self.list.push(callbacks);
            }
        }
    }

    /// Returns the callbacks at a position. Those of callbacks are added while others are
    /// read.
    pub fn get(&self, position: usize) -> Option<&Callbacks<'a>> {
        self.list.get(position)
    }
}

impl Callbacks<'_> {
    /// Completes the requests that were read, with the operations that have them.
    pub fn complete(&self, operations: &mut [Operation]) {
        for operation in operations {
            operation.id.get_or_insert_with(|| Spanned {
                value: format!("{}{}", self.prefix, self.key.text),
                span: self.key.span,
            });
            operation.callback = Some(Callback {
                name: self.key.text.to_string(),
                operations: self.holders.clone(),
                url: operation.path.clone(),
            });
        }
    }
}

/// Joins the callbacks that several documents refer to: the first document keeps each, with
/// all of its calls.
pub fn join(documents: &mut [Document], moved: &Moved) {
    let mut known: HashMap<String, (usize, usize)> = HashMap::new();
    let mut again: Vec<((usize, usize), Vec<String>)> = Vec::new();
    for (at, document) in documents.iter_mut().enumerate() {
        let mut position = 0;
        document.webhooks.retain_mut(|webhook| {
            let place = moved.place(&webhook.pointer).into_owned();
            let is_kept = match (&mut webhook.callback, known.entry(place)) {
                (Some(callback), Entry::Occupied(first)) => {
                    again.push((*first.get(), std::mem::take(&mut callback.operations)));
                    false
                }
                (Some(_), Entry::Vacant(entry)) => {
                    entry.insert((at, position));
                    true
                }
                (None, _) => true,
            };
            position += usize::from(is_kept);
            is_kept
        });
    }
    for ((document, webhook), operations) in again {
        let document = documents.get_mut(document);
        let webhook = document.and_then(|it| it.webhooks.get_mut(webhook));
        if let Some(callback) = webhook.and_then(|it| it.callback.as_mut()) {
            callback.operations.extend(operations);
        }
    }
}
