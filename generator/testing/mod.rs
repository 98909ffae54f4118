//! A gateway for the tests of a program that uses this crate.
//!
//! [`TestGateway`] answers requests in memory. It has keys of its own, which are made when
//! the test runs. It verifies the signature of every request and validates its body as
//! this crate does, and refuses any other request like the real gateway. It signs its
//! answers, which are the examples of the specification, with the ids and amounts of the
//! request. [`TestGateway::script`] sets other answers:
//!
//! | Answer | Result of the client |
//! | --- | --- |
//! | [`TestMessage::success`], [`example`](TestMessage::example), [`state`](TestMessage::state) | `Answer` |
//! | [`TestMessage::code`] | `Answer`: a failure, or an open outcome |
//! | [`lost`](TestMessage::lost), [`TestMessage::timeout`], [`not_received`](TestMessage::not_received) | `InDoubt`: `TimedOut` |
//! | [`broken`](TestMessage::broken) | `InDoubt`: `Broken` |
//! | [`unsigned`](TestMessage::unsigned), [`badly_signed`](TestMessage::badly_signed) | `InDoubt`: `Unverified` |
//! | [`TestMessage::garbage`], [`bytes`](TestMessage::bytes) | `InDoubt`: `Unreadable` |
//!
//! Notifications come from [`TestGateway::notification`]; each has the attempts that the real
//! gateway makes until it is acknowledged. `TestServer`, with the feature `loopback`, answers
//! on this machine, for a program that builds its own HTTP client.
//!
//! The [front page](crate#test-against-a-gateway) has a program. Without a script, an inquiry
//! finds what earlier requests and notifications say about its ids:
//!
//! | Earlier | Answer to the inquiry |
//! | --- | --- |
//! | no request with these ids, or one that was refused or [`not_received`](TestMessage::not_received) | the result code for a request that did not arrive |
//! | a success, also if its answer is lost | the first example of a success |
//! | an open outcome | the first example of an open state |
//! | a genuine notification | the first example of the state that it reports |
//!
//! Nothing else is modelled: after a cancellation, for example, a script says what an inquiry
//! finds.
//!
//! The module only adds types. No check of the crate is relaxed by its feature, which
//! another user of the crate in the same program may have enabled.

mod compose;
mod desk;
mod exchange;
mod gateway;
mod inspect;
mod keys;
mod known;
mod made;
mod memory;
mod message;
mod notification;
mod past;
mod refusal;
mod reply;
mod request;
mod script_error;
#[cfg(feature = "loopback")]
mod server;
mod setup_error;
mod table;
mod transport;

pub use gateway::TestGateway;
pub use keys::TestKeys;
pub use message::TestMessage;
pub use notification::{TestAttempt, TestDelivery, TestNotification};
pub use refusal::Refusal;
pub use request::TestRequest;
pub use script_error::ScriptError;
#[cfg(feature = "loopback")]
pub use server::TestServer;
pub use setup_error::SetupError;
