//! Views of messages for logs, without sensitive values, and the serializer that
//! redacts them.

mod redacted;
mod redacting;

pub use redacted::{Redact, Redacted, redacted};
pub use redacting::{REDACTED, unless_redacting};
