//! Values that are written with the digits with which they were read.

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::support::number::Number;
use crate::support::read::{Message, Scalar, Seen, Trail};

/// The text of a value in JSON that has a number which [`Value`] would write differently,
/// such as `1.10` or an integer beyond 64 bits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ExactText(Box<str>);

impl ExactText {
    /// Returns the text of a value, unless a [`Value`] writes all of its numbers equally.
    pub fn of(json: &str) -> Option<Self> {
        numbers(json)
            .any(|it| !is_same(it))
            .then(|| Self(json.into()))
    }
}

impl Serialize for ExactText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written(&self.0).serialize(serializer)
    }
}

/// A value in JSON, whose parts are written one by one. Its numbers are written as a
/// [`Number`] is, so that formats other than JSON get the other parts as they are.
struct Written<'a>(&'a str);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let damaged = || S::Error::custom("a damaged value cannot be written");
        // A name with half of a surrogate pair was not kept.
        let seen = Seen::of(self.0, &mut Trail::new(Message::Response));
        let seen = seen.or_else(|_| Seen::of(self.0, &mut Trail::of_part()));
        let seen = seen.map_err(|_| damaged())?;
        if self.0.starts_with('[') {
            let items = seen.items().ok_or_else(damaged)?;
            return serializer.collect_seq(items.iter().map(|it| Written(it.json())));
        }
        match seen.scalar() {
            Some(Scalar::Null) => serializer.serialize_unit(),
            Some(Scalar::Boolean(value)) => serializer.serialize_bool(value),
            Some(Scalar::Text(text)) => serializer.serialize_str(&text),
            Some(Scalar::Number(text)) => Number::from(text).serialize(serializer),
            // A text in JSON has none of these.
            Some(Scalar::Unsigned(_) | Scalar::Signed(_) | Scalar::Float(_) | Scalar::Foreign) => {
                Err(damaged())
            }
            None => {
                let members = seen.members();
                serializer.collect_map(members.map(|(name, json)| (name, Written(json))))
            }
        }
    }
}

/// Returns the numbers of a text in JSON.
fn numbers(json: &str) -> impl Iterator<Item = &str> {
    let mut rest = json;
    let tokens = std::iter::from_fn(move || {
        let at = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit())?;
        let (_, found) = rest.split_at(at);
        let end = if found.starts_with('"') {
            end_of_text(found)
        } else {
            let is_other =
                |c: char| !c.is_ascii_digit() && !matches!(c, '-' | '+' | '.' | 'e' | 'E');
            found.find(is_other).unwrap_or(found.len())
        };
        let (token, after) = found.split_at(end);
        rest = after;
        Some(token)
    });
    tokens.filter(|token| !token.starts_with('"'))
}

/// Returns the end of the string with which a text begins.
fn end_of_text(json: &str) -> usize {
    let mut is_escaped = false;
    let end = json.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.map_or(json.len(), |end| end + 2)
}

/// Returns whether a [`Value`] writes a number with the same text.
fn is_same(number: &str) -> bool {
    let written = serde_json::from_str(number).map(|value: Value| value.to_string());
    written.is_ok_and(|written| written == number)
}
