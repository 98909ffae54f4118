//! Plants a marker in JSON that may be malformed. Takes the bytes and the names of
//! members, and returns the bytes with the values of these members replaced.
//!
//! It knows strings, their escapes and the colon after a name. Outside of strings, only
//! numbers are replaced.

/// The marker without its quotes. It can be read as a number too.
pub const MARKER: &str = "7312850964417326";

/// Replaces the values of wanted members by the marker, also in lists. Escaped names are
/// never wanted.
pub fn planted(json: &[u8], wanted: impl Fn(&str) -> bool) -> Vec<u8> {
    let wanted = |name: &str| !name.contains('\\') && wanted(name);
    let mut planted = Vec::with_capacity(json.len());
    let mut rest = json;
    let mut name = String::new();
    while let Some(first) = rest.first() {
        let length = match first {
            b'"' => string_length(rest),
            b'0'..=b'9' => run(rest, u8::is_ascii_digit),
            _ => 1,
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        match first {
            b'"' if is_name(after) => {
                name.clear();
                name.push_str(String::from_utf8_lossy(token).trim_matches('"'));
                planted.extend_from_slice(token);
            }
            b'"' if wanted(&name) => {
                planted.push(b'"');
                planted.extend_from_slice(MARKER.as_bytes());
                if token.len() > 1 && token.ends_with(b"\"") {
                    planted.push(b'"');
                }
            }
            b'0'..=b'9' if wanted(&name) => planted.extend_from_slice(MARKER.as_bytes()),
            _ => planted.extend_from_slice(token),
        }
    }
    planted
}

/// Returns the length of the string that begins here; its end may be missing.
fn string_length(json: &[u8]) -> usize {
    let mut position = 1;
    while let Some(byte) = json.get(position) {
        position += match byte {
            b'"' => return position + 1,
            b'\\' => 2,
            _ => 1,
        };
    }
    json.len()
}

fn run(json: &[u8], holds: impl Fn(&u8) -> bool) -> usize {
    json.iter().take_while(|byte| holds(byte)).count()
}

/// Returns true if a string is a name, judged by the text after it.
fn is_name(after: &[u8]) -> bool {
    let blank = run(after, u8::is_ascii_whitespace);
    after.get(blank) == Some(&b':')
}
