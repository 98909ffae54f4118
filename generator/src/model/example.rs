//! Examples of messages.

use crate::text::json::Json;

/// A message to show.
#[derive(Debug)]
pub struct Example {
    /// Its name in the document.
    pub name: String,
    /// One line about it.
    pub summary: String,
    /// The message.
    pub value: Json,
}
