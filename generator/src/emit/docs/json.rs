//! JSON values in programs: as the argument of `json!`, and as text.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::rust::condition::integer;
use crate::model::Json;

/// Returns a value for `json!`, or nothing if it has a number that JSON in Rust cannot hold.
pub fn tokens(value: &Json) -> Option<TokenStream> {
    Some(match value {
        Json::Null => quote!(null),
        Json::Boolean(value) => quote!(#value),
        Json::Number(text) => number(text)?,
        Json::Text(text) => quote!(#text),
        Json::List(items) => {
            let items = items.iter().map(tokens);
            let items = items.collect::<Option<Vec<_>>>()?;
            quote!([#(#items),*])
        }
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = tokens(value)?;
                Some(quote!(#name: #value))
            });
            let members = members.collect::<Option<Vec<_>>>()?;
            quote!({#(#members),*})
        }
    })
}

/// Returns a number as a Rust literal. Without a suffix an integer is an `i32`.
fn number(text: &str) -> Option<TokenStream> {
    match Number::of(text)? {
        Number::Integer(value) if i32::try_from(value).is_ok() => Some(integer(value)),
        Number::Integer(value) if i64::try_from(value).is_ok() => suffixed(value, "i64"),
        Number::Integer(value) if u64::try_from(value).is_ok() => suffixed(value, "u64"),
        Number::Integer(_) => float(text.parse().ok()?),
        Number::Float(value) => float(value),
    }
}

/// Returns an integer as a literal of a type.
pub fn suffixed(value: i128, ty: &str) -> Option<TokenStream> {
    let literal: Literal = format!("{}{ty}", value.unsigned_abs()).parse().ok()?;
    Some(if value < 0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    })
}

fn float(value: f64) -> Option<TokenStream> {
    if !value.is_finite() {
        return None;
    }
    let literal = Literal::f64_unsuffixed(value.abs());
    Some(if value.is_sign_negative() {
        quote!(-#literal)
    } else {
        quote!(#literal)
    })
}

/// A number of a YAML document.
enum Number {
    Integer(i128),
    Float(f64),
}

impl Number {
    /// Returns the number that a text stands for, unless it is infinite or none.
    fn of(text: &str) -> Option<Self> {
        let radix = |prefix, radix| {
            let digits = text.strip_prefix(prefix)?;
            i128::from_str_radix(digits, radix).ok()
        };
        let integer = radix("0x", 16).or_else(|| radix("0o", 8));
        let integer = integer.or_else(|| text.parse().ok());
        if let Some(value) = integer {
            return Some(Self::Integer(value));
        }
        let value: f64 = text.parse().ok()?;
        value.is_finite().then_some(Self::Float(value))
    }
}

/// Returns a value as formatted JSON text for a raw byte string, or nothing if it has a
/// number that is not JSON.
pub fn formatted(value: &Json) -> Option<String> {
    let mut text = String::new();
    write(value, 0, &mut text)?;
    Some(text)
}

fn write(value: &Json, depth: usize, text: &mut String) -> Option<()> {
    let indent = "    ".repeat(depth + 1);
    match value {
        Json::Null => text.push_str("null"),
        Json::Boolean(value) => text.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => text.push_str(&number_text(number)?),
        Json::Text(content) => text.push_str(&quoted(content)),
        Json::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write(item, depth, text)?;
            }
            text.push(']');
        }
        Json::Object(members) if members.is_empty() => text.push_str("{}"),
        Json::Object(members) => {
            text.push_str("{\n");
            for (index, (name, value)) in members.iter().enumerate() {
                text.push_str(&indent);
                text.push_str(&quoted(name));
                text.push_str(": ");
                write(value, depth + 1, text)?;
                text.push_str(if index + 1 < members.len() {
                    ",\n"
                } else {
                    "\n"
                });
            }
            text.push_str(&"    ".repeat(depth));
            text.push('}');
        }
    }
    Some(())
}

/// Returns a number as JSON. YAML has more forms of numbers, such as `0x1F` and `.5`.
fn number_text(text: &str) -> Option<String> {
    if serde_json::from_str::<serde_json::Number>(text).is_ok() {
        return Some(text.to_owned());
    }
    Some(match Number::of(text)? {
        Number::Integer(value) => value.to_string(),
        Number::Float(value) => format!("{value:?}"),
    })
}

/// Returns a JSON string for a raw byte string: in ASCII, and without `"#`.
fn quoted(content: &str) -> String {
    let mut text = String::from("\"");
    for unit in content.encode_utf16() {
        match char::from_u32(u32::from(unit)) {
            Some('"') => text.push_str("\\\""),
            Some('\\') => text.push_str("\\\\"),
            Some('#') if text.ends_with('"') => text.push_str("\\u0023"),
            Some(c) if c.is_ascii_graphic() || c == ' ' => text.push(c),
            Some(_) | None => {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(number: &str) -> Option<String> {
        tokens(&Json::Number(number.to_owned())).map(|tokens| tokens.to_string())
    }

    #[test]
    fn a_number_has_a_literal_that_the_compiler_accepts() {
        let literals = [
            ("1", "1"),
            ("-1", "- 1"),
            ("3000000000", "3000000000i64"),
            ("-3000000000", "- 3000000000i64"),
            ("9223372036854775808", "9223372036854775808u64"),
            ("100000000000000000000", "100000000000000000000.0"),
            ("1.50", "1.5"),
            ("1e3", "1000.0"),
            ("+7", "7"),
            ("0x1F", "31"),
        ];
        for (number, literal) in literals {
            assert_eq!(rust(number).as_deref(), Some(literal), "{number}");
        }
        for number in ["1e400", ".inf", ".nan"] {
            assert_eq!(rust(number), None, "{number}");
        }
    }

    #[test]
    fn a_number_is_written_as_json() {
        let texts = [
            ("1.50", "1.50"),
            ("99999999999999999999", "99999999999999999999"),
            ("+7", "7"),
            ("007", "7"),
            (".5", "0.5"),
            ("1.", "1.0"),
            ("0x1F", "31"),
            ("0o17", "15"),
        ];
        for (number, text) in texts {
            let written = formatted(&Json::Number(number.to_owned()));
            assert_eq!(written.as_deref(), Some(text), "{number}");
        }
        assert_eq!(formatted(&Json::Number(".inf".to_owned())), None);
    }
}
