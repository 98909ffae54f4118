//! The trait of requests, for code that handles any operation.

use std::borrow::Cow;
use std::fmt;

use crate::support::read::ReceivedResult;
use crate::support::sealed::Sealed;
use crate::support::validate::{Advisory, Violations};

use super::answer::Answer;
use super::answer_error::{AnswerError, ApiError};
use super::body::Body;
use super::encode_error::EncodeError;
use super::security::Security;
use super::server::Server;

/// A request of an operation, as a message of HTTP.
///
/// The [front page](crate#a-client-for-any-operation) has a program that sends any
/// request.
///
/// The trait is sealed: only the requests of this crate implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request",
    label = "expected a request here",
    note = "call `.build()?` on a builder to get the request",
    note = "`build()` returns a `Result`: use `?` to get the request"
)]
pub trait Operation: Sealed + Clone + fmt::Debug + Send + Sync + 'static {
    /// The operation's identifier.
    const ID: &'static str;
    /// The HTTP method.
    const METHOD: &'static str;
    /// The path, which is appended to the base URL of a server. Parameters are in
    /// braces; [`path`](Self::path) returns the path with their values.
    const PATH: &'static str;
    /// The security schemes of each alternative, of which a request needs one. Signatures
    /// are not among them.
    const SECURITY: Security = &[];
    /// The servers of the operation, if it has others than most operations. A server without
    /// a host has the host of any other server.
    const SERVERS: &'static [Server] = &[];
    /// The value of the header `accept`: the documented content types.
    const ACCEPT: &'static str = "application/json";
    /// The content types of successes that do not end by themselves. A program takes the body
    /// of such an answer in pieces, and does not [`read`](Self::read) it.
    const STREAMED: &'static [&'static str] = &[];
    /// The type of the response, which is `()` if it has no body.
    type Response: Clone + fmt::Debug + Send + Sync + 'static;
    /// The type of the failures that the operation documents. A response that states an
    /// outcome has its failures itself, and there are no others.
    type Error: ApiError;

    /// Returns the path with the values of its parameters, percent-encoded.
    fn path(&self) -> Cow<'static, str> {
        Cow::Borrowed(Self::PATH)
    }

    /// Returns the query, percent-encoded and without `?`; it is empty if there is
    /// none.
    fn query(&self) -> String {
        String::new()
    }

    /// Returns the headers that the operation defines. The body's content type is not
    /// one of them.
    fn headers(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Returns the body, or `None` if the operation has none.
    ///
    /// # Errors
    ///
    /// Returns an error if a value of an unlisted member cannot be written as JSON.
    fn body(&self) -> Result<Option<Body>, EncodeError>;

    /// Reads the response from an answer.
    ///
    /// # Errors
    ///
    /// Returns the failure if the status code does not mean success. After a success that
    /// cannot be read, the outcome of the call is unknown.
    fn read(answer: &Answer<'_>) -> Result<Self::Response, AnswerError<Self::Error>>;

    /// Checks the request against every documented rule except time windows.
    ///
    /// # Errors
    ///
    /// Returns all violations at once, each with its place and its rule.
    fn validate(&self) -> Result<(), Violations>;

    /// Returns advisories: the reasons why the request may be rejected although it
    /// breaks no rule.
    fn advisories(&self) -> Vec<Advisory>;

    /// Returns the ids that identify the request, by their names on the wire.
    fn ids(&self) -> Vec<(&'static str, &str)> {
        Vec::new()
    }

    /// Returns those of the ids that a response contains. A response with another
    /// value answers another request.
    fn ids_of(response: &Self::Response) -> Vec<(&'static str, &str)> {
        let _ = response;
        Vec::new()
    }

    /// Returns the result in the body of an answer as far as it can be read, also if
    /// the answer as a whole cannot.
    #[must_use]
    fn result(body: &[u8]) -> Option<ReceivedResult> {
        let _ = body;
        None
    }
}

/// Returns the ids that are present.
pub fn present<'a, const N: usize>(
    ids: [(&'static str, Option<&'a str>); N],
) -> Vec<(&'static str, &'a str)> {
    let ids = ids.into_iter();
    ids.filter_map(|(name, id)| Some((name, id?))).collect()
}
