//! The trait of requests, for code that handles any operation.

use std::fmt;

use serde::Serialize;

use crate::support::sealed::Sealed;
use crate::support::validate::{Advisory, Violations};

use super::response::Response;
use super::result_code::ResultCode;

/// A request of an operation.
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
pub trait Operation: Sealed + Serialize + Clone + fmt::Debug + Send + Sync + 'static {
    /// The operation's identifier.
    const ID: &'static str;
    /// The HTTP method.
    const METHOD: &'static str;
    /// The path, which is appended to the base URL of a server.
    const PATH: &'static str;
    /// The type of the response.
    type Response: Response<ResultCode = Self::ResultCode>;
    /// The codes of the result.
    type ResultCode: ResultCode;

    /// Checks the request against every documented rule except time windows.
    ///
    /// # Errors
    ///
    /// Returns all violations at once, each with its place and its rule.
    fn validate(&self) -> Result<(), Violations>;

    /// Returns advisories: the reasons why the request may be rejected although it
    /// breaks no rule.
    fn advisories(&self) -> Vec<Advisory>;
}
