//! Headers of messages that are received, as values.

use std::str;

use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer, SeqDeserializer};

use super::call::{Answer, Operation, RawAnswer};
use super::read::{Expected, ReadValue, deserialize};
use super::sealed::Sealed;

/// The documented headers of a message.
///
/// Each module of an operation whose answers have documented headers has them as `Headers`.
///
/// The trait is sealed: only the types of this crate implement it.
pub trait ReadHeaders: Sealed + Sized {
    /// Reads the headers. One that is absent, or is no value of its type, is `None`.
    fn read(headers: &HeaderValues<'_>) -> Self;
}

/// A request whose answers have documented headers.
///
/// The trait is sealed: only the requests of this crate implement it.
#[diagnostic::on_unimplemented(
    message = "the documentation describes no headers of the answers to `{Self}`",
    label = "the answers to this request have no documented headers"
)]
pub trait DocumentsHeaders: Operation {
    /// The documented headers.
    type Headers: ReadHeaders;
}

impl RawAnswer {
    /// Reads the documented headers, such as those of a failure.
    #[must_use]
    pub fn typed_headers<H: ReadHeaders>(&self) -> H {
        self.as_answer().typed_headers()
    }
}

impl Answer<'_> {
    /// Reads the documented headers.
    #[must_use]
    pub fn typed_headers<H: ReadHeaders>(&self) -> H {
        let headers = self.headers.iter();
        H::read(&HeaderValues::of(
            headers.map(|(name, value)| (name, value)),
        ))
    }
}

/// The headers of a message.
pub struct HeaderValues<'a>(Vec<(&'a str, &'a [u8])>);

impl<'a> HeaderValues<'a> {
    /// Collects headers.
    pub fn of<N, V>(headers: impl IntoIterator<Item = (&'a N, &'a V)>) -> Self
    where
        N: AsRef<str> + 'a,
        V: AsRef<[u8]> + 'a,
    {
        let headers = headers.into_iter();
        Self(
            headers
                .map(|(name, value)| (name.as_ref(), value.as_ref()))
                .collect(),
        )
    }

    /// Returns the value of a header: a text, `1,2` or `key,1`.
    pub fn value<T: ReadValue>(&self, name: &str) -> Option<T> {
        self.styled(name, |text| {
            let mut items = items(text);
            let mut members = Vec::new();
            while let Some(name) = items.next() {
                members.push((name, items.next()?));
            }
            Some(members)
        })
    }

    /// Returns the value of a header whose members are written as `key=1`.
    pub fn exploded<T: ReadValue>(&self, name: &str) -> Option<T> {
        self.styled(name, |text| {
            let members = items(text).map(|item| item.split_once('='));
            let members = members.map(|it| it.map(|(name, value)| (name.trim(), value.trim())));
            members.collect()
        })
    }

    /// Returns the value of a header that is a JSON text.
    pub fn json<T: ReadValue>(&self, name: &str) -> Option<T> {
        let text = joined(name, &self.texts(name)?)?;
        Answer::new(0, text.as_bytes()).json().ok()
    }

    /// Returns the value of a header. `members` returns those of an object.
    fn styled<T: ReadValue>(
        &self,
        name: &str,
        members: impl FnOnce(&str) -> Option<Vec<(&str, &str)>>,
    ) -> Option<T> {
        let texts = self.texts(name)?;
        let value: Result<T, Error> = match T::EXPECTED {
            Expected::List if is_alone(name) => {
                deserialize(SeqDeserializer::new(texts.into_iter()))
            }
            Expected::List => {
                let text = texts.join(",");
                deserialize(SeqDeserializer::new(items(&text)))
            }
            Expected::Object => {
                let text = joined(name, &texts)?;
                deserialize(MapDeserializer::new(members(&text)?.into_iter()))
            }
            _ => {
                let text = joined(name, &texts)?;
                deserialize(BorrowedStrDeserializer::new(&text))
            }
        };
        value.ok()
    }

    /// Returns the texts of the lines with a header, unless there are none or one is no text.
    fn texts(&self, name: &str) -> Option<Vec<&'a str>> {
        let lines = self.0.iter();
        let lines = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let texts = lines.map(|(_, value)| str::from_utf8(value).ok());
        let texts: Option<Vec<&str>> = texts.map(|text| text.map(str::trim)).collect();
        texts.filter(|texts| !texts.is_empty())
    }
}

/// Returns the value of all lines with a header, unless they have no value together.
fn joined(name: &str, texts: &[&str]) -> Option<String> {
    (texts.len() == 1 || !is_alone(name)).then(|| texts.join(", "))
}

/// Returns whether each line with a header has a value of its own, in which a comma has
/// another meaning (RFC 9110, section 5.3).
fn is_alone(name: &str) -> bool {
    name.eq_ignore_ascii_case("set-cookie")
}

/// Returns the items of a list. A comma within quotes separates nothing, and an item without
/// a text is none (RFC 9110, section 5.6.1).
fn items(text: &str) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let items = text.split(move |character: char| {
        let is_literal = is_escaped;
        is_escaped = is_quoted && !is_literal && character == '\\';
        is_quoted ^= character == '"' && !is_literal;
        character == ',' && !is_quoted
    });
    items.map(str::trim).filter(|item| !item.is_empty())
}

/// Completes an emitted struct of headers that has `ReadHeaders`. The second argument is the
/// request whose answers have them.
macro_rules! read_headers {
    ($name:ident $(, $request:path)?) => {
        impl $name {
            /// Reads the headers, each with its name and its value.
            #[must_use]
            pub fn of<N: AsRef<str>, V: AsRef<[u8]>>(
                headers: impl IntoIterator<Item = (N, V)>,
            ) -> Self {
                let headers: Vec<(N, V)> = headers.into_iter().collect();
                let pairs = headers.iter().map(|(name, value)| (name, value));
                $crate::support::ReadHeaders::read(&$crate::support::HeaderValues::of(pairs))
            }
        }

        impl $crate::support::sealed::Sealed for $name {}

        $(impl $crate::support::DocumentsHeaders for $request {
            type Headers = $name;
        })?
    };
}

pub(crate) use read_headers;
