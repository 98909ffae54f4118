//! Answers whose bodies are received while they are read.

use std::fmt;
use std::marker::PhantomData;

use crate::support::{DocumentsHeaders, Operation};

use super::answer_head::AnswerHead;

/// An answer to a request of the operation `O`, with a body that is received while it is
/// read.
pub struct Streamed<O, B> {
    head: AnswerHead,
    body: B,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation, B> Streamed<O, B> {
    pub(super) fn new(answer: http::Response<B>) -> Self {
        Self {
            head: AnswerHead::new(answer.status(), answer.headers()),
            body: answer.into_body(),
            operation: PhantomData,
        }
    }

    /// Returns the status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.head.status
    }

    /// Reads the documented headers. One that is absent, or is not as documented, is `None`.
    #[must_use]
    pub fn headers(&self) -> O::Headers
    where
        O: DocumentsHeaders,
    {
        self.head.typed()
    }

    /// Returns the first value of a header, such as `content-type`, if it is a text. The case
    /// of the name is ignored.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.header(name)
    }

    /// Returns the headers as they were received, each with its name and its value.
    #[must_use]
    pub fn raw_headers(&self) -> &[(String, Vec<u8>)] {
        &self.head.headers
    }

    /// Returns the body, of which each piece can be read once.
    #[must_use]
    pub fn body_mut(&mut self) -> &mut B {
        &mut self.body
    }

    /// Returns the body, without the rest of the answer.
    #[must_use]
    pub fn into_body(self) -> B {
        self.body
    }
}

/// Shows no header and no byte of the body, since these can have credentials and personal
/// data.
impl<O: Operation, B> fmt::Debug for Streamed<O, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streamed")
            .field("operation", &O::ID)
            .field("head", &self.head)
            .finish_non_exhaustive()
    }
}
