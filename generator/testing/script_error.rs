//! The error of a message that cannot be made.

use std::fmt;

use crate::support::debug_as_text;

/// The reason why the gateway cannot make a message.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScriptError {
    /// The operation or the webhook is not one that the gateway has.
    Unknown,
    /// The script has no answer.
    Empty,
    /// The specification has no example of the message.
    NoExample,
    /// The specification has no example of this name.
    NoSuchExample {
        /// The name.
        name: String,
        /// The names of the examples that there are.
        known: Vec<&'static str>,
    },
    /// No example of the message has this state.
    NoSuchState {
        /// The state.
        state: String,
    },
    /// The message has no result codes.
    NoCodes,
    /// A changed value has no place in the message.
    Pointer {
        /// The JSON pointer.
        pointer: String,
    },
    /// The request that the notification is about, or the path, cannot be written.
    NotWritten,
    /// The gateway cannot sign the message.
    NotSigned,
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("the gateway does not have this operation or webhook"),
            Self::Empty => f.write_str("a script needs at least one answer"),
            Self::NoExample => f.write_str("the specification has no example of this message"),
            Self::NoSuchExample { name, known } => {
                write!(f, "there is no example `{name}`, only: {}", known.join(", "))
            }
            Self::NoSuchState { state } => write!(f, "no example has the state `{state}`"),
            Self::NoCodes => f.write_str("the message has no result codes"),
            Self::Pointer { pointer } => {
                write!(f, "the message has no place for a value at `{pointer}`")
            }
            Self::NotWritten => f.write_str("the request or the path cannot be written"),
            Self::NotSigned => f.write_str("the gateway cannot sign the message"),
        }
    }
}

debug_as_text!(ScriptError);

impl std::error::Error for ScriptError {}
