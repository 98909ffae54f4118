//! Answers of HTTP, without a library for HTTP.

use std::fmt;

use crate::support::read::DecodeError;

/// The status code and the body of an HTTP response.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// The status code.
    pub status: u16,
    /// The body, as it was received.
    pub body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// Creates an answer.
    #[must_use]
    pub const fn new(status: u16, body: &'a [u8]) -> Self {
        Self { status, body }
    }

    /// Reads the body if the status is the documented one.
    pub(crate) fn read<T>(
        &self,
        status: u16,
        read: impl FnOnce(&'a [u8]) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        if self.status == status {
            read(self.body)
        } else {
            Err(DecodeError::of_status(self.status))
        }
    }

    /// Accepts a response without a body. A body is ignored, as HTTP defines for these
    /// status codes.
    pub(crate) fn empty(&self, status: u16) -> Result<(), DecodeError> {
        self.read(status, |_| Ok(()))
    }
}

/// Shows the length of the body only, since it can have personal data.
impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("len", &self.body.len())
            .finish_non_exhaustive()
    }
}
