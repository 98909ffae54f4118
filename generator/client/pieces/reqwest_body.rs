//! Bodies of requests for `reqwest`, which are sent in pieces if they have an upload.

use std::io::{self, Read};
use std::mem;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::support::Body;

use super::transport_error::TransportError;

/// The maximum number of bytes in a piece.
const LARGEST: usize = 64 * 1024;

/// Returns the body for `reqwest`.
pub fn reqwest_body(payload: Option<Body>) -> Result<reqwest::Body, TransportError> {
    match payload {
        None => Ok(reqwest::Body::default()),
        Some(body) if body.bytes().is_some() => {
            let bytes = body.into_bytes().map_err(TransportError::not_sent)?;
            Ok(bytes.into())
        }
        Some(body) => Ok(reqwest::Body::wrap(InPieces::of(body))),
    }
}

/// A body that a thread for blocking work reads, one piece at a time. The next one is read
/// when the connection has taken the one before.
struct InPieces {
    len: u64,
    state: State,
}

enum State {
    /// The reader is at rest. Only the owner locks it: the lock makes it `Sync`.
    Resting(Mutex<Source>),
    Reading(JoinHandle<(Source, io::Result<Vec<u8>>)>),
    Ended,
}

type Source = Box<dyn Read + Send>;

impl InPieces {
    fn of(body: Body) -> Self {
        Self {
            len: body.len(),
            state: State::Resting(Mutex::new(Box::new(body.into_reader()))),
        }
    }
}

impl http_body::Body for InPieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let mut reading = match mem::replace(&mut self.state, State::Ended) {
            State::Resting(source) => {
                let source = source.into_inner().unwrap_or_else(PoisonError::into_inner);
                spawn_blocking(|| read(source))
            }
            State::Reading(reading) => reading,
            State::Ended => return Poll::Ready(None),
        };
        let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
            self.state = State::Reading(reading);
            return Poll::Pending;
        };
        let (source, piece) = read.map_err(io::Error::other)?;
        let piece = piece?;
        if piece.is_empty() {
            return Poll::Ready(None);
        }
        self.state = State::Resting(Mutex::new(source));
        Poll::Ready(Some(Ok(Frame::data(piece.into()))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.len)
    }
}

/// Reads the next piece, which is empty at the end.
fn read(mut source: Source) -> (Source, io::Result<Vec<u8>>) {
    let mut piece = vec![0; LARGEST];
    let read = loop {
        match source.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    let piece = read.map(|count| {
        piece.truncate(count);
        piece
    });
    (source, piece)
}
