//! Parsing of a whole message from JSON into the value or a [`DecodeError`].
//!
//! A response is read even if its text is damaged outside documented properties:
//! the text is repaired first, or member names are read as bytes.

use std::borrow::Cow;
use std::str;

use serde::Deserializer as _;
use serde::de::DeserializeSeed;

use super::by_text::ByText;
use super::error::DecodeError;
use super::fitting::Raw;
use super::protocol::Place;
use super::readable::ReadValue;
use super::reader::Reader;
use super::received::ResultPaths;
use super::search;
use super::slot::Slot;
use super::trail::{Condition, Message, Trail};

/// Reads a response. On failure, the error has the result at the given paths.
pub fn from_json<T: ReadValue>(json: &[u8], paths: &ResultPaths) -> Result<T, DecodeError> {
    let response = ResponseText::of(json);
    let mut value = None;
    let slot = Slot::required(&mut value);
    if T::KEEPS_TEXT {
        read_response(&mut ByText(slot), &response, paths)?;
    } else {
        read_response(&mut { slot }, &response, paths)?;
    }
    value.ok_or_else(DecodeError::of_nothing::<T>)
}

/// Reads a message that has no result.
pub fn from_json_request<T: ReadValue>(json: &[u8]) -> Result<T, DecodeError> {
    let mut value = None;
    let slot = Slot::required(&mut value);
    if T::KEEPS_TEXT {
        read_request(&mut ByText(slot), json)?;
    } else {
        read_request(&mut { slot }, json)?;
    }
    value.ok_or_else(DecodeError::of_nothing::<T>)
}

fn read_request<'de>(place: &mut dyn Place<'de>, json: &'de [u8]) -> Result<(), DecodeError> {
    let mut trail = Trail::new(Message::Request);
    // Checking UTF-8 of the whole text is faster than of each string.
    let read = match str::from_utf8(json) {
        Ok(text) => read_all(serde_json::Deserializer::from_str(text), place, &mut trail),
        Err(_) => read_all(
            serde_json::Deserializer::from_slice(json),
            place,
            &mut trail,
        ),
    };
    read.map_err(|error| DecodeError::new(&error, &trail, None))
}

/// A response as text, repaired as far as possible.
struct ResponseText<'a> {
    text: Cow<'a, str>,
    condition: Condition,
    /// The bytes before the text.
    skipped: usize,
}

impl<'a> ResponseText<'a> {
    /// A byte order mark, which is not JSON but begins some responses.
    const MARK: &'static [u8] = "\u{feff}".as_bytes();

    fn of(json: &'a [u8]) -> Self {
        let body = json.strip_prefix(Self::MARK).unwrap_or(json);
        let (text, condition) = match str::from_utf8(body) {
            Ok(text) => (Cow::Borrowed(text), Condition::Clean),
            Err(_) => (Cow::Owned(mended(body)), Condition::Mended),
        };
        Self {
            text,
            condition,
            skipped: json.len() - body.len(),
        }
    }

    /// Returns whether the text can contain names that are not valid Rust strings.
    fn may_have_broken_names(&self) -> bool {
        let escapes = ["\\ud", "\\uD"];
        escapes.iter().any(|escape| self.text.contains(escape))
    }

    fn read<'de>(
        &'de self,
        place: &mut dyn Place<'de>,
        trail: &mut Trail,
    ) -> Result<(), serde_json::Error> {
        let source = serde_json::Deserializer::from_str(&self.text);
        read_all(source, place, trail)
    }
}

/// Replaces bytes that are not UTF-8, one by one: such a byte can be in a member
/// that is not needed.
fn mended(json: &[u8]) -> String {
    let mut text = String::with_capacity(json.len());
    for chunk in json.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| Condition::STAND_IN));
    }
    text
}

fn read_response<'de>(
    place: &mut dyn Place<'de>,
    response: &'de ResponseText<'_>,
    paths: &ResultPaths,
) -> Result<(), DecodeError> {
    let mut trail = Trail::in_condition(Message::Response, response.condition);
    let mut read = response.read(place, &mut trail);
    // Reading names as bytes is slower and less strict, so it is done only if it
    // can help.
    if read.is_err()
        && trail.kind().is_none()
        && response.condition == Condition::Clean
        && response.may_have_broken_names()
    {
        trail = Trail::in_condition(Message::Response, Condition::BrokenNames);
        read = response.read(place, &mut trail);
    }
    read.map_err(|error| {
        let result = search::find(&response.text, &trail, paths);
        DecodeError::new(&error, &trail, result).after(response.skipped)
    })
}

fn read_all<'de, R: serde_json::de::Read<'de>>(
    mut source: serde_json::Deserializer<R>,
    place: &mut dyn Place<'de>,
    trail: &mut Trail,
) -> Result<(), serde_json::Error> {
    if place.is_by_text() {
        Raw(Reader::new(place, trail)).deserialize(&mut source)?;
    } else {
        source.deserialize_any(Reader::new(place, trail))?;
    }
    source.end()
}
