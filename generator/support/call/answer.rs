//! Answers of HTTP, without a library for HTTP, and the readers of their bodies.

use std::fmt;
use std::str;

use serde::de::IgnoredAny;

use crate::support::read::{
    DecodeError, DecodeErrorKind, Expected, ReadValue, ResultPaths, from_json,
};

use super::media_type;

/// The status code, the headers and the body of an HTTP response.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// The status code.
    pub status: u16,
    /// The headers, each with its name and its value.
    pub headers: &'a [(String, Vec<u8>)],
    /// The body, as it was received.
    pub body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// Creates an answer without headers.
    #[must_use]
    pub const fn new(status: u16, body: &'a [u8]) -> Self {
        Self {
            status,
            headers: &[],
            body,
        }
    }

    /// Returns the answer with these headers, each with its name and its value.
    #[must_use]
    pub const fn with_headers(self, headers: &'a [(String, Vec<u8>)]) -> Self {
        Self { headers, ..self }
    }

    /// Returns the answer with this status code in place of its own.
    ///
    /// A success with an undocumented status, such as 201 where only 200 is documented, is an
    /// `Unreadable`. If you know that it means the documented one, read it
    /// as such: `Request::read(&error.answer().as_answer().with_status(200))`.
    #[must_use]
    pub const fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Returns the values of a header, in their order. The case of the name is ignored.
    pub fn header(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        let headers = self.headers.iter();
        let values = headers.filter(move |(known, _)| known.eq_ignore_ascii_case(name));
        values.map(|(_, value)| value.as_slice())
    }

    /// Returns the first value of a header, if it is a text.
    pub(crate) fn text_of(&self, header: &str) -> Option<&'a str> {
        str::from_utf8(self.header(header).next()?).ok()
    }

    /// Returns whether the status code means success.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// Copies the answer to a call of an operation.
    pub(crate) fn raw(&self, operation: &'static str) -> RawAnswer {
        RawAnswer(Box::new(Parts {
            operation,
            status: self.status,
            headers: self.headers.to_vec(),
            body: self.body.to_vec(),
        }))
    }

    /// Returns the position of the documented content type that the body has, or a position
    /// behind the last one. Without a documented type, it is JSON if it can be, or else the
    /// only other one that it can be.
    pub(crate) fn content(&self, documented: &[&str]) -> usize {
        let content_type = self.content_type();
        let found = content_type.and_then(|it| media_type::position(it, documented));
        let is_json = || serde_json::from_slice::<IgnoredAny>(self.body).is_ok();
        let json = || documented.iter().position(|it| media_type::is_json(it));
        let found = found.or_else(|| json().filter(|_| is_json()));
        let found = found.or_else(|| {
            let others = documented.iter().enumerate();
            let mut others = others.filter(|(_, it)| !media_type::is_json(it) && self.can_be(it));
            let (position, _) = others.next()?;
            others.next().is_none().then_some(position)
        });
        found.unwrap_or(documented.len())
    }

    /// Returns the content type, if it is a text.
    pub(crate) fn content_type(&self) -> Option<&'a str> {
        self.text_of("content-type")
    }

    /// Returns whether the content type says nothing about the body.
    pub(crate) fn is_of_unknown_type(&self) -> bool {
        self.content_type().is_none_or(media_type::is_unknown)
    }

    /// Returns whether the content type does not contradict the documented one.
    fn can_be(&self, documented: &str) -> bool {
        let content_type = self.content_type();
        content_type.is_none_or(|it| media_type::fits(it, documented))
    }

    fn check(&self, documented: &str) -> Result<(), DecodeError> {
        if self.can_be(documented) {
            Ok(())
        } else {
            Err(DecodeError::of(DecodeErrorKind::UnexpectedContent))
        }
    }

    /// Reads the body as JSON, whatever its content type, because many servers send a wrong one.
    /// The content type is the reason if the body is no JSON.
    pub(crate) fn json<T: ReadValue>(&self) -> Result<T, DecodeError> {
        from_json(self.body, &ResultPaths::NONE).map_err(|error| {
            let content_type = self.content_type();
            if content_type.is_some_and(|it| !media_type::is_json(it)) {
                error.of_other_content()
            } else {
                error
            }
        })
    }

    /// Ignores the body, since none is documented.
    #[expect(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "it has the form of the other readers"
    )]
    pub(crate) fn empty(&self) -> Result<(), DecodeError> {
        Ok(())
    }

    /// Reads the body as text.
    pub(crate) fn text<T: From<String>>(&self) -> Result<T, DecodeError> {
        let text = str::from_utf8(self.body);
        let kind = DecodeErrorKind::Expected(Expected::Text);
        let text = text.map_err(|_| DecodeError::of(kind))?;
        Ok(T::from(text.to_owned()))
    }

    /// Reads the body as text, unless it has another content type than the only documented one,
    /// as the page of a proxy has.
    pub(crate) fn text_in<T: From<String>>(&self, documented: &str) -> Result<T, DecodeError> {
        self.check(documented)?;
        self.text()
    }

    /// Copies the body.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "it has the form of the other readers"
    )]
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, DecodeError> {
        Ok(self.body.to_vec())
    }

    /// Copies the body, unless it has another content type than the only documented one, as the
    /// page of a proxy has.
    pub(crate) fn bytes_in(&self, documented: &str) -> Result<Vec<u8>, DecodeError> {
        self.check(documented)?;
        self.bytes()
    }
}

/// Shows the length of the body only, since it can have personal data.
impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &self.headers.len())
            .field("len", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// An answer to a call as it was received, for everything that the documentation does not
/// describe.
#[derive(Clone, PartialEq, Eq)]
pub struct RawAnswer(Box<Parts>);

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    operation: &'static str,
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

impl RawAnswer {
    /// Returns the identifier of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// Returns the status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Returns the headers, each with its name and its value.
    #[must_use]
    pub fn headers(&self) -> &[(String, Vec<u8>)] {
        &self.0.headers
    }

    /// Returns the first value of a header, such as `retry-after`, if it is a text. The case of
    /// the name is ignored.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.as_answer().text_of(name)
    }

    /// Returns the body, as it was received.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Returns the answer for a function that reads one.
    #[must_use]
    pub fn as_answer(&self) -> Answer<'_> {
        Answer::new(self.status(), self.body()).with_headers(self.headers())
    }
}

/// Shows the lengths of the headers and the body only, since they can have personal data.
impl fmt::Debug for RawAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawAnswer")
            .field("operation", &self.operation())
            .field("status", &self.status())
            .field("headers", &self.headers().len())
            .field("len", &self.body().len())
            .finish_non_exhaustive()
    }
}
