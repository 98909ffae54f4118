//! Examples of messages.

use crate::text::json::Json;

/// An example of a message.
#[derive(Debug)]
pub struct Example {
    /// Its name in the document.
    pub name: String,
    /// The summary in one line.
    pub summary: String,
    /// The message.
    pub value: Json,
}
