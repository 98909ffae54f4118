//! The documented headers of answers.

use crate::support::{DocumentsHeaders, Operation, ReadHeaders};

use super::answer_head::AnswerHead;
use super::answered::Answered;

impl AnswerHead {
    /// Reads the documented headers.
    pub fn typed<H: ReadHeaders>(&self) -> H {
        self.with_body(&[]).typed_headers()
    }
}

impl<O: Operation> Answered<O> {
    /// Reads the documented headers. One that is absent, or is no value of its type, is `None`.
    #[must_use]
    pub fn headers(&self) -> O::Headers
    where
        O: DocumentsHeaders,
    {
        self.head.typed()
    }
}
