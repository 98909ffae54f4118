//! The trait of requests, for code that handles any operation: the place where a
//! request is sent, and the type of its response.

use std::fmt;

use serde::Serialize;

use crate::support::sealed::Sealed;
use crate::support::validate::{Advisory, Violations};

use super::response::Response;
use super::result_code::ResultCode;

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
    /// The type of the response.
    type Response: Response<ResultCode = Self::ResultCode>;
    /// The codes that a result may have.
    type ResultCode: ResultCode;

    /// Checks the request against every documented rule but windows of time.
    ///
    /// # Errors
    ///
    /// Returns all violations at once, each with its place and its rule.
    fn validate(&self) -> Result<(), Violations>;

    /// Returns the reasons for which the request may be refused although it breaks no
    /// rule.
    fn advisories(&self) -> Vec<Advisory>;
}
