//! JSON values without positions.

use crate::exact;

use super::tree::{Node, Value};

/// A JSON value; numbers keep their text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as written.
    Number(String),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, in the order as written.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Returns the items of a list. Other values have none.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Null | Self::Boolean(_) | Self::Number(_) | Self::Text(_) | Self::Object(_) => {
                &[]
            }
        }
    }

    /// Returns a text that is the same for equal values, as JSON Schema compares them: by
    /// the numbers, and in any order of members.
    #[must_use]
    pub fn canonical(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Boolean(value) => value.to_string(),
            Self::Number(text) => exact::normal(text).unwrap_or_else(|| text.clone()),
            Self::Text(text) => format!("{text:?}"),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::canonical).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(members) => {
                let members = members.iter();
                let members =
                    members.map(|(name, value)| format!("{name:?}:{}", value.canonical()));
                let mut members: Vec<String> = members.collect();
                members.sort_unstable();
                format!("{{{}}}", members.join(","))
            }
        }
    }

    /// Returns the text of the value without space.
    #[must_use]
    pub fn to_json(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Boolean(value) => value.to_string(),
            Self::Number(text) => number_of_json(text),
            Self::Text(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::to_json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(members) => {
                let members = members.iter();
                let members =
                    members.map(|(name, it)| format!("{}:{}", quoted(name), it.to_json()));
                let members: Vec<String> = members.collect();
                format!("{{{}}}", members.join(","))
            }
        }
    }

    /// Returns the member of an object with a name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Self> {
        let mut members = self.members().iter();
        members.find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Returns the members of an object. Other values have none.
    #[must_use]
    pub fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Object(members) => members,
            Self::Null | Self::Boolean(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => &[],
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Returns a number of YAML as JSON writes it. YAML allows a plus sign, zeros at the
/// beginning, a point without digits on one side, and other bases.
#[must_use]
pub fn number_of_json(text: &str) -> String {
    let radix = |prefix, radix| u128::from_str_radix(text.strip_prefix(prefix)?, radix).ok();
    if let Some(number) = radix("0x", 16).or_else(|| radix("0o", 8)) {
        return number.to_string();
    }
    let unsigned = text.trim_start_matches(['+', '-']);
    let digits = unsigned.trim_start_matches('0');
    let sign = if text.starts_with('-') { "-" } else { "" };
    let zero = if digits.starts_with(|c: char| c.is_ascii_digit()) {
        ""
    } else {
        "0"
    };
    let number = format!("{sign}{zero}{digits}");
    without_fraction(&number)
        .replace(".e", "e")
        .replace(".E", "E")
}

/// Returns a number without a final `.0`.
#[must_use]
pub fn without_fraction(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    }
}

impl From<&Node> for Json {
    fn from(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Boolean(*value),
            Value::Number(text) => Self::Number(text.clone()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Sequence(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Mapping(mapping) => {
                let entries = mapping.entries.iter();
                let members = entries.map(|it| (it.key.text.to_string(), Self::from(&it.value)));
                Self::Object(members.collect())
            }
        }
    }
}
