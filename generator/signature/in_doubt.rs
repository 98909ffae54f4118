//! The error of an answer that proves nothing.

use std::collections::BTreeMap;
use std::fmt;

use crate::support::{DecodeError, Operation, ReceivedResult};

use super::rejection::Rejection;

/// An answer that does not prove the outcome of a request.
///
/// The request may have taken effect. Inquire about its [`ids`](Self::ids), or send the
/// same prepared request again; never start over with a new id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InDoubt(Box<Details>);

#[derive(Clone, PartialEq, Eq, Debug)]
struct Details {
    operation: &'static str,
    doubt: Doubt,
    status: u16,
    ids: BTreeMap<String, String>,
    result: Option<ReceivedResult>,
}

/// The reason why an answer does not prove the outcome of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Doubt {
    /// The signature is missing or not accepted.
    ///
    /// A gateway does not sign its answer if it does not know the caller: check the
    /// client id, the key and the server.
    Unverified(Rejection),
    /// The verifier is that of another client id than the request's.
    OtherClient,
    /// The answer is about another request.
    OtherRequest {
        /// The name of the member that differs.
        member: &'static str,
    },
    /// The answer is genuine, but cannot be read.
    Unreadable(DecodeError),
}

impl InDoubt {
    pub(super) fn new<O: Operation>(
        doubt: Doubt,
        status: u16,
        ids: &BTreeMap<String, String>,
        body: &[u8],
    ) -> Self {
        Self(Box::new(Details {
            operation: O::ID,
            doubt,
            status,
            ids: ids.clone(),
            result: O::result(body),
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

    /// Returns the HTTP status code of the answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Returns the ids in the request by which its outcome is inquired, with their
    /// names on the wire.
    pub fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.ids.iter().map(|(name, id)| (name.as_str(), id.as_str()))
    }

    /// Returns the result in the answer as far as it can be read, for people. Nobody
    /// has vouched for it, so a program must not act on it.
    #[must_use]
    pub fn unverified_result(&self) -> Option<&ReceivedResult> {
        self.0.result.as_ref()
    }
}

impl fmt::Display for InDoubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the outcome of `{}` is in doubt: ", self.0.operation)?;
        match &self.0.doubt {
            Doubt::Unverified(rejection) => rejection.fmt(f)?,
            Doubt::OtherClient => f.write_str("the verifier is that of another client id")?,
            Doubt::OtherRequest { member } => {
                write!(f, "the answer is about another request, as its `{member}` says")?;
            }
            Doubt::Unreadable(error) => error.fmt(f)?,
        }
        write!(f, " (HTTP status {})", self.0.status)?;
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
            Doubt::Unverified(rejection) => Some(rejection),
            Doubt::Unreadable(error) => Some(error),
            Doubt::OtherClient | Doubt::OtherRequest { .. } => None,
        }
    }
}
