//! The reading of answers as responses and errors.

use crate::support::read::{DecodeError, DecodeErrorKind};

use super::answer::{Answer, RawAnswer};
use super::answer_error::{AnswerError, ErrorAnswer, ReadFailure, Unreadable};

impl<'a> Answer<'a> {
    /// Reads the body if the status is the documented one.
    pub(crate) fn read<T, E>(
        &self,
        operation: &'static str,
        status: u16,
        read: impl FnOnce(&'a [u8]) -> Result<T, DecodeError>,
    ) -> Result<T, AnswerError<E>> {
        let read_body = |answer: &Self| {
            if answer.status == status {
                read(answer.body)
            } else {
                Err(DecodeError::of_status(answer.status))
            }
        };
        self.success(operation, read_body)
    }

    /// Reads the body of a documented success.
    pub(crate) fn success<T, E>(
        &self,
        operation: &'static str,
        read: impl FnOnce(&Self) -> Result<T, DecodeError>,
    ) -> Result<T, AnswerError<E>> {
        read(self).map_err(|error| self.unreadable(operation, error))
    }

    /// Returns the error for a status that means no success, or is not documented. A
    /// success that is not documented is no failure. `failures` are the statuses of the
    /// documented ones, such as `404`, `4XX` and `default`.
    pub(crate) fn other<T, E: ReadFailure>(
        &self,
        operation: &'static str,
        failures: &[&'static str],
    ) -> Result<T, AnswerError<E>> {
        if self.is_success() {
            let error = DecodeError::of_status(self.status);
            Err(self.unreadable(operation, error))
        } else {
            let documented = self.documented(failures);
            Err(AnswerError::Failure(E::read(self, operation, documented)))
        }
    }

    /// Returns the status under which a failure is documented: its code, its class, or the
    /// default. It is empty if it is not documented.
    fn documented(&self, failures: &[&'static str]) -> &'static str {
        let class = format!("{}XX", self.status / 100);
        let wanted = [self.status.to_string(), class, "default".to_owned()];
        let mut found = wanted.iter().filter_map(|wanted| {
            let mut failures = failures.iter().copied();
            failures.find(|documented| documented == wanted)
        });
        found.next().unwrap_or_default()
    }

    /// Returns the error for a success whose content type is not documented.
    pub(crate) fn other_content<T, E>(&self, operation: &'static str) -> Result<T, AnswerError<E>> {
        Err(self.unexpected(operation, DecodeErrorKind::UnexpectedContent))
    }

    /// Returns the error for a success whose body as a whole is of another kind than the
    /// expected one.
    pub(crate) fn unexpected<E>(
        &self,
        operation: &'static str,
        kind: DecodeErrorKind,
    ) -> AnswerError<E> {
        self.unreadable(operation, DecodeError::of(kind))
    }

    fn unreadable<E>(&self, operation: &'static str, error: DecodeError) -> AnswerError<E> {
        AnswerError::Unreadable(Unreadable::new(error, self.raw(operation)))
    }

    /// Reads the body of a documented failure. One that cannot be read is another failure.
    pub(crate) fn failure<T, E: From<RawAnswer>>(
        &self,
        operation: &'static str,
        read: impl FnOnce(&Self) -> Result<T, DecodeError>,
        documented: impl FnOnce(ErrorAnswer<T>) -> E,
    ) -> E {
        let raw = self.raw(operation);
        match read(self) {
            Ok(body) => documented(ErrorAnswer::new(body, raw)),
            Err(_) => raw.into(),
        }
    }
}
