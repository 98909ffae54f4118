//! Equality of JSON values, by a text that equal values share.

use super::exact;

/// Returns a text that is the same for equal values, as JSON Schema compares them: by the
/// numbers, and in any order of members. `json` is JSON without space.
pub fn canonical(json: &str) -> String {
    value(&mut &*json)
}

/// Takes a value from the beginning of a text.
fn value(rest: &mut &str) -> String {
    match rest.bytes().next() {
        Some(b'{') => {
            let mut members = list(rest, '}', member);
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        Some(b'[') => format!("[{}]", list(rest, ']', value).join(",")),
        Some(b'"') => text(rest).to_owned(),
        _ => {
            let token = take(rest, rest.find([',', ']', '}']));
            exact::normal(token).unwrap_or_else(|| token.to_owned())
        }
    }
}

/// Takes a member of an object.
fn member(rest: &mut &str) -> String {
    let name = text(rest).to_owned();
    *rest = rest.strip_prefix(':').unwrap_or(rest);
    format!("{name}:{}", value(rest))
}

/// Takes a list of values or members, up to and with its last character.
fn list(rest: &mut &str, end: char, item: fn(&mut &str) -> String) -> Vec<String> {
    take(rest, Some(1));
    let mut items = Vec::new();
    while !rest.is_empty() && !rest.starts_with(end) {
        let before = rest.len();
        items.push(item(rest));
        *rest = rest.strip_prefix(',').unwrap_or(rest);
        if rest.len() == before {
            // The text is not JSON.
            break;
        }
    }
    *rest = rest.strip_prefix(end).unwrap_or(rest);
    items
}

/// Takes a string with its quotes.
fn text<'a>(rest: &mut &'a str) -> &'a str {
    let mut is_escaped = false;
    let closing = rest.bytes().skip(1).position(|byte| {
        let is_closing = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_closing
    });
    take(rest, closing.map(|at| at + 2))
}

/// Takes as many bytes, or everything.
fn take<'a>(rest: &mut &'a str, count: Option<usize>) -> &'a str {
    let parts = count.and_then(|count| rest.split_at_checked(count));
    let (taken, left) = parts.unwrap_or((*rest, ""));
    *rest = left;
    taken
}
