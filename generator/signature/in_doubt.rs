//! The error for a missing, unverified or unreadable answer.

use std::collections::BTreeMap;
use std::fmt;

use crate::support::{DecodeError, Operation, ReceivedResult};

use super::rejection::Rejection;
use super::scheme::{HasScheme, Scheme};

/// No answer, or one that does not prove the outcome of a request.
///
/// The request may have taken effect. Inquire about its [`ids`](Self::ids), or send the
/// same prepared request again; never start over with a new id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InDoubt(Box<Details>);

#[derive(Clone, PartialEq, Eq, Debug)]
struct Details {
    operation: &'static str,
    doubt: Doubt,
    status: Option<u16>,
    ids: BTreeMap<String, String>,
    result: Option<ReceivedResult>,
}

/// The reason why an answer does not prove the outcome of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Doubt {
    /// There is no answer.
    NoAnswer,
    /// There is no whole answer in time.
    TimedOut,
    /// The connection failed before the whole answer was received.
    Broken {
        /// The error of the connection.
        message: String,
    },
    /// The answer is too large.
    TooLarge,
    /// The call was dropped before the answer was received.
    Dropped,
    /// The signature is missing or not accepted.
    ///
    /// A gateway does not sign its answer if it does not know the caller: check the
    /// client id, the key and the server.
    Unverified(Rejection),
    /// The verifier has a different client id.
    OtherVerifier,
    /// The answer is older than the attempt, so it answers an earlier request. Otherwise
    /// the clock of this machine is fast.
    Old,
    /// The answer is about another request.
    OtherRequest {
        /// The name of the member that differs.
        member: &'static str,
    },
    /// The answer is genuine, but cannot be read.
    Unreadable(DecodeError),
}

impl InDoubt {
    pub(super) fn new<O: Operation + HasScheme>(
        doubt: Doubt,
        status: Option<u16>,
        ids: &BTreeMap<String, String>,
        body: &[u8],
    ) -> Self {
        let (doubt, result) = match doubt {
            Doubt::Unverified(Rejection::Unsigned) => match O::result(body) {
                Some(result) if may_be_unsigned(O::SCHEME, &result) => (doubt, Some(result)),
                Some(_) => (Doubt::Unverified(Rejection::UnsignedSuccess), None),
                None => (doubt, None),
            },
            Doubt::Unreadable(_) => (doubt, O::result(body)),
            Doubt::NoAnswer
            | Doubt::TimedOut
            | Doubt::Broken { .. }
            | Doubt::TooLarge
            | Doubt::Dropped
            | Doubt::Unverified(_)
            | Doubt::OtherVerifier
            | Doubt::Old
            | Doubt::OtherRequest { .. } => (doubt, None),
        };
        Self(Box::new(Details {
            operation: O::ID,
            doubt,
            status,
            ids: ids.clone(),
            result,
        }))
    }

    /// Returns the operation's identifier.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// Returns the reason.
    #[must_use]
    pub fn doubt(&self) -> &Doubt {
        &self.0.doubt
    }

    /// Returns the HTTP status code of the answer, if there is one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Returns the ids that identify the request, by their names on the wire.
    pub fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.ids.iter().map(|(name, id)| (name.as_str(), id.as_str()))
    }

    /// Returns the result that the answer reports, for people: that of an unsigned
    /// failure, or the readable part of a genuine answer. A program must not act on it,
    /// because it does not prove the outcome of the request.
    #[must_use]
    pub fn reported_result(&self) -> Option<&ReceivedResult> {
        self.0.result.as_ref()
    }
}

impl fmt::Display for InDoubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the outcome of `{}` is in doubt: ", self.0.operation)?;
        match &self.0.doubt {
            Doubt::NoAnswer => f.write_str("there is no answer")?,
            Doubt::TimedOut => f.write_str("there is no answer in time")?,
            Doubt::Broken { message } => write!(f, "the connection failed: {message}")?,
            Doubt::TooLarge => f.write_str("the answer is too large")?,
            Doubt::Dropped => f.write_str("the call was dropped before it was answered")?,
            Doubt::Unverified(rejection) => rejection.fmt(f)?,
            Doubt::OtherVerifier => f.write_str("the verifier has a different client id")?,
            Doubt::Old => {
                f.write_str("the answer is older than the attempt, or this clock is fast")?;
            }
            Doubt::OtherRequest { member } => {
                write!(f, "the `{member}` of the answer differs from the request's")?;
            }
            Doubt::Unreadable(error) => error.fmt(f)?,
        }
        if let Some(status) = self.0.status {
            write!(f, " (HTTP status {status})")?;
        }
        if let Some(result) = &self.0.result {
            write!(f, "; it reports {result}")?;
        }
        if let Doubt::Unverified(Rejection::Unsigned) = self.0.doubt {
            f.write_str("; check the client id, the key and the server")?;
        }
        f.write_str("; inquire, or send the same request again")?;
        for (name, id) in &self.0.ids {
            write!(f, ", {name} {id:?}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InDoubt {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.doubt {
            Doubt::Unreadable(error) => error.source(),
            Doubt::NoAnswer
            | Doubt::TimedOut
            | Doubt::Broken { .. }
            | Doubt::TooLarge
            | Doubt::Dropped
            | Doubt::Unverified(_)
            | Doubt::OtherVerifier
            | Doubt::Old
            | Doubt::OtherRequest { .. } => None,
        }
    }
}

/// Returns whether an unsigned answer may report a result.
fn may_be_unsigned(scheme: &Scheme, result: &ReceivedResult) -> bool {
    let status = result.status();
    status.is_none_or(|status| scheme.unsigned_statuses.contains(&status))
}
