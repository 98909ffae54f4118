//! Clients for any operation.
//!
//! [`Client`] is asynchronous, and [`BlockingClient`] blocks the thread. Both send
//! through a transport: one of the features `reqwest` and `ureq`, or your own
//! implementation of [`Transport`] or [`BlockingTransport`].
//!
//! `send` validates a request, adds the credentials that its operation needs, sends it once,
//! and reads the answer. [`CallError`] tells the effect that a call can have had:
//!
//! | Result | Effect |
//! | --- | --- |
//! | `Ok` | The documented one. |
//! | [`CallError::NotSent`] | None: the request could not be built, or nothing of it was sent. |
//! | [`CallError::Failure`] | Usually none: the API reports a failure, the `Error` of the operation. |
//! | [`CallError::Unreadable`] | Probably the documented one: the status means success, but the answer is not as documented, or not the stream that was asked for. |
//! | [`CallError::InDoubt`] | Unknown: the request may have taken effect, and there is no whole answer. |
//!
//! The content of an upload is read while it is sent, and `send_streamed` returns the body of
//! a success while it is received, so that both can be larger than the memory. The
//! [`Timeouts`] of a transport are those of whole calls: set a longer
//! [`total`](Timeouts::total), or none and [`idle`](Timeouts::idle), for calls that take long.
//!
//! A future that is dropped, for example by a timeout of your own, can have sent the
//! request: treat such a call as one in doubt.
//!
//! # Headers of answers
//!
//! `send_for_answer` returns the response with the status code and the headers of its answer:
//! [`Answered::headers`] has the documented ones, and [`Answered::raw_headers`] all. A
//! [`Streamed`] answer has the same methods.
//!
//! [`CallError::answer`] returns the answer of a failure. It has headers too, such as
//! `answer.header("retry-after")`; `answer.typed_headers::<Headers>()` has the documented
//! ones, with `Headers` of the operation's module.
//!
//! # Credentials
//!
//! Credentials are sent to the server of the client only. No redirect is followed, and no
//! parameter can change the host. An operation with servers of its own is sent there only
//! if they have the host of the client, or if
//! [`allow_server`](ClientBuilder::allow_server) of the builder names it.
//!
//! # Without a client
//!
//! [`http_request`] makes the message of a request, to send by a library of your own, and
//! [`read`](crate::Operation::read) of the request reads its answer.

mod answer_body;
mod answer_head;
mod answered;
mod blocking_client;
mod blocking_transport;
mod build_error;
mod builder;
mod call_error;
mod caller;
mod client;
mod events;
mod exchange;
mod future;
mod headers;
mod in_doubt;
mod not_sent;
mod payload;
mod request;
#[cfg(feature = "reqwest")]
mod reqwest_body;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod streamed;
mod timeouts;
mod trace;
mod transport;
mod transport_error;
#[cfg(feature = "ureq")]
mod ureq_transport;

pub use answer_body::{AnswerBody, Pieces};
pub use answered::Answered;
pub use blocking_client::BlockingClient;
pub use blocking_transport::BlockingTransport;
pub use build_error::BuildError;
pub use builder::{ClientBuilder, unset};
pub use call_error::{CallError, NoAnswer};
pub use client::Client;
pub use events::{
    BlockingEvents, Event, EventDecoder, EventTooLarge, Events, RawEvent, StreamsEvents,
    UnreadableEvent,
};
pub use exchange::Interruption;
pub use future::BoxFuture;
pub use in_doubt::InDoubt;
pub use not_sent::NotSent;
pub use request::{RequestError, http_request};
#[cfg(feature = "reqwest")]
pub use reqwest_transport::Reqwest;
pub use streamed::Streamed;
pub use timeouts::Timeouts;
pub use transport::{BoxTransport, Transport};
pub use transport_error::{Progress, TransportError};
#[cfg(feature = "ureq")]
pub use ureq_transport::Ureq;
