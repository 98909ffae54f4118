//! The text of references: percent-encoding, pointer escapes, and the file part.

/// Returns the first `~` of a pointer that is not `~0` or `~1`, with the next character.
pub fn wrong_escape(pointer: &str) -> Option<String> {
    let (_, escapes) = pointer.split_once('~')?;
    let wrong = escapes
        .split('~')
        .find(|rest| !rest.starts_with(['0', '1']))?;
    Some("~".chars().chain(wrong.chars().take(1)).collect())
}

/// Returns the reason why a file outside of the directory is not read.
pub fn elsewhere(file: &str) -> Option<&'static str> {
    let scheme = file.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(is_scheme) {
        return Some("is a URL, and URLs are not fetched");
    }
    if !file.contains(['/', '\\']) {
        return None;
    }
    Some("is outside the specification's directory")
}

fn is_scheme(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    text.len() > 1
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(is_allowed)
}
