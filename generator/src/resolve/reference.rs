//! The escapes in the text of references.

/// Returns the first `~` of a pointer that is not `~0` or `~1`, with the next character.
pub fn wrong_escape(pointer: &str) -> Option<String> {
    let (_, escapes) = pointer.split_once('~')?;
    let wrong = escapes
        .split('~')
        .find(|rest| !rest.starts_with(['0', '1']))?;
    Some("~".chars().chain(wrong.chars().take(1)).collect())
}
