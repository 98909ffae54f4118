//! The trait of responses, for code that handles any operation.

use std::fmt;

use serde::Serialize;

use crate::support::read::DecodeError;
use crate::support::sealed::Sealed;

use super::outcome_kind::OutcomeKind;
use super::result_code::{ResultCode, advice};
use super::retry::Retry;

/// A response to a request.
///
/// A response of a known type has `outcome()`, an enum with what each outcome
/// carries. The methods of this trait say what is the same for every operation.
///
/// The trait is sealed: the responses of this crate implement it.
pub trait Response: Sealed + Serialize + Clone + fmt::Debug + Send + Sync + 'static {
    /// The codes that the result may have.
    type ResultCode: ResultCode;

    /// Reads a response from JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the response cannot be read, with its result where that was
    /// readable.
    fn from_json(json: &[u8]) -> Result<Self, DecodeError>;

    /// Returns the status of the result, as it is on the wire.
    fn status(&self) -> Option<&str>;

    /// Returns the code of the result, as it is on the wire.
    fn code(&self) -> Option<&str>;

    /// Returns the message of the result, for people.
    fn message(&self) -> Option<&str>;

    /// Returns the outcome of the call. The status decides.
    fn outcome_kind(&self) -> OutcomeKind;

    /// Returns what a program may do next.
    ///
    /// A success needs nothing, unless its code says otherwise. A failure and an
    /// unknown outcome have an answer where the code is known and usually comes with
    /// a status of the same outcome. `None` says that there is no advice: of an
    /// unknown outcome or a malformed response, inquire before anything else.
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
