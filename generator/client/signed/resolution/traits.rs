//! Requests whose outcomes can be found out, and the requests that do so.

use std::fmt;

use crate::signature::{HasScheme, PrepareError, Prepared};
use crate::support::{Operation, Response};

/// A request whose outcome an inquiry finds out.
///
/// The documents say which inquiry that is. Only requests of this crate implement the
/// trait.
#[diagnostic::on_unimplemented(
    message = "the documents name no inquiry about `{Self}`",
    label = "this request cannot be resolved",
    note = "if the call is in doubt, send the same prepared request again",
    note = "the trait needs the features of the modules of its inquiry"
)]
pub trait Resolve: Operation<Response: Response> + HasScheme {
    /// The inquiry.
    type Inquiry: Inquiry;
    /// The request that cancels this one, or this type if [`CanCancel`] is not
    /// implemented.
    type Cancel: Operation<Response: Response> + HasScheme;

    /// Returns the inquiry about a request.
    ///
    /// # Errors
    ///
    /// Returns an error if the inquiry cannot be built from the ids of the request.
    fn inquiry(prepared: &Prepared<Self>) -> Result<Self::Inquiry, PrepareError>;
}

/// A request that can be cancelled by another one.
pub trait CanCancel: Resolve {
    /// Returns the request that cancels another one.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be built from the ids of the request.
    fn cancel(prepared: &Prepared<Self>) -> Result<Self::Cancel, PrepareError>;
}

/// A request that inquires about the outcome of other requests.
pub trait Inquiry: Operation<Response: Response> + HasScheme {
    /// The state that the response reports.
    type State: Copy + PartialEq + fmt::Debug + fmt::Display + Send + Sync + 'static;

    /// The states that are not final.
    const OPEN: &'static [Self::State];
    /// The result codes for a request that did not arrive.
    const NOT_FOUND: &'static [&'static str];
    /// The seconds before each step, which the documents or the vendor's libraries state.
    const PAUSES: &'static [u32];

    /// Returns the state that a response reports.
    fn state(response: &Self::Response) -> Self::State;
}
