//! Reasons why a message is not trusted.

use std::fmt;

/// The reason why the signature of a message is not accepted.
///
/// It holds no part of the message, so it can be logged.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Rejection {
    /// The message has neither a signature nor a time.
    Unsigned,
    /// The message has neither a signature nor a time, although it reports something that
    /// only a signed message can report.
    UnsignedSuccess,
    /// The message has a signature without a time, or a time without a signature.
    Incomplete,
    /// A header that is needed once occurs more than once.
    RepeatedHeader,
    /// An item occurs more than once in the header of the signature.
    RepeatedItem,
    /// The header of the signature cannot be read.
    MalformedHeader,
    /// The signature was made with another algorithm.
    OtherAlgorithm,
    /// The time is not in the form of one.
    MalformedTime,
    /// The message names another client id than the verifier's.
    OtherClient,
    /// The signature does not belong to the message. Either the message was changed,
    /// or its path differs from the configured one, or the public key is not the
    /// gateway's.
    WrongSignature,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unsigned => "the message is not signed",
            Self::UnsignedSuccess => "the message is not signed, and must be signed to report this",
            Self::Incomplete => "the message has only one of signature and time",
            Self::RepeatedHeader => "a header that must be unique is repeated",
            Self::RepeatedItem => "the header of the signature repeats an item",
            Self::MalformedHeader => "the header of the signature is malformed",
            Self::OtherAlgorithm => "the signature was made with another algorithm",
            Self::MalformedTime => "the time of the message is malformed",
            Self::OtherClient => "the message names another client id than the verifier's",
            Self::WrongSignature => {
                "the signature does not belong to the message: check that the public key is the gateway's, and that path and body are unchanged"
            }
        })
    }
}

impl std::error::Error for Rejection {}
