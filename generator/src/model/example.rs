//! Examples of messages.

use crate::text::json::Json;

/// An example of a message.
#[derive(Debug)]
pub struct Example {
    /// The name, which is `example` for the only one.
    pub name: String,
    /// The message.
    pub value: Json,
}
