//! Callbacks that several operations refer to.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::openapi::Document;

/// The callbacks of a name, as read.
pub struct Callbacks<T> {
    /// The pointer to them.
    pub pointer: String,
    /// Their operations.
    pub operations: Vec<T>,
}

/// Joins the callbacks that several documents refer to: the first document keeps each, with
/// all of its calls.
pub fn join(documents: &mut [Document]) {
    let mut known: HashMap<String, (usize, usize)> = HashMap::new();
    let mut moved: Vec<((usize, usize), Vec<String>)> = Vec::new();
    for (at, document) in documents.iter_mut().enumerate() {
        let mut position = 0;
        document.webhooks.retain_mut(|webhook| {
            let is_kept = match (&mut webhook.callback, known.entry(webhook.pointer.clone())) {
                (Some(callback), Entry::Occupied(first)) => {
                    moved.push((*first.get(), std::mem::take(&mut callback.operations)));
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
    for ((document, webhook), operations) in moved {
        let document = documents.get_mut(document);
        let webhook = document.and_then(|it| it.webhooks.get_mut(webhook));
        if let Some(callback) = webhook.and_then(|it| it.callback.as_mut()) {
            callback.operations.extend(operations);
        }
    }
}
