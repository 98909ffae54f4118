//! Messages of the gateway, as a test describes them.

use std::fmt;

use serde_json::Value;

/// A message of the gateway: an answer in a script, or a notification.
///
/// Its content comes from the examples of the specification. The ids of the request, and
/// the amounts that it has in common with the message, replace those of the example.
#[derive(Clone)]
#[must_use = "give the message to a script or a notification"]
pub struct TestMessage {
    pub(super) content: Content,
    pub(super) changes: Vec<(String, Value)>,
    pub(super) delivery: Delivery,
    pub(super) status: Option<u16>,
}

/// The content of a message.
#[derive(Clone)]
pub(super) enum Content {
    Success,
    Example(String),
    State(String),
    Code(String),
    Bytes(Vec<u8>),
}

/// The way in which a message arrives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Delivery {
    Signed,
    Unsigned,
    BadlySigned,
    Broken,
    Lost,
    NotReceived,
}

impl TestMessage {
    /// Creates the message with the operation's first example of a success, or with the
    /// webhook's first example.
    pub fn success() -> Self {
        Self::new(Content::Success)
    }

    /// Creates a message with the example of a name in the specification.
    pub fn example(name: impl Into<String>) -> Self {
        Self::new(Content::Example(name.into()))
    }

    /// Creates a message with the first example that reports a state, such as
    /// `PaymentState::Open` or `"open"`.
    pub fn state(state: impl fmt::Display) -> Self {
        Self::new(Content::State(state.to_string()))
    }

    /// Creates an answer with a result code and the status that the code usually comes
    /// with. A code that the operation does not list comes with the status of a failure.
    pub fn code(code: impl AsRef<str>) -> Self {
        Self::new(Content::Code(code.as_ref().to_owned()))
    }

    /// Creates a message with bytes of your own, in which nothing is replaced.
    pub fn bytes(body: impl Into<Vec<u8>>) -> Self {
        Self::new(Content::Bytes(body.into()))
    }

    /// Creates a signed answer that is not JSON.
    pub fn garbage() -> Self {
        Self::bytes(*b"<html>")
    }

    /// Creates a call without an answer: the gateway acts on the request, and its answer
    /// is lost. The same as `success().lost()`.
    pub fn timeout() -> Self {
        Self::success().lost()
    }

    /// Creates a call that does not reach the gateway: it has no effect, and no answer.
    pub fn not_received() -> Self {
        Self::success().delivered(Delivery::NotReceived)
    }

    /// Sets a value of the body at a JSON pointer, such as `/paymentAmount/value`, after
    /// the ids and amounts have been replaced.
    pub fn with(mut self, pointer: impl Into<String>, value: impl Into<Value>) -> Self {
        self.changes.push((pointer.into(), value.into()));
        self
    }

    /// Sets the HTTP status code of an answer.
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Leaves out the signature and the time.
    pub fn unsigned(self) -> Self {
        self.delivered(Delivery::Unsigned)
    }

    /// Signs another text than that of the message.
    pub fn badly_signed(self) -> Self {
        self.delivered(Delivery::BadlySigned)
    }

    /// Lets the connection fail before the answer arrives. The gateway acts on the request.
    pub fn broken(self) -> Self {
        self.delivered(Delivery::Broken)
    }

    /// Loses the answer, so that the client waits until its time is up. The gateway acts
    /// on the request.
    pub fn lost(self) -> Self {
        self.delivered(Delivery::Lost)
    }

    fn new(content: Content) -> Self {
        Self {
            content,
            changes: Vec::new(),
            delivery: Delivery::Signed,
            status: None,
        }
    }

    fn delivered(mut self, delivery: Delivery) -> Self {
        self.delivery = delivery;
        self
    }
}

/// Shows no content.
impl fmt::Debug for TestMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestMessage").finish_non_exhaustive()
    }
}
