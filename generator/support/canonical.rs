//! Equality of JSON values, by a text that equal values share.

use super::exact;
use super::syntax::end_of_string;

/// The most levels of lists and objects that are compared by their values. What is nested
/// deeper is compared by its text, because each level takes space on the stack.
const MOST_LEVELS: usize = 128;

/// Returns a text that is the same for equal values, as JSON Schema compares them: by the
/// numbers and characters, and in any order of members.
pub fn canonical(json: &str) -> String {
    value(&mut json.trim_ascii_start(), MOST_LEVELS)
}

/// Takes a value from the beginning of a text, and the space after it.
fn value(rest: &mut &str, levels: usize) -> String {
    match rest.bytes().next() {
        Some(b'{' | b'[') if levels == 0 => nested(rest).to_owned(),
        Some(b'{') => {
            let mut members = list(rest, '}', |rest| member(rest, levels - 1));
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        Some(b'[') => {
            let items = list(rest, ']', |rest| value(rest, levels - 1));
            format!("[{}]", items.join(","))
        }
        Some(b'"') => text(rest),
        _ => {
            let is_after = |c: char| matches!(c, ',' | ']' | '}') || c.is_ascii_whitespace();
            let token = take(rest, rest.find(is_after));
            exact::normal(token).unwrap_or_else(|| token.to_owned())
        }
    }
}

/// Takes a member of an object.
fn member(rest: &mut &str, levels: usize) -> String {
    let name = text(rest);
    skip(rest, ':');
    format!("{name}:{}", value(rest, levels))
}

/// Takes a list of values or members, up to and with its last character.
fn list(rest: &mut &str, end: char, mut item: impl FnMut(&mut &str) -> String) -> Vec<String> {
    take(rest, Some(1));
    *rest = rest.trim_ascii_start();
    let mut items = Vec::new();
    while !rest.is_empty() && !rest.starts_with(end) {
        let before = rest.len();
        items.push(item(rest));
        skip(rest, ',');
        if rest.len() == before {
            // The text is not JSON.
            break;
        }
    }
    skip(rest, end);
    items
}

/// Takes a string, and returns it with the escapes that it needs.
fn text(rest: &mut &str) -> String {
    let quoted = take(rest, Some(end_of_string(rest)));
    let plain = quoted.contains('\\').then(|| serde_json::from_str(quoted));
    // Half of a surrogate pair can only be escaped.
    let plain = plain.and_then(|it: Result<String, _>| serde_json::to_string(&it.ok()?).ok());
    plain.unwrap_or_else(|| quoted.to_owned())
}

/// Takes a list or an object as its text.
fn nested<'a>(rest: &mut &'a str) -> &'a str {
    let (mut at, mut levels) = (0, 0_usize);
    while let Some(byte) = rest.as_bytes().get(at) {
        match byte {
            b'{' | b'[' => levels += 1,
            b'}' | b']' => levels -= 1,
            b'"' => at += end_of_string(rest.get(at..).unwrap_or_default()) - 1,
            _ => {}
        }
        at += 1;
        if levels == 0 {
            break;
        }
    }
    take(rest, Some(at))
}

/// Takes a character, if it is the next one, and the space around it.
fn skip(rest: &mut &str, next: char) {
    let after = rest.trim_ascii_start();
    *rest = after.strip_prefix(next).unwrap_or(after).trim_ascii_start();
}

/// Takes as many bytes, or everything.
fn take<'a>(rest: &mut &'a str, count: Option<usize>) -> &'a str {
    let parts = count.and_then(|count| rest.split_at_checked(count));
    let (taken, left) = parts.unwrap_or((*rest, ""));
    *rest = left;
    taken
}
