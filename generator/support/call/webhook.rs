//! The trait of notifications, for code that handles any webhook.

use std::fmt;

use serde::Serialize;

use crate::support::read::DecodeError;
use crate::support::sealed::Sealed;

/// A notification: the body of a request that the API sends.
///
/// The trait is sealed: only the notifications of this crate implement it.
pub trait Webhook: Sealed + Serialize + Clone + fmt::Debug + Send + Sync + 'static {
    /// The webhook's identifier.
    const ID: &'static str;
    /// The HTTP method.
    const METHOD: &'static str;
    /// The type of the body that answers the notification, or `()` if the answer has
    /// no body.
    type Reply: Serialize + Clone + fmt::Debug + Send + Sync + 'static;

    /// Reads a notification from JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the notification cannot be read.
    fn from_json(json: &[u8]) -> Result<Self, DecodeError>;
}
