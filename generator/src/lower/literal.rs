//! Values of documents as literals and as documentation text.

use crate::model::Literal;
use crate::text::tree::{Node, Value};

/// Converts a scalar to a literal.
pub fn literal(node: &Node) -> Option<Literal> {
    match &node.value {
        Value::String(text) => Some(Literal::Text(text.clone())),
        Value::Bool(value) => Some(Literal::Boolean(*value)),
        Value::Number(text) => text.parse().ok().map(Literal::Integer),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// Formats a value for documentation.
pub fn plain(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) | Value::String(text) => text.clone(),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(mapping) => {
            let members = mapping.entries.iter();
            let members: Vec<String> = members
                .map(|entry| format!("{}: {}", entry.key.text, plain(&entry.value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}
