//! Values of any type in JSON, which are written with all digits that were read.

use std::borrow::Cow;
use std::fmt;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::support::exact_text;

/// A value of any type in JSON: null, a boolean, a number, a string, a list or an object.
///
/// [`value`](Self::value) returns it as `serde_json` has it, and [`text`](Self::text) as a
/// text with all digits. All that converts into a [`Value`] converts into it by `From`, such
/// as a string or the result of `serde_json::json!`.
///
/// A value that was read is written back with all digits of its numbers. Of a number such as
/// `1.10` or with more than 64 bits, `value` has the nearest float. `serde_json` cannot hold
/// a number beyond the range of a float, half of a surrogate pair, or more than 127 levels of
/// nesting: of a value with one of them, only the text is there.
///
/// `Debug` shows the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json(Form);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Form {
    /// A value that writes all numbers as they were read.
    Value(Value),
    /// A value that would be written differently, and its text.
    Exact(Box<(Value, Box<str>)>),
    /// The text of a value that `serde_json` cannot hold.
    Text(Box<str>),
}

impl Json {
    /// Keeps a value that was read from a text.
    pub(crate) fn read(value: Value, text: &str) -> Self {
        if exact_text::is_kept_by_value(text) {
            Self(Form::Value(value))
        } else {
            Self(Form::Exact(Box::new((value, text.into()))))
        }
    }

    /// Keeps the text of a value that `serde_json` cannot hold.
    pub(crate) fn beyond_value(text: &str) -> Self {
        Self(Form::Text(text.into()))
    }

    /// Returns the value, or `None` if `serde_json` cannot hold it.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match &self.0 {
            Form::Value(value) => Some(value),
            Form::Exact(exact) => Some(&exact.0),
            Form::Text(_) => None,
        }
    }

    /// Returns the value, or `None` if `serde_json` cannot hold it.
    #[must_use]
    pub fn into_value(self) -> Option<Value> {
        match self.0 {
            Form::Value(value) => Some(value),
            Form::Exact(exact) => Some(exact.0),
            Form::Text(_) => None,
        }
    }

    /// Returns the text in JSON. Numbers have all of their digits.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match &self.0 {
            Form::Value(value) => Cow::Owned(value.to_string()),
            Form::Exact(exact) => Cow::Borrowed(&exact.1),
            Form::Text(text) => Cow::Borrowed(text),
        }
    }
}

impl<T: Into<Value>> From<T> for Json {
    fn from(value: T) -> Self {
        Self(Form::Value(value.into()))
    }
}

impl PartialEq<Value> for Json {
    fn eq(&self, other: &Value) -> bool {
        self.value() == Some(other)
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Form::Value(value) => value.serialize(serializer),
            Form::Exact(exact) => exact_text::value(&exact.1, serializer),
            Form::Text(text) => {
                let text = RawValue::from_string(text.to_string()).map_err(S::Error::custom)?;
                text.serialize(serializer)
            }
        }
    }
}
