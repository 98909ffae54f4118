//! Streams of events in answers.

use std::fmt;
use std::io::{ErrorKind, Read};

use http::HeaderValue;
use http::header::{ACCEPT, CONTENT_TYPE};

use crate::support::{DecodeErrorKind, Operation};
pub use crate::support::{
    Event, EventDecoder, EventTooLarge, RawEvent, StreamsEvents, UnreadableEvent,
};

use super::answer_body::AnswerBody;
use super::blocking_client::BlockingClient;
use super::call_error::CallError;
use super::caller::Caller;
use super::client::Client;
use super::exchange::{Interruption, receive, receive_blocking};
use super::payload::Payload;
use super::streamed::Streamed;

/// The content type of a stream of events.
const EVENT_STREAM: &str = "text/event-stream";

/// The number of bytes that are read at once.
const PIECE: usize = 8 * 1024;

impl Client {
    /// Sends a request once, and returns the events of its answer while they are received.
    /// [`Event::read`] reads the data of each.
    ///
    /// Any answer but a success with `text/event-stream` is received whole, and is an error. If
    /// the API sends events only on request, such as by a field `stream` of the body, set it:
    /// otherwise its answer is a [`CallError::Unreadable`] with an `error` of the kind
    /// [`NoEvents`](crate::DecodeErrorKind::NoEvents), and `O::read(&error.answer().as_answer())`
    /// of this `error` reads the answer as the response.
    ///
    /// An event has at most as many bytes as
    /// [`largest_answer`](super::ClientBuilder::largest_answer) allows. A stream is cut off
    /// after the [`total`](super::Timeouts::total) of the timeouts, so set none and
    /// [`idle`](super::Timeouts::idle).
    ///
    /// If the future is dropped, the request may have been sent.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no stream of events. [`CallError`] tells the effect that
    /// the call can have had.
    pub async fn send_for_events<O: StreamsEvents>(
        &self,
        request: &O,
    ) -> Result<Events<O>, CallError<O::Error>> {
        let trace = Caller::trace(request);
        let message = self.caller.start(request).map(accepting_events);
        let answer = self.open::<O>(message, &trace).await?;
        if has_events(&answer) {
            trace.answer(answer.status().as_u16(), || None);
            return Ok(Events {
                answer: Streamed::new(answer),
                decoder: EventDecoder::new().with_largest(self.caller.largest),
                end: None,
            });
        }
        let received = trace.within(receive(answer, self.caller.largest)).await;
        Err(Caller::unexpected::<O>(received, &trace, DecodeErrorKind::NoEvents))
    }
}

impl BlockingClient {
    /// Sends a request once, and returns the events of its answer while they are received.
    /// [`Event::read`] reads the data of each.
    ///
    /// Any answer but a success with `text/event-stream` is received whole, and is an error. If
    /// the API sends events only on request, such as by a field `stream` of the body, set it:
    /// otherwise its answer is a [`CallError::Unreadable`] with an `error` of the kind
    /// [`NoEvents`](crate::DecodeErrorKind::NoEvents), and `O::read(&error.answer().as_answer())`
    /// of this `error` reads the answer as the response.
    ///
    /// An event has at most as many bytes as
    /// [`largest_answer`](super::ClientBuilder::largest_answer) allows. A stream is cut off
    /// after the [`total`](super::Timeouts::total) of the timeouts, so set none and
    /// [`idle`](super::Timeouts::idle).
    ///
    /// # Errors
    ///
    /// Returns an error if there is no stream of events. [`CallError`] tells the effect that
    /// the call can have had.
    pub fn send_for_events<O: StreamsEvents>(
        &self,
        request: &O,
    ) -> Result<BlockingEvents<O>, CallError<O::Error>> {
        let trace = Caller::trace(request);
        let message = self.caller.start(request).map(accepting_events);
        let answer = self.open::<O>(message, &trace)?;
        if has_events(&answer) {
            trace.answer(answer.status().as_u16(), || None);
            return Ok(BlockingEvents {
                answer: Streamed::new(answer),
                decoder: EventDecoder::new().with_largest(self.caller.largest),
                has_ended: false,
            });
        }
        let received = trace.within_blocking(|| receive_blocking(answer, self.caller.largest));
        Err(Caller::unexpected::<O>(received, &trace, DecodeErrorKind::NoEvents))
    }
}

/// Makes a message accept events only, for servers that choose the content by this header.
fn accepting_events(mut message: http::Request<Payload>) -> http::Request<Payload> {
    let headers = message.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static(EVENT_STREAM));
    message
}

fn has_events<B>(answer: &http::Response<B>) -> bool {
    let content_type = answer.headers().get(CONTENT_TYPE);
    let content_type = content_type.and_then(|it| it.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    answer.status().is_success() && essence.eq_ignore_ascii_case(EVENT_STREAM)
}

/// The events of an answer, which are received while they are taken.
pub struct Events<O> {
    answer: Streamed<O, AnswerBody>,
    decoder: EventDecoder,
    /// The end of the stream, if it was reached: with or without an error.
    end: Option<Result<(), Interruption>>,
}

impl<O: StreamsEvents> Events<O> {
    /// Returns the next event, or `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection fails, or if an event is too large, after the events
    /// that were received before.
    pub async fn next(&mut self) -> Result<Option<Event<O>>, Interruption> {
        if let Some(end) = &self.end {
            return end.clone().map(|()| None);
        }
        let event = self.receive().await;
        if !matches!(event, Ok(Some(_))) {
            self.end = Some(event.as_ref().map(|_| ()).map_err(Clone::clone));
        }
        event
    }

    async fn receive(&mut self) -> Result<Option<Event<O>>, Interruption> {
        loop {
            let event = self.decoder.take().map_err(|_| Interruption::TooLarge)?;
            if let Some(event) = event {
                return Ok(Some(Event::new(event)));
            }
            let piece = self.answer.body_mut().next().await;
            match piece.map_err(|error| Interruption::within_body(&error))? {
                Some(piece) => self.decoder.push(&piece),
                None => return Ok(None),
            }
        }
    }

    /// Returns the answer, which has the status code and the headers.
    #[must_use]
    pub fn answer(&self) -> &Streamed<O, AnswerBody> {
        &self.answer
    }

    /// Returns the decoder, which knows the last id, the time before another connection,
    /// whether the stream ended within an event, and the text of a body that has no events.
    #[must_use]
    pub fn decoder(&self) -> &EventDecoder {
        &self.decoder
    }
}

/// The events of an answer, which are received while they are taken. The iterator blocks the
/// thread, and ends after an error.
pub struct BlockingEvents<O> {
    answer: Streamed<O, Box<dyn Read + Send>>,
    decoder: EventDecoder,
    has_ended: bool,
}

impl<O: StreamsEvents> BlockingEvents<O> {
    fn receive(&mut self) -> Result<Option<Event<O>>, Interruption> {
        let mut piece = [0; PIECE];
        loop {
            let event = self.decoder.take().map_err(|_| Interruption::TooLarge)?;
            if let Some(event) = event {
                return Ok(Some(Event::new(event)));
            }
            match self.answer.body_mut().read(&mut piece) {
                Ok(0) => return Ok(None),
                Ok(count) => self.decoder.push(piece.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Interruption::of_reader(error)),
            }
        }
    }

    /// Returns the answer, which has the status code and the headers.
    #[must_use]
    pub fn answer(&self) -> &Streamed<O, Box<dyn Read + Send>> {
        &self.answer
    }

    /// Returns the decoder, which knows the last id, the time before another connection,
    /// whether the stream ended within an event, and the text of a body that has no events.
    #[must_use]
    pub fn decoder(&self) -> &EventDecoder {
        &self.decoder
    }
}

impl<O: StreamsEvents> Iterator for BlockingEvents<O> {
    type Item = Result<Event<O>, Interruption>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let event = self.receive();
        self.has_ended = !matches!(event, Ok(Some(_)));
        event.transpose()
    }
}

impl<O: Operation> fmt::Debug for Events<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("answer", &self.answer)
            .finish_non_exhaustive()
    }
}

impl<O: Operation> fmt::Debug for BlockingEvents<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingEvents")
            .field("answer", &self.answer)
            .finish_non_exhaustive()
    }
}
