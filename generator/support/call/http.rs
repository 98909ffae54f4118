//! Bodies and answers of HTTP, without a library for HTTP.

use std::fmt;

use serde::Serialize;

use crate::support::read::DecodeError;

/// The body of a request, with its content type.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    /// The value of the header `content-type`.
    pub content_type: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Body {
    /// The content type of JSON. It names the charset, because signing gateways require
    /// that.
    pub(crate) const JSON: &'static str = "application/json; charset=UTF-8";

    /// Creates a body in JSON.
    pub(crate) fn json<T: Serialize>(value: &T) -> Result<Option<Self>, EncodeError> {
        let bytes = serde_json::to_vec(value).map_err(EncodeError)?;
        Ok(Some(Self {
            content_type: Self::JSON,
            bytes,
        }))
    }
}

/// Shows the length only, since a body can have card data.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body")
            .field("content_type", &self.content_type)
            .field("len", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// An error that occurs when a message cannot be written.
#[derive(Debug)]
pub struct EncodeError(serde_json::Error);

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the message cannot be written as JSON")
    }
}

impl std::error::Error for EncodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

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
