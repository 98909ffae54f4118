//! The search for the result of a message that cannot be read. It returns the texts
//! at three paths in the JSON.
//!
//! This is a second, streaming pass after reading has failed. It keeps the texts
//! that it found before the JSON becomes invalid.

use std::fmt;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::support::syntax;

use super::fitting::{IfItFits, Raw};
use super::names::next_name;
use super::reader::Reader;
use super::received::{PARTS, ReceivedResult, ResultPaths};
use super::trail::Trail;

/// Searches for the result in JSON that can be damaged. Returns `None` if nothing
/// is found.
pub(super) fn find(json: &str, trail: &Trail, paths: &ResultPaths) -> Option<ReceivedResult> {
    let paths = [paths.status, paths.code, paths.message];
    let mut texts = [const { Found::Nothing }; PARTS];
    let probe = Probe {
        wanted: paths.map(|path| Some(path).filter(|path| !path.is_empty())),
        texts: &mut texts,
        trail,
    };
    // The texts found before an error are kept; the error itself is known.
    let _ = serde_json::Deserializer::from_str(json).deserialize_any(probe);
    let texts = texts.map(Found::into_text);
    texts
        .iter()
        .any(Option::is_some)
        .then_some(ReceivedResult { texts })
}

/// The result of the search for one of the texts.
enum Found {
    Nothing,
    Text(String),
    /// Different texts at the same path, none of which is reliable.
    Contradiction,
}

impl Found {
    fn keep(&mut self, text: &str) {
        *self = match std::mem::replace(self, Self::Contradiction) {
            Self::Nothing => Self::Text(text.to_owned()),
            Self::Text(known) if known == text => Self::Text(known),
            Self::Text(_) | Self::Contradiction => Self::Contradiction,
        };
    }

    fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Nothing | Self::Contradiction => None,
        }
    }
}

/// The remaining path to a text; empty at the text itself.
type Path = &'static [&'static str];

/// The search for texts in one value; `None` means that a text is not inside.
struct Probe<'t> {
    wanted: [Option<Path>; PARTS],
    texts: &'t mut [Found; PARTS],
    /// The state in which reading the message failed.
    trail: &'t Trail,
}

impl Probe<'_> {
    fn inside(&mut self, name: &str) -> Probe<'_> {
        Probe {
            wanted: self.wanted.map(|path| match path?.split_first() {
                Some((head, rest)) if *head == name => Some(rest),
                _ => None,
            }),
            texts: self.texts,
            trail: self.trail,
        }
    }

    fn is_idle(&self) -> bool {
        self.wanted.iter().all(Option::is_none)
    }

    /// Returns whether the value itself is searched for.
    fn is_reached(&self) -> bool {
        self.wanted.iter().flatten().any(|path| path.is_empty())
    }

    /// Keeps the text if it is searched for.
    fn keep(self, text: &str) {
        for (path, slot) in self.wanted.iter().zip(self.texts) {
            if path.is_some_and(<[_]>::is_empty) {
                slot.keep(text);
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a result")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<(), A::Error> {
        let trail = self.trail;
        let mut next = next_name(&mut access, &mut trail.apart())?;
        while let Some(name) = next {
            let inner = self.inside(&name);
            if inner.is_reached() {
                let mut apart = trail.apart();
                let mut text: Option<String> = None;
                let mut place = IfItFits(&mut text);
                access.next_value_seed(Raw(Reader::new(&mut place, &mut apart)))?;
                let after = next_name(&mut access, &mut trail.apart());
                // If the input ends after a digit, more digits may have followed.
                let is_whole = |text: &String| after.is_ok() || !syntax::is_decimal(text);
                if let Some(text) = text.filter(is_whole) {
                    inner.keep(&text);
                }
                next = after?;
            } else {
                if inner.is_idle() {
                    access.next_value::<IgnoredAny>()?;
                } else {
                    access.next_value_seed(inner)?;
                }
                next = next_name(&mut access, &mut trail.apart())?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E: Error>(self, _text: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _value: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _value: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _value: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _value: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}
