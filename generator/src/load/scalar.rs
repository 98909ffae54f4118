//! Plain scalars by the YAML 1.2 core schema.
//!
//! Input: the text of a scalar without quotes. Output: null, a boolean, a number (kept as
//! written) or a string. `yes`, `NO` and `on` are strings.

use crate::text::tree::Value;

/// Returns the value of a scalar without quotes.
pub(super) fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_number(text) => Value::Number(text.to_owned()),
        _ => Value::String(text.to_owned()),
    }
}

fn is_number(text: &str) -> bool {
    let all =
        |digits: &str, is: fn(&u8) -> bool| !digits.is_empty() && digits.as_bytes().iter().all(is);
    if let Some(digits) = text.strip_prefix("0x") {
        return all(digits, u8::is_ascii_hexdigit);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return all(digits, |digit| (b'0'..=b'7').contains(digit));
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF") || is_decimal(unsigned)
}

/// Returns whether the text is `12`, `1.`, `.5` or `1.5`, with or without an exponent.
fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let exponent_is_fine = exponent.is_none_or(|exponent| {
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !unsigned.is_empty() && digits(unsigned)
    });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    exponent_is_fine
        && digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text() {
        let numbers = [
            "0",
            "200",
            "-1",
            "+1",
            "1.",
            ".5",
            "-1.50",
            "1e3",
            "1.5E-3",
            "0x1F",
            "0o17",
            ".inf",
            "-.INF",
            ".nan",
            "007",
            "99999999999999999999999",
        ];
        for text in numbers {
            assert_eq!(resolve(text), Value::Number(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn words_and_near_numbers_are_strings() {
        let strings = [
            "yes",
            "NO",
            "on",
            "y",
            "nUll",
            "tRUE",
            ".",
            "-",
            "+",
            "e3",
            "1e",
            "1e+",
            ".e1",
            "0x",
            "0o8",
            "1.2.3",
            "3.1.0",
            "1_000",
            "-0x1",
            "+.nan",
            "--1",
            "2020-01-01",
            "١",
        ];
        for text in strings {
            assert_eq!(resolve(text), Value::String(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn null_and_booleans_have_three_spellings() {
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(resolve(text), Value::Null);
        }
        assert_eq!(resolve("True"), Value::Bool(true));
        assert_eq!(resolve("FALSE"), Value::Bool(false));
    }
}
