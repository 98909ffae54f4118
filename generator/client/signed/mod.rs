//! Clients that sign, send and verify calls.
//!
//! [`Client`] is asynchronous, and [`BlockingClient`] blocks the thread. Both send
//! through a transport: one of the features `reqwest` and `ureq`, or your own
//! implementation of [`Transport`] or [`BlockingTransport`].
//!
//! `send` has four results, which differ in the effect that the call can have had:
//!
//! | Result | Effect |
//! | --- | --- |
//! | `Err(`[`NotSent`]`)` | None: the request could not be built, or nothing of it was sent. |
//! | `Ok(`[`Sent::Answer`]`)`, a failure | None: the gateway refused the request, and signed that. |
//! | `Ok(`[`Sent::Answer`]`)`, any other outcome | The one that `outcome()` of the response returns. |
//! | `Ok(`[`Sent::InDoubt`]`)` | Unknown: the request may have taken effect. |
//!
//! Only calls without effect are an `Err`. An operator `?` therefore never reports a call
//! in doubt as a failure.
//!
//! # Open outcomes
//!
//! A [`Resolution`] leads from a call in doubt, an open outcome or a restart to a known
//! outcome: it inquires, and sends the same request again if the gateway does not know it.
//! `resolve` of both clients carries out its steps. Nothing is cancelled unless the program
//! does so by [`Resolution::cancel_now`], after it has stored that.
//!
//! # Headers of answers
//!
//! `send_for_answer` and `send_prepared_for_answer` return an [`Answered`], which is the
//! response with the status code and the headers of its answer: an id for the support of the
//! gateway, or `retry-after`. The answer is verified as that of `send` is, but its signature
//! does not cover these headers: no outcome follows from them.
//!
//! # Dropped futures
//!
//! A future of [`Client::send`] that is dropped, for example by a timeout of your own, can
//! have sent the request, and nobody receives the answer. Prepare and store such a request
//! before it is sent, and report what is dropped, as the program on the
//! [front page](crate#send-with-the-client) does.

mod answer_body;
mod answer_head;
mod answered;
mod blocking_client;
mod blocking_transport;
mod build_error;
mod builder;
mod caller;
mod client;
mod exchange;
mod flight;
mod future;
mod headers;
mod not_sent;
mod payload;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod resolution;
mod sent;
mod timeouts;
mod trace;
mod transport;
mod transport_error;
mod untyped;
#[cfg(feature = "ureq")]
mod ureq_transport;

pub use answer_body::{AnswerBody, Pieces};
pub use answered::Answered;
pub use blocking_client::BlockingClient;
pub use blocking_transport::BlockingTransport;
pub use build_error::BuildError;
pub use builder::{ClientBuilder, unset};
pub use caller::OnDropped;
pub use client::Client;
pub use future::BoxFuture;
pub use not_sent::NotSent;
#[cfg(feature = "reqwest")]
pub use reqwest_transport::Reqwest;
pub use resolution::{
    CanCancel, CancelStep, InquireStep, Inquiry, Last, Resolution, Resolve, Resolved, SendStep,
    Step, WaitStep,
};
pub use sent::Sent;
pub use timeouts::Timeouts;
pub use transport::{BoxTransport, Transport};
pub use transport_error::{Progress, TransportError};
pub use untyped::Untyped;
#[cfg(feature = "ureq")]
pub use ureq_transport::Ureq;
