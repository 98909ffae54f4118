//! The exchange of a request for a whole answer, and its limits.

use std::io::{self, Read};

use http::response::Parts;

use crate::signature::Doubt;

use super::answer_body::AnswerBody;
use super::transport_error::{Progress, TransportError};

/// The maximum number of bytes in the body of an answer. A larger one is not read.
const LARGEST: usize = 1024 * 1024;

/// An answer that was received whole, and not verified yet.
pub struct Received {
    pub head: Parts,
    pub body: Vec<u8>,
}

/// The reason why there is no whole answer.
pub enum Stopped {
    /// No byte of the request was sent.
    BeforeSending(TransportError),
    /// The request may have been sent.
    InDoubt { doubt: Doubt, status: Option<u16> },
}

impl Stopped {
    /// Returns the reason of an error before there is an answer.
    pub fn before_answer(error: TransportError) -> Self {
        match error.progress() {
            Progress::NotSent => Self::BeforeSending(error),
            Progress::TimedOut => Self::in_doubt(Doubt::TimedOut, None),
            Progress::Broken => Self::in_doubt(broken(&error), None),
        }
    }

    /// Returns the reason of an error while the body of an answer is read. Whatever the
    /// transport says, the request was sent.
    fn within_body(error: &TransportError, head: &Parts) -> Self {
        let doubt = match error.progress() {
            Progress::TimedOut => Doubt::TimedOut,
            Progress::NotSent | Progress::Broken => broken(error),
        };
        Self::in_doubt(doubt, Some(head))
    }

    fn in_doubt(doubt: Doubt, head: Option<&Parts>) -> Self {
        Self::InDoubt {
            doubt,
            status: head.map(|head| head.status.as_u16()),
        }
    }
}

fn broken(error: &TransportError) -> Doubt {
    Doubt::Broken {
        message: error.message().to_owned(),
    }
}

/// Reads an answer whole.
pub async fn receive(answer: http::Response<AnswerBody>) -> Result<Received, Stopped> {
    let (head, mut source) = answer.into_parts();
    let mut body = Vec::new();
    loop {
        let piece = source.next().await;
        let piece = piece.map_err(|error| Stopped::within_body(&error, &head))?;
        let Some(piece) = piece else {
            return Ok(Received { head, body });
        };
        if piece.len() > LARGEST - body.len() {
            return Err(Stopped::in_doubt(Doubt::TooLarge, Some(&head)));
        }
        body.extend(piece);
    }
}

/// Reads an answer whole, and blocks the thread.
pub fn receive_blocking(answer: http::Response<Box<dyn Read + Send>>) -> Result<Received, Stopped> {
    let (head, source) = answer.into_parts();
    let mut body = Vec::new();
    let mut limited = source.take(LARGEST as u64 + 1);
    if let Err(error) = limited.read_to_end(&mut body) {
        let error = if error.kind() == io::ErrorKind::TimedOut {
            TransportError::timed_out(error)
        } else {
            TransportError::broken(error)
        };
        return Err(Stopped::within_body(&error, &head));
    }
    if body.len() > LARGEST {
        return Err(Stopped::in_doubt(Doubt::TooLarge, Some(&head)));
    }
    Ok(Received { head, body })
}
