//! Streams of events (`text/event-stream`, the server-sent events of the HTML standard).
//!
//! Input: the bytes of a body, in pieces of any size. Output: its events. Nothing is received
//! here, so the module needs no connection.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::mem;
use std::time::Duration;

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::support::call::{Answer, Operation};
use crate::support::read::{DecodeError, ReadValue, Scalar};

/// An operation that can answer with a stream of events (`text/event-stream`).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not answered with a stream of events",
    label = "the operation documents no `text/event-stream`"
)]
pub trait StreamsEvents: Operation {
    /// The type of the data of an event. It is a `String` if no other is documented.
    type EventData: Clone + fmt::Debug + Send + Sync + 'static;

    /// Reads the data of an event. [`Event::read`] also keeps an event that cannot be read.
    ///
    /// # Errors
    ///
    /// Returns an error if the data is not as documented.
    fn read_event(event: &RawEvent) -> Result<Self::EventData, DecodeError>;
}

/// An event that answers a request of the operation `O`.
pub struct Event<O> {
    raw: RawEvent,
    operation: PhantomData<fn() -> O>,
}

impl<O: StreamsEvents> Event<O> {
    /// Creates an event of a stream that your own client has received.
    #[must_use]
    pub const fn new(raw: RawEvent) -> Self {
        Self {
            raw,
            operation: PhantomData,
        }
    }

    /// Reads the data.
    ///
    /// Some APIs end a stream with text that is not documented, such as `[DONE]`. It is the
    /// data of the error's [`event`](UnreadableEvent::event).
    ///
    /// # Errors
    ///
    /// Returns an error, which keeps the event, if the data is not as documented.
    pub fn read(&self) -> Result<O::EventData, UnreadableEvent> {
        O::read_event(&self.raw).map_err(|error| UnreadableEvent {
            operation: O::ID,
            error: Box::new(error),
            event: Box::new(self.raw.clone()),
        })
    }
}

impl<O> Event<O> {
    /// Returns the event as it was received.
    #[must_use]
    pub const fn raw(&self) -> &RawEvent {
        &self.raw
    }

    /// Returns the event as it was received.
    #[must_use]
    pub fn into_raw(self) -> RawEvent {
        self.raw
    }
}

impl<O> Clone for Event<O> {
    fn clone(&self) -> Self {
        Self {
            raw: self.raw.clone(),
            operation: PhantomData,
        }
    }
}

impl<O> PartialEq for Event<O> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl<O> Eq for Event<O> {}

/// Shows what [`RawEvent`] shows.
impl<O> fmt::Debug for Event<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raw.fmt(f)
    }
}

/// The error of an event whose data is not as documented.
///
/// It can be logged: it shows the operation and the place in the data, and no text of the
/// event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnreadableEvent {
    operation: &'static str,
    error: Box<DecodeError>,
    event: Box<RawEvent>,
}

impl UnreadableEvent {
    /// Returns the reason why the data cannot be read.
    #[must_use]
    pub fn error(&self) -> &DecodeError {
        &self.error
    }

    /// Returns the event as it was received.
    #[must_use]
    pub fn event(&self) -> &RawEvent {
        &self.event
    }
}

impl fmt::Display for UnreadableEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the data of an event of {} is not as documented",
            self.operation
        )
    }
}

impl std::error::Error for UnreadableEvent {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.error)
    }
}

/// An event as it was received.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RawEvent {
    /// The name of the event, which is `message` if the stream states none.
    pub name: String,
    /// The lines of data, with line breaks between them.
    pub data: String,
    /// The last id that the stream has stated; empty if it has stated none.
    pub id: String,
}

impl RawEvent {
    /// Reads the data as JSON.
    pub(crate) fn json<T: ReadValue>(&self) -> Result<T, DecodeError> {
        Answer::new(200, self.data.as_bytes()).json()
    }

    /// Reads the data as a text.
    pub(crate) fn text<T: ReadValue>(&self) -> Result<T, DecodeError> {
        T::scalar(Scalar::Text(Cow::Borrowed(&self.data))).map_err(DecodeError::of)
    }

    /// Reads the data as JSON, or as a text if it is none.
    pub(crate) fn json_or_text<T: ReadValue>(&self) -> Result<T, DecodeError> {
        if serde_json::from_str::<IgnoredAny>(&self.data).is_ok() {
            return self.json();
        }
        let text = Value::from(self.data.as_str()).to_string();
        Answer::new(200, text.as_bytes()).json()
    }

    /// Reads the event as an object with its fields, among them one of several types of data.
    /// An object or a list is JSON. Anything else is a text, which keeps its characters, and
    /// from which numbers and booleans are read too.
    pub(crate) fn fields<T: ReadValue>(&self) -> Result<T, DecodeError> {
        let [name, id, text] =
            [&self.name, &self.id, &self.data].map(|it| Value::from(it.as_str()).to_string());
        let is_nested = self.data.trim_start().starts_with(['{', '[']);
        let is_json = is_nested && serde_json::from_str::<IgnoredAny>(&self.data).is_ok();
        let data = if is_json { &self.data } else { &text };
        let id = if self.id.is_empty() {
            String::new()
        } else {
            format!(r#""id":{id},"#)
        };
        let object = format!(r#"{{"event":{name},{id}"data":{data}}}"#);
        Answer::new(200, object.as_bytes()).json()
    }
}

/// Shows the name of the event and the lengths of the texts, since these can be personal data.
impl fmt::Debug for RawEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawEvent")
            .field("name", &self.name)
            .field("data", &self.data.len())
            .field("id", &self.id.len())
            .finish()
    }
}

/// A decoder of a stream of events.
///
/// Push the pieces of a body in their order, and take the events after each. An event without
/// the empty line at its end was cut off; it is dropped, as the standard says.
#[derive(Clone)]
pub struct EventDecoder {
    largest: usize,
    is_too_large: bool,
    /// The bytes that were pushed, and the number of those that were decoded.
    input: Vec<u8>,
    decoded: usize,
    /// The bytes of the line that has not ended.
    line: Vec<u8>,
    /// True if the last byte was a carriage return, to which a line feed can belong.
    is_after_return: bool,
    /// True until the end of the first line.
    is_start: bool,
    /// The fields of the event that has not ended.
    event: String,
    data: Option<String>,
    id: String,
    /// The id of the last event that has ended.
    last_id: String,
    retry: Option<Duration>,
    /// The lines without a meaning, until the first event has ended.
    ignored: Option<String>,
}

/// The error of an event that is larger than allowed. The rest of the stream cannot be
/// decoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EventTooLarge;

impl fmt::Display for EventTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event of the stream is too large")
    }
}

impl std::error::Error for EventTooLarge {}

/// The default maximum number of bytes of an event.
const LARGEST: usize = 16 * 1024 * 1024;

/// The mark at the start of some texts.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

impl Default for EventDecoder {
    fn default() -> Self {
        Self::new()
    }
}

impl EventDecoder {
    /// Creates a decoder at the start of a stream.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            largest: LARGEST,
            is_too_large: false,
            input: Vec::new(),
            decoded: 0,
            line: Vec::new(),
            is_after_return: false,
            is_start: true,
            event: String::new(),
            data: None,
            id: String::new(),
            last_id: String::new(),
            retry: None,
            ignored: Some(String::new()),
        }
    }

    /// Sets the maximum number of bytes of an event: 16 MiB by default.
    #[must_use]
    pub const fn with_largest(mut self, bytes: usize) -> Self {
        self.largest = bytes;
        self
    }

    /// Adds the next bytes of the stream.
    pub fn push(&mut self, bytes: &[u8]) {
        self.input.drain(..self.decoded);
        self.decoded = 0;
        self.input.extend_from_slice(bytes);
    }

    /// Returns the next event, or `None` if none is complete.
    ///
    /// # Errors
    ///
    /// Returns an error if the event, or a line in it, is too large.
    pub fn take(&mut self) -> Result<Option<RawEvent>, EventTooLarge> {
        let input = mem::take(&mut self.input);
        let event = self.decode(input.get(self.decoded..).unwrap_or_default());
        self.input = input;
        event
    }

    /// Returns the id of the last event that has ended; empty if the stream has stated none.
    /// A program that connects again sends it as the header `last-event-id`.
    #[must_use]
    pub fn last_id(&self) -> &str {
        &self.last_id
    }

    /// Returns the last time that the stream has stated to wait before connecting again.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Returns whether an event has begun that has not ended, or no event but
    /// [`ignored`](Self::ignored) text. At the end of a stream, an event was cut off, or the
    /// body is no stream of events.
    #[must_use]
    pub fn is_within_event(&self) -> bool {
        let is_stated = self.data.is_some() || !self.event.is_empty() || self.id != self.last_id;
        let is_begun = is_stated || !self.line.is_empty() || self.decoded < self.input.len();
        is_begun || !self.ignored().is_empty()
    }

    /// Returns the lines to which the standard gives no meaning, until the first event. A body
    /// that is no stream of events consists of them, such as an error as JSON.
    #[must_use]
    pub fn ignored(&self) -> &str {
        self.ignored.as_deref().unwrap_or_default()
    }

    fn decode(&mut self, mut bytes: &[u8]) -> Result<Option<RawEvent>, EventTooLarge> {
        while let Some((first, rest)) = bytes.split_first() {
            if mem::take(&mut self.is_after_return) && *first == b'\n' {
                self.decoded += 1;
                bytes = rest;
                continue;
            }
            let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let (text, rest) = bytes.split_at(end.unwrap_or(bytes.len()));
            self.extend(text)?;
            self.decoded += text.len();
            bytes = rest;
            if let Some((ending, rest)) = bytes.split_first() {
                self.decoded += 1;
                self.is_after_return = *ending == b'\r';
                bytes = rest;
                if let Some(event) = self.end_of_line() {
                    return Ok(Some(event));
                }
            }
        }
        Ok(None)
    }

    /// Adds bytes to the line, unless the event becomes too large.
    fn extend(&mut self, text: &[u8]) -> Result<(), EventTooLarge> {
        let data = self.data.as_ref().map_or(0, String::len);
        let stated = self.event.len() + data + self.id.len();
        let size = self.line.len() + stated + self.ignored().len();
        self.is_too_large |= text.len() > self.largest.saturating_sub(size);
        if self.is_too_large {
            return Err(EventTooLarge);
        }
        self.line.extend_from_slice(text);
        Ok(())
    }

    fn end_of_line(&mut self) -> Option<RawEvent> {
        let line = mem::take(&mut self.line);
        let is_start = mem::take(&mut self.is_start);
        let text = line.strip_prefix(BYTE_ORDER_MARK).filter(|_| is_start);
        let text = String::from_utf8_lossy(text.unwrap_or(&line));
        if text.is_empty() {
            return self.end_of_event();
        }
        let (name, value) = text.split_once(':').unwrap_or((&text, ""));
        let is_field = self.field(name, value.strip_prefix(' ').unwrap_or(value));
        if let Some(ignored) = self.ignored.as_mut().filter(|_| !is_field) {
            ignored.push_str(&text);
            ignored.push('\n');
        }
        None
    }

    /// Takes a field, and returns whether there is one with this name. A comment has an empty
    /// name.
    fn field(&mut self, name: &str, value: &str) -> bool {
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                let time = value.parse().ok().map(Duration::from_millis);
                self.retry = time.or(self.retry);
            }
            "id" | "retry" | "" => {}
            _ => return false,
        }
        true
    }

    /// Ends an event. Without data, there is none.
    fn end_of_event(&mut self) -> Option<RawEvent> {
        self.id.clone_into(&mut self.last_id);
        let (event, data) = (mem::take(&mut self.event), self.data.take()?);
        let is_named = !event.is_empty();
        self.ignored = None;
        Some(RawEvent {
            name: if is_named {
                event
            } else {
                "message".to_owned()
            },
            data,
            id: self.id.clone(),
        })
    }
}

/// Shows the number of bytes that are not decoded.
impl fmt::Debug for EventDecoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventDecoder")
            .field("input", &(self.input.len() - self.decoded))
            .finish_non_exhaustive()
    }
}
