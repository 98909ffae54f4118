//! Templates: texts with names in braces.

/// Splits a template into constant texts and the names in braces, which are `Err`.
#[must_use]
pub fn pieces(template: &str) -> Vec<Result<&str, &str>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        if !text.is_empty() {
            pieces.push(Ok(text));
        }
        pieces.push(Err(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Ok(rest));
    }
    pieces
}
