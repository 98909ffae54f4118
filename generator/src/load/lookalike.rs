//! Characters that look like a space or a colon but that YAML reads as letters.
//!
//! Input: a text. Output: the position and name of the first such character. Callers
//! look for one only after a syntax error: in prose these characters are valid.

/// Returns the name of the character, if it looks like a space or a colon.
fn name(character: char) -> Option<&'static str> {
    match character {
        '\u{a0}' => Some("no-break space"),
        '\u{200b}' => Some("zero-width space"),
        '\u{202f}' => Some("narrow no-break space"),
        '\u{2060}' => Some("word joiner"),
        '\u{3000}' => Some("ideographic space"),
        '\u{feff}' => Some("byte order mark"),
        '\u{ff1a}' => Some("full-width colon"),
        _ if character.is_whitespace() && !character.is_ascii() => Some("wide space"),
        _ => None,
    }
}

/// Finds the first one in `text`: its position, its length and a label for it.
#[must_use]
pub fn find(text: &str) -> Option<(usize, usize, String)> {
    text.char_indices().find_map(|(at, character)| {
        let name = name(character)?;
        let wanted = if character == '\u{ff1a}' {
            ":"
        } else {
            "a space"
        };
        let code = u32::from(character);
        let says = format!("YAML does not read this {name} (U+{code:04X}) as {wanted}");
        Some((at, character.len_utf8(), says))
    })
}

/// Returns a help text for the first one in `text`.
#[must_use]
pub fn help(text: &str) -> Option<String> {
    let character = text.chars().find(|character| name(*character).is_some())?;
    let code = u32::from(character);
    let name = name(character)?;
    Some(format!(
        "replace the {name} (U+{code:04X}), which YAML reads as a letter, by an ordinary character"
    ))
}
