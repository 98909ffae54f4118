//! The trait of responses, for code that handles any operation.

use std::fmt;

use serde::Serialize;

use crate::support::read::{DecodeError, ReceivedResult};
use crate::support::sealed::Sealed;

use super::kind::OutcomeKind;
use super::result_code::{ResultCode, advice};
use super::retry::Retry;

/// A response to a request.
///
/// Each response also has a method `outcome()`, which returns an enum with the data
/// of each outcome. The methods of this trait are the same for every operation.
///
/// The trait is sealed: only the responses of this crate implement it.
pub trait Response: Sealed + Serialize + Clone + fmt::Debug + Send + Sync + 'static {
    /// The codes of the result.
    type ResultCode: ResultCode;

    /// Reads a response from JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the response cannot be read. [`DecodeError::result`] has
    /// the part of its result that was readable.
    fn from_json(json: &[u8]) -> Result<Self, DecodeError>;

    /// Returns the status of the result as it is on the wire.
    fn status(&self) -> Option<&str>;

    /// Returns the code of the result as it is on the wire.
    fn code(&self) -> Option<&str>;

    /// Returns the message of the result, which is meant for people.
    fn message(&self) -> Option<&str>;

    /// Returns the kind of outcome, which the status decides.
    fn outcome_kind(&self) -> OutcomeKind;

    /// Returns the retry advice for a program.
    ///
    /// For a success, it is [`Retry::NotNeeded`] unless the code has other advice.
    /// For a failure or an unknown outcome, it is the advice of the code if the
    /// code is known and usually comes with a status of the same outcome. `None`
    /// means that there is no advice. If the outcome is unknown or the response is
    /// malformed, inquire before any other step.
    fn retry(&self) -> Option<Retry> {
        let code = self.code().map(Self::ResultCode::from);
        let outcome = self.outcome_kind();
        let advice = advice(code.as_ref(), outcome);
        match outcome {
            OutcomeKind::Success => advice.or(Some(Retry::NotNeeded)),
            OutcomeKind::Failure | OutcomeKind::Unknown => advice,
            OutcomeKind::Malformed => None,
        }
    }
}

/// Returns the result in the body of an answer as far as it can be read.
pub fn received<R: Response>(body: &[u8]) -> Option<ReceivedResult> {
    match R::from_json(body) {
        Ok(it) => Some(ReceivedResult::new([it.status(), it.code(), it.message()])),
        Err(error) => error.result().cloned(),
    }
}
