//! Examples of messages.

use crate::text::json::Json;

/// An example of a message.
#[derive(Debug)]
pub struct Example {
    /// The message.
    pub value: Json,
}
