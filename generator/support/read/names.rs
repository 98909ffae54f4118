//! Reading of member names, as text or as bytes.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess};

use super::error_kind::DecodeErrorKind;
use super::protocol::Place;
use super::reader::Reader;
use super::slot::Text;
use super::trail::Trail;

/// Returns the name of the next member, borrowed from the input if possible. A
/// member whose name is not a Rust string is skipped, since it is not a documented
/// one. It is an error if the message must not lose members.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "it runs for every member, and is too long to be inlined unasked"
)]
pub(super) fn next_name<'de, A: MapAccess<'de>>(
    access: &mut A,
    trail: &mut Trail,
) -> Result<Option<Cow<'de, str>>, A::Error> {
    if trail.has_broken_names() {
        return next_name_of_bytes(access, trail);
    }
    let mut text = Text::default();
    match access.next_key_seed(Reader::new(&mut text, trail))? {
        None => Ok(None),
        Some(()) if text.0.is_some() => Ok(text.0),
        Some(()) => Err(trail.raise(Text::EXPECTED)),
    }
}

#[cold]
fn next_name_of_bytes<'de, A: MapAccess<'de>>(
    access: &mut A,
    trail: &mut Trail,
) -> Result<Option<Cow<'de, str>>, A::Error> {
    loop {
        let mut name = Text::default();
        let seed = Name(Reader::<dyn Place>::new(&mut name, trail));
        if access.next_key_seed(seed)?.is_none() {
            return Ok(None);
        }
        match name.0 {
            // A parser that returns bytes does not reject control characters.
            Some(text) if !text.contains(char::is_control) => return Ok(Some(text)),
            _ if trail.is_strict() => return Err(trail.raise(DecodeErrorKind::Syntax)),
            _ => access.next_value::<IgnoredAny>().map(|_| ())?,
        }
    }
}

/// A reader of a name as bytes.
struct Name<'r, P: ?Sized>(Reader<'r, P>);

impl<'de, P: Place<'de> + ?Sized> DeserializeSeed<'de> for Name<'_, P> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_bytes(self.0)
    }
}
