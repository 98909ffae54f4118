//! The exchange of a request for a whole answer, and its limits.

use std::fmt;
use std::io::{self, Read};

use http::response::Parts;

use super::answer_body::AnswerBody;
use super::transport_error::{Progress, TransportError};

/// An answer that was received whole.
pub struct Received {
    pub head: Parts,
    pub body: Vec<u8>,
}

/// The reason why there is no whole answer.
pub enum Stopped {
    /// No byte of the request was sent.
    BeforeSending(TransportError),
    /// The request may have been sent.
    InDoubt {
        interruption: Interruption,
        status: Option<u16>,
    },
}

/// The reason why a request that may have been sent has no whole answer.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Interruption {
    /// There is no whole answer in time.
    TimedOut,
    /// The connection failed before the whole answer was received.
    Broken {
        /// The error of the connection.
        message: String,
    },
    /// The answer is too large.
    TooLarge,
}

impl fmt::Display for Interruption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut => f.write_str("there is no answer in time"),
            Self::Broken { message } => write!(f, "the connection failed: {message}"),
            Self::TooLarge => f.write_str("the answer is too large"),
        }
    }
}

impl std::error::Error for Interruption {}

impl Interruption {
    /// Returns the reason of an error while the body of an answer is read. Whatever the
    /// transport says, the request was sent.
    pub(super) fn within_body(error: &TransportError) -> Self {
        match error.progress() {
            Progress::TimedOut => Self::TimedOut,
            Progress::NotSent | Progress::Broken => Self::broken(error),
        }
    }

    /// Returns the reason of an error of a blocking body, as [`within_body`](Self::within_body)
    /// does.
    pub(super) fn of_reader(error: io::Error) -> Self {
        let is_late = error.kind() == io::ErrorKind::TimedOut;
        Self::within_body(&if is_late {
            TransportError::timed_out(error)
        } else {
            TransportError::broken(error)
        })
    }

    fn broken(error: &TransportError) -> Self {
        Self::Broken {
            message: error.message().to_owned(),
        }
    }
}

impl Stopped {
    /// Returns the reason of an error before there is an answer.
    pub fn before_answer(error: TransportError) -> Self {
        match error.progress() {
            Progress::NotSent => Self::BeforeSending(error),
            Progress::TimedOut => Self::in_doubt(Interruption::TimedOut, None),
            Progress::Broken => Self::in_doubt(Interruption::broken(&error), None),
        }
    }

    fn in_doubt(interruption: Interruption, head: Option<&Parts>) -> Self {
        Self::InDoubt {
            interruption,
            status: head.map(|head| head.status.as_u16()),
        }
    }
}

/// Reads an answer whole, unless its body has more than `largest` bytes.
pub async fn receive(
    answer: http::Response<AnswerBody>,
    largest: usize,
) -> Result<Received, Stopped> {
    let (head, mut source) = answer.into_parts();
    let mut body = Vec::new();
    loop {
        let piece = source.next().await;
        let piece = piece.map_err(|error| {
            Stopped::in_doubt(Interruption::within_body(&error), Some(&head))
        })?;
        let Some(piece) = piece else {
            return Ok(Received { head, body });
        };
        if piece.len() > largest - body.len() {
            return Err(Stopped::in_doubt(Interruption::TooLarge, Some(&head)));
        }
        body.extend(piece);
    }
}

/// Reads an answer whole as [`receive`] does, and blocks the thread.
pub fn receive_blocking(
    answer: http::Response<Box<dyn Read + Send>>,
    largest: usize,
) -> Result<Received, Stopped> {
    let (head, source) = answer.into_parts();
    let mut body = Vec::new();
    let mut limited = source.take((largest as u64).saturating_add(1));
    if let Err(error) = limited.read_to_end(&mut body) {
        return Err(Stopped::in_doubt(Interruption::of_reader(error), Some(&head)));
    }
    if body.len() > largest {
        return Err(Stopped::in_doubt(Interruption::TooLarge, Some(&head)));
    }
    Ok(Received { head, body })
}
