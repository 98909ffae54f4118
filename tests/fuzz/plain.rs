//! A simple reading of JSON without types.

use serde_json::Value;

/// Returns the text at a pointer. Scalars of any kind count as text.
pub fn text(message: &Value, pointer: &str) -> Option<String> {
    match message.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) if number.is_f64() => {
            let text = number.as_f64()?.to_string();
            let digits = text.bytes().filter(u8::is_ascii_digit);
            (digits.skip_while(|digit| *digit == b'0').count() <= 15).then_some(text)
        }
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Returns true if a member of that name occurs once in the text, as far as can be seen
/// without parsing.
pub fn occurs_once(json: &[u8], name: &str) -> bool {
    let quoted = format!("\"{name}\"");
    let occurrences = json
        .windows(quoted.len())
        .filter(|window| *window == quoted.as_bytes());
    !json.contains(&b'\\') && occurrences.count() == 1
}

/// Returns true if two values are the same, apart from the last bits of floats, which the
/// parser may lose.
pub fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) if left.is_f64() || right.is_f64() => {
            match (left.as_f64(), right.as_f64()) {
                (Some(left), Some(right)) => (left - right).abs() <= left.abs() * 1e-14,
                _ => false,
            }
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(name, left)| right.get(name).is_some_and(|right| same(left, right)))
        }
        _ => left == right,
    }
}

/// Removes empty objects from a message, since a response treats them as absent.
pub fn without_empty_objects(message: Value) -> Value {
    match message {
        Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name, without_empty_objects(value)))
            .filter(|(_, value)| value.as_object().is_none_or(|members| !members.is_empty()))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_empty_objects).collect(),
        other => other,
    }
}
