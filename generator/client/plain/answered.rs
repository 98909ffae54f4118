//! Responses with the status and the headers of their answers.

use std::ops::Deref;

use crate::support::{Answer, DocumentsHeaders, Operation};

/// A response with the status code and the headers of its answer.
///
/// It derefs to the response.
#[derive(Clone, Debug)]
pub struct Answered<O: Operation> {
    response: O::Response,
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
}

impl<O: Operation> Answered<O> {
    pub(super) fn new(
        response: O::Response,
        status: u16,
        headers: Vec<(String, Vec<u8>)>,
    ) -> Self {
        Self {
            response,
            status,
            headers,
        }
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
        self.status
    }

    /// Reads the documented headers. One that is absent, or is not as documented, is `None`.
    #[must_use]
    pub fn headers(&self) -> O::Headers
    where
        O: DocumentsHeaders,
    {
        let answer = Answer::new(self.status, &[]).with_headers(&self.headers);
        answer.typed_headers()
    }

    /// Returns the headers as they were received, each with its name and its value.
    #[must_use]
    pub fn raw_headers(&self) -> &[(String, Vec<u8>)] {
        &self.headers
    }
}

impl<O: Operation> Deref for Answered<O> {
    type Target = O::Response;

    fn deref(&self) -> &O::Response {
        &self.response
    }
}
