//! The trait of what the API sends on its own.

use std::fmt;

use crate::support::read::DecodeError;
use crate::support::sealed::Sealed;

/// A message that the API sends on its own.
///
/// The trait is sealed: only the notifications of this crate implement it.
pub trait Webhook: Sealed + Clone + fmt::Debug + Send + Sync + 'static {
    /// The identifier of the webhook.
    const ID: &'static str;
    /// The HTTP method.
    const METHOD: &'static str;
    /// The type of the reply, which is `()` if it has no body.
    type Reply: Clone + fmt::Debug + Send + Sync + 'static;

    /// Reads a notification from JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the notification cannot be read.
    fn from_json(json: &[u8]) -> Result<Self, DecodeError>;
}
