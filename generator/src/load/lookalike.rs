//! Characters that people take for a space or a colon, and YAML for letters.
//!
//! Input: a text. Output: where it holds one that may be at fault. They are
//! told only where something is wrong already: in prose they are in order.

/// What the character is called, if it is one.
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

/// The first one in `text`: its place, its length, and what to say of it.
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
        let says = format!("this {name} (U+{code:04X}) is not {wanted} to YAML");
        Some((at, character.len_utf8(), says))
    })
}

/// What to do about the first one in `text`.
#[must_use]
pub fn help(text: &str) -> Option<String> {
    let character = text.chars().find(|character| name(*character).is_some())?;
    let code = u32::from(character);
    let name = name(character)?;
    Some(format!(
        "it holds a {name} (U+{code:04X}), which YAML takes for a letter: write an ordinary character"
    ))
}
