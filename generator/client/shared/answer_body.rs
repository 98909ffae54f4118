//! Bodies of answers, which a transport returns whole or in pieces.

use std::fmt;

use super::future::BoxFuture;
use super::transport_error::TransportError;

/// The body of an answer.
///
/// A client reads it piece by piece, and stops if it is too large.
pub struct AnswerBody(Source);

enum Source {
    Whole(Option<Vec<u8>>),
    Pieces(Box<dyn Pieces>),
}

/// A body that is received in pieces.
pub trait Pieces: Send {
    /// Returns the next piece, or `None` at the end of the body.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection fails before the end of the body.
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>>;
}

impl AnswerBody {
    /// Creates a body that has been received.
    #[must_use]
    pub fn whole(bytes: Vec<u8>) -> Self {
        Self(Source::Whole(Some(bytes)))
    }

    /// Creates a body that is received while it is read.
    pub fn pieces(pieces: impl Pieces + 'static) -> Self {
        Self(Source::Pieces(Box::new(pieces)))
    }

    /// Returns the next piece, or `None` at the end of the body.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection fails before the end of the body.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        match &mut self.0 {
            Source::Whole(bytes) => Ok(bytes.take()),
            Source::Pieces(pieces) => pieces.next().await,
        }
    }
}

/// Shows no bytes, since they can have personal data.
impl fmt::Debug for AnswerBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnswerBody").finish_non_exhaustive()
    }
}
