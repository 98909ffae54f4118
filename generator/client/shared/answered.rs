//! Responses with the status and the headers of their answers.

use std::fmt;
use std::ops::Deref;

use crate::support::Operation;

use super::answer_head::AnswerHead;

/// A response with the status code and the headers of its answer.
///
/// It derefs to the response.
#[derive(Clone)]
pub struct Answered<O: Operation> {
    response: O::Response,
    pub(super) head: AnswerHead,
}

impl<O: Operation> Answered<O> {
    pub(super) fn new(response: O::Response, head: AnswerHead) -> Self {
        Self { response, head }
    }

    /// Returns the response.
    #[must_use]
    pub fn response(&self) -> &O::Response {
        &self.response
    }

    /// Returns the response, without the rest of the answer.
    #[must_use]
    pub fn into_response(self) -> O::Response {
        self.response
    }

    /// Returns the status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.head.status
    }

    /// Returns the first value of a header, if it is a text. The case of the name is ignored.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.header(name)
    }

    /// Returns the headers as they were received, each with its name and its value.
    #[must_use]
    pub fn raw_headers(&self) -> &[(String, Vec<u8>)] {
        &self.head.headers
    }
}

impl<O: Operation> Deref for Answered<O> {
    type Target = O::Response;

    fn deref(&self) -> &O::Response {
        &self.response
    }
}

/// Shows the response, but no header, since one can have a credential.
impl<O: Operation> fmt::Debug for Answered<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answered")
            .field("response", &self.response)
            .field("head", &self.head)
            .finish()
    }
}
