//! The end of a resolution.

use crate::client::not_sent::NotSent;
use crate::signature::InDoubt;
use crate::support::Operation;

use super::traits::{Inquiry, Resolve};

/// The end of a [`Resolution`](crate::client::Resolution).
///
/// The enum is exhaustive, because a program that overlooks an open outcome can lose or
/// repeat a payment.
#[derive(Debug)]
#[must_use = "the outcome may be open: match on the result"]
pub enum Resolved<O: Resolve> {
    /// An inquiry proved a final state.
    Found {
        /// The state.
        state: <O::Inquiry as Inquiry>::State,
        /// The response to the inquiry.
        response: <O::Inquiry as Operation>::Response,
    },
    /// The gateway refused the request, and no attempt has taken effect.
    Refused(O::Response),
    /// The request is cancelled. Only a resolution of
    /// [`cancel_now`](crate::client::Resolution::cancel_now) ends so.
    Cancelled(<O::Cancel as Operation>::Response),
    /// Nothing was sent, so the request has no effect.
    NotSent(NotSent),
    /// The outcome is still open: the request may have taken effect, or may still do so.
    /// Continue later with [`resume`](crate::client::Resolution::resume), wait for a
    /// notification, or cancel it by
    /// [`cancel_now`](crate::client::Resolution::cancel_now). Never start over with a new
    /// id.
    Open(Option<Last<O>>),
    /// The request may be cancelled, or may still be. Only a resolution of
    /// [`cancel_now`](crate::client::Resolution::cancel_now) ends so; continue later with
    /// it. Neither an inquiry nor a notification proves that the request stays paid.
    Cancelling(Option<Last<O>>),
}

/// The last thing that was learned about a request whose outcome is open.
#[derive(Debug)]
#[non_exhaustive]
pub enum Last<O: Resolve> {
    /// An answer to the request.
    Answer(O::Response),
    /// An answer to an inquiry.
    Inquiry(<O::Inquiry as Operation>::Response),
    /// An answer to the request that cancels.
    Cancel(<O::Cancel as Operation>::Response),
    /// A call in doubt.
    InDoubt(InDoubt),
    /// A call that was not sent.
    NotSent(NotSent),
}
