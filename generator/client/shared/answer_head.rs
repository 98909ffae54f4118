//! The status code and the headers of answers, without the types of `http`.

use std::fmt;

use http::HeaderMap;

use crate::support::Answer;

/// The status code and the headers of an answer.
#[derive(Clone, PartialEq, Eq)]
pub struct AnswerHead {
    pub status: u16,
    pub headers: Vec<(String, Vec<u8>)>,
}

impl AnswerHead {
    pub fn new(status: http::StatusCode, headers: &HeaderMap) -> Self {
        let headers = headers.iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()));
        Self {
            status: status.as_u16(),
            headers: headers.collect(),
        }
    }

    /// Returns the answer with a body.
    pub fn with_body<'a>(&'a self, body: &'a [u8]) -> Answer<'a> {
        Answer::new(self.status, body).with_headers(&self.headers)
    }

    /// Returns the first value of a header, if it is a text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.with_body(&[]).text_of(name)
    }
}

/// Shows the number of the headers only, since they can have credentials.
impl fmt::Debug for AnswerHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnswerHead")
            .field("status", &self.status)
            .field("headers", &self.headers.len())
            .finish()
    }
}
