//! Messages without their sensitive values: the view for logs, and the serializer
//! behind it.

mod redacted;
mod redacting;

pub use redacted::{Redact, Redacted, redacted};
pub use redacting::{REDACTED, unless_redacting};
