//! The type of members that no documentation lists, but of which it describes the values.

use serde::Serialize;
use serde_json::Deserializer;

use crate::support::canonical::canonical;
use crate::support::json::Json;
use crate::support::read::{self, ReadValue};
use crate::support::validate::{Inspection, Rule};

impl Inspection<'_> {
    /// Reads the inspected value as a type, or reports that it has another one.
    pub fn typed<T: ReadValue + Serialize>(&mut self, value: &Json) -> Option<T> {
        let json = value.text();
        let typed: Option<T> = read::deserialize(&mut Deserializer::from_str(&json)).ok();
        // Reading accepts some values of other types, which would be written otherwise.
        let typed = typed.filter(|typed| text(typed) == Some(canonical(&json)));
        if typed.is_none() {
            self.report(Rule::OtherType);
        }
        typed
    }
}

/// Returns a text that is the same for equal values.
fn text(value: &impl Serialize) -> Option<String> {
    let text = serde_json::to_string(value).ok();
    text.map(|text| canonical(&text))
}
