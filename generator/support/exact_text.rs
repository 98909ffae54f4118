//! Texts in JSON that are written with all digits of their numbers.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::support::syntax::end_of_string;

/// Returns whether a [`Value`] writes all numbers of a text in JSON with their texts. It
/// writes `1.10` and integers beyond 64 bits differently.
pub fn is_kept_by_value(json: &str) -> bool {
    numbers(json).all(is_same)
}

/// Writes a value with its text in JSON.
pub fn value<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    Written(json).serialize(serializer)
}

/// A value in JSON that is written part by part, so that formats other than JSON get all parts
/// but such numbers as they are.
struct Written<'a>(&'a str);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_bytes() {
            [b'{', ..] => {
                let Members(members) = part(self.0)?;
                let members = members.iter();
                serializer.collect_map(members.map(|(name, it)| (name, Written(it.get()))))
            }
            [b'[', ..] => {
                let items: Vec<&RawValue> = part(self.0)?;
                serializer.collect_seq(items.iter().map(|it| Written(it.get())))
            }
            [b'"', ..] => serializer.serialize_str(&part::<Cow<'_, str>, _>(self.0)?),
            [b'n', ..] => serializer.serialize_unit(),
            [b't' | b'f', ..] => serializer.serialize_bool(self.0 == "true"),
            _ => number(self.0, serializer),
        }
    }
}

/// Writes a number with its text. Formats other than JSON get an integer or a float if that
/// has the same text, and otherwise the form in which `serde_json` passes raw texts.
pub fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(value) = same_text::<i64>(text) {
        return serializer.serialize_i64(value);
    }
    if let Some(value) = same_text::<u64>(text) {
        return serializer.serialize_u64(value);
    }
    // Formats write floats of other sizes with an exponent, and whole ones with a fraction.
    let float = same_text::<f64>(text).filter(|_| text.contains('.'));
    if let Some(value) = float.filter(|value| (1e-4..1e15).contains(&value.abs())) {
        return serializer.serialize_f64(value);
    }
    let text = RawValue::from_string(text.to_owned()).map_err(S::Error::custom)?;
    text.serialize(serializer)
}

/// Returns the number of a type that is written with this text.
fn same_text<N: FromStr + ToString>(text: &str) -> Option<N> {
    let value: N = text.parse().ok()?;
    (value.to_string() == text && text.contains(|c: char| c.is_ascii_digit())).then_some(value)
}

/// Reads one level of a value.
fn part<'de, T: Deserialize<'de>, E: serde::ser::Error>(json: &'de str) -> Result<T, E> {
    serde_json::from_str(json).map_err(E::custom)
}

/// The members of an object in their order, of which a name can repeat another. A name with
/// half of a surrogate pair is left out, since no text can hold it.
struct Members<'de>(Vec<(String, &'de RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = access.next_entry::<Name, _>()? {
                    members.extend(name.0.map(|name| (name, value)));
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

/// A name, if a text can hold it.
struct Name(Option<String>);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;

        impl Visitor<'_> for Bytes {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_bytes<E>(self, name: &[u8]) -> Result<Name, E> {
                Ok(Name(std::str::from_utf8(name).ok().map(str::to_owned)))
            }
        }

        deserializer.deserialize_bytes(Bytes)
    }
}

/// Returns the numbers of a text in JSON.
fn numbers(json: &str) -> impl Iterator<Item = &str> {
    let mut rest = json;
    let tokens = std::iter::from_fn(move || {
        let at = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit())?;
        let (_, found) = rest.split_at(at);
        let end = if found.starts_with('"') {
            end_of_string(found)
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

/// Returns whether a [`Value`] writes a number with the same text.
fn is_same(number: &str) -> bool {
    // Most numbers are small integers, for which nothing is parsed.
    let digits = number.strip_prefix('-').unwrap_or(number);
    let is_small = digits.len() < 19 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_small && number != "-0" {
        return true;
    }
    let written = serde_json::from_str(number).map(|value: Value| value.to_string());
    written.is_ok_and(|written| written == number)
}
