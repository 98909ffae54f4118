//! Decodes the entities of HTML in code. In prose, the parser of Markdown decodes them.

use std::borrow::Cow;

/// Decodes numbers and the names that occur in code.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let (c, after) = entity(after).unwrap_or(('&', after));
        decoded.push(c);
        rest = after;
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Returns the character of an entity at the start of a text, and what follows it.
fn entity(text: &str) -> Option<(char, &str)> {
    /// No entity here is longer, with its semicolon.
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let (name, after) = (text.get(..end)?, text.get(end + 1..)?);
    let c = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| !c.is_control())?
        }
    };
    Some((c, after))
}
