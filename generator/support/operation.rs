//! What the generated crate knows of an operation, for code that handles any of
//! them: takes a request's type, yields where it is sent and what answers it.

use std::fmt;

use serde::Serialize;

use super::sealed::Sealed;
use super::{Advisory, DecodeError, ResultCode, Violations, advice};

/// A request, and the operation that it asks for.
///
/// The [front page](crate#a-client-for-any-operation) has a program that sends any
/// of them.
///
/// The trait is sealed: the requests of this crate implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request",
    label = "a request is wanted here",
    note = "a builder becomes a request by `.build()?`",
    note = "`build()` returns a `Result`: take the request out of it with `?`"
)]
pub trait Operation: Sealed + Serialize + Clone + fmt::Debug + Send + Sync + 'static {
    /// The operation's identifier.
    const ID: &'static str;
    /// The HTTP method.
    const METHOD: &'static str;
    /// The path, to be appended to a server's base path.
    const PATH: &'static str;
    /// What answers the request.
    type Response: Response<ResultCode = Self::ResultCode>;
    /// The codes that a result may have.
    type ResultCode: ResultCode;

    /// Checks the request against every documented rule but windows of time.
    ///
    /// # Errors
    ///
    /// All violations at once, each with its place and its rule.
    fn validate(&self) -> Result<(), Violations>;

    /// What may lead to a refusal although no rule is broken.
    fn advisories(&self) -> Vec<Advisory>;
}

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
    /// What cannot be read, with the response's result where that was readable.
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

/// The outcome of a call, without what the operation's own outcome carries.
///
/// The enum is exhaustive, so that a `match` that forgets an open outcome does not
/// compile.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum OutcomeKind {
    /// The call succeeded.
    Success,
    /// The call failed.
    Failure,
    /// Whether the call took effect is not known yet.
    Unknown,
    /// The response does not say what became of the call: treat it like `Unknown`.
    Malformed,
}

impl OutcomeKind {
    /// Returns the kind in lower case, for logs and metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Unknown => "unknown",
            Self::Malformed => "malformed",
        }
    }
}

impl fmt::Display for OutcomeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The reason why a response does not say what became of the call.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum MalformedReason<'a> {
    /// The result is missing, or its status is.
    NoStatus,

    /// The status is none of those that are documented.
    UnrecognizedStatus(&'a str),

    /// The status says success, but what every success has is missing, or an empty text.
    Incomplete {
        /// Pointers to what is missing or empty, be it inside such a member.
        missing: Vec<&'static str>,
    },
}

impl fmt::Display for MalformedReason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStatus => f.write_str("the response has no status"),
            Self::UnrecognizedStatus(status) => {
                write!(f, "the status {status:?} is not documented")
            }
            Self::Incomplete { missing } => {
                write!(f, "a success without {}", missing.join(", "))
            }
        }
    }
}

/// Writes `Debug` of an outcome: these fields alone. The response has a `Debug` of
/// its own, and the message may repeat what was sent.
macro_rules! debug_fields {
    ($name:ident { $($field:ident),+ }) => {
        impl std::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($field), &self.$field))+
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use debug_fields;

/// The advice on sending a request again after a result.
///
/// The enum is exhaustive, like [`OutcomeKind`]: what a program does by it may move
/// money a second time, so it has to handle every advice. A new one is a breaking
/// change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Retry {
    /// Nothing: the request has done its work.
    NotNeeded,
    /// Send the same request again, with the same request identifier.
    SameRequest,
    /// Send the same request again later, with the same request identifier and
    /// growing pauses.
    BackOff,
    /// Send the request again under a new request identifier.
    NewRequestId,
    /// Correct the request before sending it again.
    FixRequest,
    /// Correct the keys, the client or the account before sending the same request
    /// again.
    FixAccount,
    /// Inquire what became of the request before doing anything else.
    InquireFirst,
    /// Ask the operator's support; sending again does not help by itself.
    ContactSupport,
    /// Do not send the request again.
    Never,
}
